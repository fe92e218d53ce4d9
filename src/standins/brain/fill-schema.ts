import { isFurious } from "./frustration.ts";
import { languageOf } from "./languages.ts";
import { reportsIncident, threatensLegally } from "./risks.ts";
import { sentencesOf } from "./sentences.ts";
import { categoryOf, type Severity, severityOf, type TicketNeed, ticketNeedIn } from "./ticket-need.ts";
import { translate } from "./translate.ts";
import { wantsHuman } from "./wants-human.ts";
import { alike, normalise, stemsOf } from "./words.ts";

type Schema = Readonly<Record<string, unknown>>;

/** What an enum offers for "none of these", best first. */
const NEUTRAL = ["other", "general", "none", "unknown", "neutral", "normal", "medium", "unclear"];
const MAX_SUMMARY_LENGTH = 200;

/** A value that the JSON schema allows, by simple rules: what the property is called and what the customer wrote. */
export function fillSchema(schema: unknown, words: string, name = ""): unknown {
  const node = (typeof schema === "object" && schema !== null ? schema : {}) as Schema;
  if (node["const"] !== undefined) return node["const"];
  if (Array.isArray(node["enum"])) return chooseFrom(node["enum"], words, name);
  if (/translat/i.test(name)) return translate(words) ?? (mayBeNull(node) ? null : words);
  const variant = firstVariant(node);
  if (variant !== null) return fillSchema(variant, words, name);
  switch (typeOf(node)) {
    case "object":
      return fillObject(node, words);
    case "array":
      return [];
    case "boolean":
      return holds(name, words);
    case "integer":
    case "number":
      return /confiden|certain|probab/i.test(name) ? 0.5 : 0;
    case "null":
      return null;
    default:
      return wordsFor(name, words);
  }
}

function fillObject(node: Schema, words: string): Record<string, unknown> {
  const properties = (node["properties"] ?? {}) as Schema;
  const required = Array.isArray(node["required"]) ? node["required"] : [];
  const wanted = Object.entries(properties).filter(([key]) => required.length === 0 || required.includes(key));
  return Object.fromEntries(wanted.map(([key, value]) => [key, fillSchema(value, words, key)]));
}

function typeOf(node: Schema): unknown {
  const type = node["type"];
  if (Array.isArray(type)) return type.find((one) => one !== "null") ?? "null";
  return type ?? (node["properties"] === undefined ? "string" : "object");
}

function mayBeNull(node: Schema): boolean {
  const variants = [node, ...[node["anyOf"] ?? node["oneOf"] ?? []].flat()] as Schema[];
  return variants.some(({ type }) => [type].flat().includes("null"));
}

function firstVariant(node: Schema): unknown {
  const variants = node["anyOf"] ?? node["oneOf"];
  if (!Array.isArray(variants)) return null;
  return variants.find((one) => (one as Schema)["type"] !== "null") ?? null;
}

function chooseFrom(values: readonly unknown[], words: string, name: string): unknown {
  const texts = values.filter((value) => typeof value === "string");
  const wanted = [guessFor(name, words), ...NEUTRAL].filter((guess) => guess !== null);
  for (const guess of wanted.slice(0, 1)) {
    const hit = texts.find((value) => normalise(value) === guess);
    if (hit !== undefined) return hit;
  }
  const stems = stemsOf(words);
  const overlapping = texts.find((value) =>
    stemsOf(value.replaceAll("_", " ")).some((one) => stems.some((stem) => alike(one, stem))),
  );
  const neutral = wanted.flatMap((guess) => texts.find((value) => normalise(value) === guess) ?? []);
  return overlapping ?? neutral[0] ?? values[0];
}

/** The value that our own rules would give a property of that name. */
function guessFor(name: string, words: string): string | null {
  if (/categor|topic|department|intent|type/i.test(name)) return categoryOf(inEnglish(words));
  if (/sever|impact/i.test(name)) return impactOf(words);
  if (/priorit|urgen/i.test(name)) return isUrgent(words) ? "urgent" : "normal";
  if (/sentiment|mood|emotion|tone/i.test(name)) return moodOf(words);
  return /lang/i.test(name) ? languageOf(words) : null;
}

/** What our rules are written for. */
function inEnglish(words: string): string {
  const translation = translate(words);
  return translation === null ? words : `${words}\n${translation}`;
}

/** Whoever only asks is not hindered. */
function impactOf(words: string): Severity {
  const severity = severityOf(words);
  if (severity !== "medium") return severity;
  if (reportsIncident(words)) return "critical";
  return ticketNeedIn([words]) === null && !threatensLegally(words) ? "low" : severity;
}

const INTENTS: Readonly<Record<TicketNeed["kind"], string>> = {
  double_charge: "dispute a double charge",
  wrong_charge: "dispute a charge",
  refund: "get a refund",
  fault: "report a fault",
  limit: "get past a limit",
  account: "get into the account",
  wish: "suggest a feature",
};

function intentOf(words: string): string {
  if (wantsHuman(words)) return "talk to a human";
  const need = ticketNeedIn([words]);
  return need === null ? `ask about ${categoryOf(inEnglish(words))} matters` : INTENTS[need.kind];
}

function moodOf(words: string): string {
  if (isFurious(words)) return "angry";
  const plain = normalise(words);
  if (/\b(?:thanks|thank you|great|love|perfect|awesome)\b/.test(plain)) return "positive";
  return /\b(?:not|can't|cannot|broken|error|twice|wrong|still|problem|locked|fail\w*)\b/.test(plain)
    ? "negative"
    : "neutral";
}

function holds(name: string, words: string): boolean {
  if (/legal|lawyer|threat/i.test(name)) return threatensLegally(words);
  if (/secur|incident|breach/i.test(name)) return reportsIncident(words);
  if (/human|person|agent|operator/i.test(name)) return wantsHuman(words);
  if (/escalat|hand.?o/i.test(name)) return wantsHuman(words) || isUrgent(words) || isFurious(words);
  if (/urgen|critical/i.test(name)) return isUrgent(words);
  return /angry|frustrat|upset|furious/i.test(name) ? isFurious(words) : false;
}

function isUrgent(words: string): boolean {
  const severity = severityOf(words);
  return severity === "high" || severity === "critical" || reportsIncident(words) || threatensLegally(words);
}

function wordsFor(name: string, words: string): string {
  if (/lang|locale/i.test(name)) return languageOf(words);
  if (/intent/i.test(name)) return intentOf(words);
  if (/categor|topic/i.test(name)) return categoryOf(inEnglish(words));
  if (/sever|priorit/i.test(name)) return impactOf(words);
  if (/sentiment|mood|tone/i.test(name)) return moodOf(words);
  const whole = sentencesOf(words).join(" ");
  const first = whole.length <= MAX_SUMMARY_LENGTH ? whole : `${whole.slice(0, MAX_SUMMARY_LENGTH - 1)}…`;
  return first === "" ? "-" : first;
}
