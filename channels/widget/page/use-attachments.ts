import { useState } from "preact/hooks";
import { WORDS } from "./words.ts";

export interface Attachments {
  readonly files: readonly File[];
  /** Why something was not attached; null: everything was. */
  readonly notice: string | null;
  add(files: Iterable<File>): void;
  remove(file: File): void;
  clear(): void;
}

/** The server refuses more: one file, all of a message, and their number. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_BYTES = 25 * 1024 * 1024;
const MAX_FILES = 10;

/** The files of the message that is being written. */
export function useAttachments(): Attachments {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  return {
    files,
    notice,
    add(more) {
      const next = [...files];
      let why: string | null = null;
      for (const file of more) {
        const bytes = next.reduce((sum, { size }) => sum + size, file.size);
        if (file.size > MAX_FILE_BYTES) why = WORDS.tooLarge(file.name);
        else if (next.length === MAX_FILES || bytes > MAX_BYTES) why = WORDS.tooMany;
        else next.push(file);
      }
      setFiles(next);
      setNotice(why);
    },
    remove(file) {
      setFiles(files.filter((other) => other !== file));
      setNotice(null);
    },
    clear() {
      setFiles([]);
      setNotice(null);
    },
  };
}
