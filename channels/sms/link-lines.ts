import type { AttachedFile } from "../../src/contract/index.ts";

interface Link {
  readonly filename: string;
  readonly url: string;
}

/** A text with the files that cannot go with it, each in a line of its own. No text: the lines alone. */
export function withLinks(text: string, links: readonly Link[]): string {
  return [text, ...links.map(({ filename, url }) => `${filename}: ${url}`)].filter((line) => line !== "").join("\n");
}

/** The addresses of attached files that are for people. */
export function lasting(files: readonly AttachedFile[]): Link[] {
  return files.map(({ filename, lastingUrl }) => ({ filename, url: lastingUrl }));
}

/** A text without what is signed into the addresses in it, which is another at every attempt. */
export function withoutSignatures(text: string): string {
  return text.replaceAll(/(https?:\/\/[^\s?]+)\?\S*/g, "$1");
}
