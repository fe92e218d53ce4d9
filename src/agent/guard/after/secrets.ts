import type { Finding } from "../guard.ts";

/** As many words of the instructions in a row are no accident. */
const RUN = 12;

/** Keys as their makers shape them, private keys, and signed tokens. */
const KEYS =
  /(?<![\p{L}\p{N}])(?:sk-[A-Za-z0-9_-]{16,}|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|SG\.[A-Za-z0-9_-]{16,}|(?:AC|SK)[0-9a-f]{32}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----|Bearer [A-Za-z0-9._~+/-]{20,})/gu;
const CARD = /(?<![\p{L}\p{N}])\d(?:[ .-]?\d){12,18}(?![\p{L}\p{N}])/gu;

/** What only we and the model see: the fences around what it reads, and its way to think and to call tools. */
const MACHINERY =
  /<\/?(?:antml:)?(?:context|customer_message|earlier_conversation|thinking|scratchpad|function_calls?|invoke|tool_use|tool_result|search_result|system|parameter)\b[^>\n]{0,80}>?/giu;

/** What may not be read by customers wherever it comes from, unless an article shows it as an example. */
export function secretsIn(
  draft: string,
  {
    sources,
    instructions,
    tools,
  }: { readonly sources: readonly string[]; readonly instructions: string; readonly tools: readonly string[] },
): readonly Finding[] {
  const isExample = (text: string): boolean => sources.some((source) => source.includes(text));
  const names = tools.filter((name) => name.includes("_") && draft.toLowerCase().includes(name));
  const secrets = [
    ...[...draft.matchAll(KEYS)].map(([text]) => text),
    ...[...draft.matchAll(CARD)].map(([text]) => text).filter(isCard),
  ];
  return [
    ...secrets.filter((text) => !isExample(text)),
    ...[...draft.matchAll(MACHINERY)].map(([text]) => text),
    ...names,
    ...quotedInstructions(draft, instructions),
  ].map((text) => ({ kind: "secret", text }));
}

/** By the check digit (ISO/IEC 7812-1, annex B). */
function isCard(text: string): boolean {
  const digits = (text.match(/\d/g) ?? []).map(Number).toReversed();
  const sum = digits.reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && digits.some((digit) => digit !== 0);
}

let known: { readonly instructions: string; readonly runs: ReadonlySet<string> } | undefined;

function quotedInstructions(draft: string, instructions: string): string[] {
  const words = wordsOf(draft);
  if (words.length < RUN || instructions === "") return [];
  if (known?.instructions !== instructions) known = { instructions, runs: new Set(runsOf(wordsOf(instructions))) };
  const { runs } = known;
  const quoted = runsOf(words).find((run) => runs.has(run));
  return quoted === undefined ? [] : [quoted];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function runsOf(words: readonly string[]): readonly string[] {
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(" "));
}
