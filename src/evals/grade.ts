import { toMatcher } from "./matcher.ts";
import type { Observed } from "./observed.ts";
import type { Expected } from "./scenario.ts";

/** What was expected and is not so. State counts before wording: a kind sentence mends no wrong handoff. */
export interface Failure {
  /** `turn 2`, or `end`. */
  readonly where: string;
  readonly grade: "state" | "wording";
  readonly what: string;
}

/** What is not as expected, state first. `seen`: the state now, with what was said and done in the part that is graded. */
export function grade(
  expected: Expected,
  seen: Observed,
  where: string,
  guessLanguage: (text: string) => string | null,
): Failure[] {
  const state = [
    ...gradeState(expected, seen),
    ...gradeHandoff(expected, seen),
    ...gradeTickets(expected, seen),
    ...gradeTools(expected, seen),
  ];
  const wording = [...gradeWords(expected, seen), ...gradeForm(expected, seen, guessLanguage)];
  return [
    ...state.map((what): Failure => ({ where, grade: "state", what })),
    ...wording.map((what): Failure => ({ where, grade: "wording", what })),
  ];
}

function gradeState(expected: Expected, seen: Observed): string[] {
  const { flags = [], not_flags: notFlags = [] } = expected;
  return [
    ...isOneOf("owner", expected.owner, seen.owner),
    ...isOneOf("category", expected.category, seen.category),
    ...isOneOf("severity", expected.severity, seen.severity),
    ...flags.filter((flag) => !seen.flags.includes(flag)).map((flag) => `the flag ${flag} is not set`),
    ...notFlags.filter((flag) => seen.flags.includes(flag)).map((flag) => `the flag ${flag} is set`),
  ];
}

function isOneOf(what: string, wanted: readonly string[] | undefined, is: string | null): string[] {
  if (wanted === undefined || (is !== null && wanted.includes(is))) return [];
  return [`${what} is ${is ?? "unknown"}, not ${wanted.join(" or ")}`];
}

function gradeHandoff({ handoff: wanted }: Expected, { handoff }: Observed): string[] {
  if (wanted === undefined) return [];
  if (wanted === "none") return handoff ? [`it was handed off (${handoff.trigger}: ${handoff.reason})`] : [];
  if (!handoff) return ["it was not handed off"];
  const { trigger, priority, reason } = wanted;
  return [
    ...isOneOf("the handoff's trigger", trigger, handoff.trigger),
    ...isOneOf("the handoff's priority", priority && [priority], handoff.priority),
    ...(reason !== undefined && !toMatcher(reason)(handoff.reason)
      ? [`the handoff's reason is "${handoff.reason}", not ${reason}`]
      : []),
  ];
}

function gradeTickets({ tickets: wanted }: Expected, { tickets }: Observed): string[] {
  if (wanted === undefined) return [];
  const { count, category, severity, summary } = {
    category: undefined,
    severity: undefined,
    summary: undefined,
    ...wanted,
  };
  const problems = count !== undefined && tickets.length !== count ? [`tickets: ${tickets.length}, not ${count}`] : [];
  const isDescribed = category !== undefined || severity !== undefined || summary !== undefined;
  if (!isDescribed) return problems;
  const fits = (ticket: Observed["tickets"][number]) =>
    (category?.includes(ticket.category) ?? true) &&
    (severity?.includes(ticket.severity) ?? true) &&
    (summary === undefined || toMatcher(summary)(ticket.summary));
  if (tickets.some(fits)) return problems;
  const are =
    tickets.map((ticket) => `${ticket.category}, ${ticket.severity}: "${ticket.summary}"`).join("; ") || "none";
  const should = [category?.join("|"), severity?.join("|"), summary].filter((part) => part !== undefined).join(", ");
  return [...problems, `no ticket is ${should}; there are: ${are}`];
}

function gradeTools({ tools = [], not_tools: notTools = [] }: Expected, seen: Observed): string[] {
  return [
    ...tools.filter((tool) => !seen.tools.includes(tool)).map((tool) => `${tool} was not called`),
    ...notTools.filter((tool) => seen.tools.includes(tool)).map((tool) => `${tool} was called`),
  ];
}

function gradeWords({ say = [], not_say: notSay = [] }: Expected, { said }: Observed): string[] {
  const text = said.map((one) => one.text).join("\n\n");
  return [
    ...say
      .filter((either) => !either.some((words) => toMatcher(words)(text)))
      .map((either) => `it does not say ${either.join(" or ")}`),
    ...notSay.filter((words) => toMatcher(words)(text)).map((words) => `it says ${words}`),
  ];
}

function gradeForm(
  { max_length: maxLength, language, sources = [] }: Expected,
  { said }: Observed,
  guessLanguage: (text: string) => string | null,
): string[] {
  const answers = said.filter(({ author }) => author === "assistant");
  const longest = Math.max(0, ...answers.map(({ text }) => text.length));
  const is = language === undefined ? null : guessLanguage(said.map(({ text }) => text).join("\n"));
  const cited = answers.flatMap((answer) => answer.sources.map(({ title, url }) => url?.split("/").at(-1) ?? title));
  return [
    ...(maxLength !== undefined && longest > maxLength
      ? [`an answer has ${longest} characters, not ${maxLength}`]
      : []),
    ...(language !== undefined && is !== language ? [`the language is ${is ?? "unclear"}, not ${language}`] : []),
    ...sources.filter((slug) => !cited.includes(slug)).map((slug) => `${slug} is not among the sources`),
  ];
}
