import { useState } from "preact/hooks";
import type { LetterFile } from "../mail/compose-letter.ts";

/** Together, as most servers have it. */
const MAX_FILES_BYTES = 20 * 1024 * 1024;

/** The files of a mail that is being written. One with the name of another takes its place. */
export function useFiles() {
  const [files, setFiles] = useState<readonly LetterFile[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const add = (chosen: readonly File[]): void => {
    const total = [...files.map(({ content }) => content.length), ...chosen.map(({ size }) => size)];
    if (total.reduce((sum, size) => sum + size, 0) > MAX_FILES_BYTES)
      setProblem("The files of a mail may have 20 MB together.");
    else read(chosen);
  };
  const read = (chosen: readonly File[]): void => {
    setProblem(null);
    Promise.all(chosen.map(toFile)).then(
      (taken) =>
        setFiles((known) => [
          ...known.filter(({ filename }) => !taken.some((file) => file.filename === filename)),
          ...taken,
        ]),
      () => setProblem("This file cannot be read."),
    );
  };
  const remove = (file: LetterFile): void => setFiles((known) => known.filter((other) => other !== file));
  return { files, problem, add, remove };
}

async function toFile(file: File): Promise<LetterFile> {
  return { filename: file.name, contentType: file.type, content: new Uint8Array(await file.arrayBuffer()) };
}
