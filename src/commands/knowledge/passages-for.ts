import type { Audience } from "../../knowledge/article.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Passage } from "../../knowledge/passage.ts";

export interface Asked {
  readonly query: string;
  /** What the same person wrote before, newest last. */
  readonly before?: readonly string[];
  readonly audience: Audience;
  readonly limit: number;
  /** Whether to search by words alone. */
  readonly words: boolean;
}

export async function passagesFor(asked: Asked, knowledge: Knowledge): Promise<readonly Passage[]> {
  const { query, before = [], audience, limit, words } = asked;
  const options = { audience, limit, before };
  return words ? knowledge.searchByWords(query, options) : await knowledge.search(query, options);
}
