import type { Priority } from "../conversation/model.ts";
import { type BusinessHours, nextOpening, type Opening } from "./business-hours.ts";
import { HANDOFF_WORDS, type HandoffWords } from "./handoff-words.ts";

/** A company's own words: in its own language, or by language (the first part of a BCP 47 tag). */
export type OwnLine = string | Readonly<Record<string, string>>;

/** What a company says when a human takes over. */
export interface HandoffLines {
  /** Absent: ours. */
  readonly normal?: OwnLine | undefined;
  readonly urgent?: OwnLine | undefined;
  /** BCP 47, of a line without one, and of whom no language is known. */
  readonly language: string;
  /** Null: nothing is said of hours. */
  readonly hours: BusinessHours | null;
}

/** What is true at the moment of a handoff. */
export interface Situation {
  readonly priority: Priority;
  /** BCP 47, of the customer; null: it is not known. */
  readonly language: string | null;
  readonly isSomebodyOnline: boolean;
  /** Of this engagement, such as `TKT-1001`. */
  readonly tickets: readonly string[];
  readonly now: Date;
}

/**
 * The one line that a customer reads when a human takes over, in his language where we have words for it, else in the
 * company's. It says who has it now, the number of his ticket, and what is true of the team: that nobody is at the desk, or
 * when it is back. Never how long an answer takes.
 */
export function handoffLine(lines: HandoffLines, situation: Situation): string {
  const { priority, tickets } = situation;
  const owned = ownLines(lines, priority);
  const language =
    [situation.language, lines.language]
      .map((tag) => tag?.slice(0, 2).toLowerCase() ?? "")
      .find((one) => owned[one] !== undefined || isOurs(one)) ?? "en";
  const own = owned[language];
  // Of a language that the company knows and we do not, its line is all there is, but for the number.
  if (!isOurs(language)) return [own ?? HANDOFF_WORDS.en.opening[priority], ...tickets.slice(-1)].join(" ");
  const words: HandoffWords = HANDOFF_WORDS[language];
  const reference = tickets.length > 0 ? words.reference(tickets.join(", ")) : "";
  return [own ?? words.opening[priority], reference, presenceWords(lines.hours, situation, words, language)]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

type Ours = keyof typeof HANDOFF_WORDS;
const isOurs = (language: string): language is Ours => Object.hasOwn(HANDOFF_WORDS, language);

function ownLines(lines: HandoffLines, priority: Priority): Readonly<Record<string, string | undefined>> {
  const own = lines[priority];
  return typeof own === "string" ? { [lines.language.slice(0, 2).toLowerCase()]: own } : (own ?? {});
}

/** Nothing when somebody is there: that the colleague answers here has been said. */
function presenceWords(
  hours: BusinessHours | null,
  { now, isSomebodyOnline }: Situation,
  words: HandoffWords,
  language: Ours,
): string {
  const opening = hours ? nextOpening(hours, now) : null;
  if (hours && opening !== null && opening !== "never")
    return words.back(whenWords(opening, words, language), hours.timezone);
  return isSomebodyOnline ? "" : words.nobody;
}

function whenWords({ inDays, time, weekday }: Opening, words: HandoffWords, language: Ours): string {
  if (inDays === 0) return words.today(time);
  if (inDays === 1) return words.tomorrow(time);
  // 4 January 1970 was a Sunday.
  const day = new Date(Date.UTC(1970, 0, 4 + weekday));
  const named = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return words.onDay(named.format(day), time);
}
