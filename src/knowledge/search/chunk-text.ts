import type { Chunk } from "../chunks/chunk-article.ts";

/**
 * What a chunk is to a model: it means little without the title and the headings that it stands under. Tags are what
 * customers call it; they come last, where a model cuts off first.
 */
export function textOf({ article: { title, tags }, heading, text }: Chunk): string {
  return [title, heading, text, tags.join(", ")].filter((part) => part !== null && part !== "").join("\n");
}
