import type { Fact } from "./find-facts.ts";
import type { Unit } from "./markdown-units.ts";

/** How an answer may look on a channel. */
export interface Form {
  readonly markdown: boolean;
  /** Everything in one paragraph of simple characters. */
  readonly oneLine: boolean;
}

/** What the small character set of text messages has for what it has not. */
const SIMPLER: readonly (readonly [RegExp, string])[] = [
  [/[–—]/g, "-"],
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/…/g, "..."],
  [/→/g, ">"],
  [/[•·]/g, "-"],
  [/\u00a0/g, " "],
];

export function renderFact(fact: Fact, form: Form): string {
  const [only, ...more] = fact.units;
  // One item is no list.
  if (only !== undefined && more.length === 0)
    return renderUnit({ ...only, kind: "sentence" }, form).replace(/(?<=[^.!?:;])$/, ".");
  let text = "";
  let before: Unit | null = null;
  for (const unit of fact.units) {
    text += before === null ? "" : separator(before, unit, form);
    text += renderUnit(unit, form);
    before = unit;
  }
  return text;
}

export function renderUnit(unit: Unit, form: Form): string {
  const words = form.markdown ? unit.text : toPlain(unit.text);
  const shown = form.oneLine ? simplify(words) : words;
  if (unit.kind === "step") return `${unit.number ?? "-"}. ${shown}`;
  if (unit.kind === "sentence") return shown;
  return form.oneLine ? ended(shown) : `- ${shown}`;
}

/** Without Markdown: emphasis and code lose their marks, a link keeps its words. */
function toPlain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/`([^`]*)`/g, "$1");
}

export function simplify(text: string): string {
  return SIMPLER.reduce((words, [from, to]) => words.replace(from, to), text).replace(/\s+/g, " ");
}

function separator(before: Unit, unit: Unit, form: Form): string {
  if (form.oneLine) return " ";
  if (before.kind === "sentence" && unit.kind === "sentence") return before.group === unit.group ? " " : "\n\n";
  return before.kind === unit.kind && before.group === unit.group ? "\n" : "\n\n";
}

function ended(text: string): string {
  return /[.!?:;]$/.test(text) ? text : `${text}.`;
}
