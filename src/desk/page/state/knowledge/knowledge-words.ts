import { shortAge } from "../ages.ts";
import type { Audience, Gap, Passage, VectorProgress } from "./shapes.ts";

export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = { public: "Public", internal: "Internal" };

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** How far the vectors have come, and by what questions are answered meanwhile. */
export function vectorWords({ model, serving, done, total }: VectorProgress): string {
  if (model === null) return "Turned off: articles are found by their words alone.";
  if (done >= total) return total === 0 ? "There is nothing to embed yet." : `${count(total, "passage")} embedded.`;
  const rest = `${done.toLocaleString("en")} of ${count(total, "passage")} embedded.`;
  if (serving !== null && serving !== model) return `${rest} Until all are, questions are compared by ${serving}.`;
  return `${rest} The others are found by their words meanwhile.`;
}

const twoDigits = (n: number): string => n.toFixed(2);

/** Where a score comes from. */
export function scoreWords({ score, why }: Passage): string {
  const { cosine, coverage } = why;
  if (cosine === null) return `By words alone: ${twoDigits(coverage)} of the question is covered`;
  return `${twoDigits(score)} = meaning ${twoDigits(cosine)} + 0.3 × words ${twoDigits(coverage)}`;
}

export function gapWords({ count: times, conversations }: Pick<Gap, "count" | "conversations">): string {
  return `Asked ${times === 1 ? "once" : count(times, "time")} in ${count(conversations, "conversation")}`;
}

/** How long ago something was, in a sentence. `nowMs`: since 1970. */
export function agoWords(at: string, nowMs: number): string {
  const age = shortAge(at, nowMs);
  return age === "now" ? "just now" : `${age} ago`;
}

export const wordsWords = (words: number): string => count(words, "word");

/** Why something was refused. `status` is null when there was no answer; `document` is the problem document. */
export function refusalWords(status: number | null, document: unknown): string {
  const { detail } = (typeof document === "object" && document !== null ? document : {}) as { detail?: unknown };
  if (status === null) return "No connection. Nothing is lost: try again.";
  if (status >= 500) return "The server could not do it. Nothing is lost: try again.";
  return typeof detail === "string" ? detail : `The server refused it (${status}).`;
}
