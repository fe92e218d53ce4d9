import type { Passage } from "../../knowledge/passage.ts";
import { plainLine, shortened } from "./plain-line.ts";

/** Characters of a passage's text: enough to see what it is about. */
const MAX_TEXT_LENGTH = 320;

/** Passages for a person, best first. */
export function printPassages(passages: readonly Passage[]): string {
  return passages.map(printPassage).join("\n\n");
}

function printPassage({ title, heading, url, slug, audience, score, why, text }: Passage, at: number): string {
  const name = plainLine(heading === null ? title : `${title} > ${heading}`);
  const place = [plainLine(slug), audience === "internal" ? "internal" : plainLine(url ?? "no url")].join("  ");
  const lines = [place, printWhy(why), shortened(plainLine(text), MAX_TEXT_LENGTH)];
  return [`${at + 1}. ${name}  (${score.toFixed(2)})`, ...lines.map((line) => `   ${line}`)].join("\n");
}

function printWhy({ cosine, coverage, words, exact }: Passage["why"]): string {
  const list = (name: string, some: readonly string[]) => (some.length === 0 ? [] : [`${name}: ${some.join(", ")}`]);
  return [
    cosine === null ? "by words" : `cosine ${cosine.toFixed(2)}`,
    `covers ${Math.round(coverage * 100)} %`,
    ...list("words", words.map(plainLine)),
    ...list("exact", exact.map(plainLine)),
  ].join("; ");
}
