import { type Declarations, hides, lengthOf, parseDeclarations } from "./css.ts";

/** What an element's text looks like, as far as it decides whether it can be seen. Children inherit it. */
interface Look {
  readonly color: string;
  /** Null: a picture or something else that hides no colour for certain. */
  readonly background: string | null;
  /** Not there at all; no child can change that, while it can change all else. */
  readonly gone: boolean;
  readonly tiny: boolean;
  readonly invisible: boolean;
}

/** A mail is dark on white until it says otherwise. */
const PAPER: Look = { color: "0,0,0", background: "255,255,255", gone: false, tiny: false, invisible: false };

/** So close that nobody reads the one on the other. */
const ALIKE = 12;

/** Names for what text is hidden with. */
const NAMED: Readonly<Record<string, string>> = {
  white: "255,255,255",
  snow: "255,250,250",
  black: "0,0,0",
  transparent: "transparent",
};

/**
 * Follows an HTML text element by element and knows whether what comes now can be seen. What people do not see must not
 * be read by the assistant as if they had written it.
 */
export class Sight {
  readonly #looks: Look[] = [PAPER];

  /** `hidden`: classes and ids that the style sheets hide, as `.name` and `#name`. */
  open(attributes: Readonly<Record<string, string>>, hidden: ReadonlySet<string>): void {
    const parent = this.#looks.at(-1) ?? PAPER;
    const declarations = parseDeclarations(attributes["style"] ?? "");
    const visibility = declarations.get("visibility");
    this.#looks.push({
      color: colorOf(declarations.get("color") ?? attributes["color"]) ?? parent.color,
      background: backgroundOf(declarations, attributes, parent),
      gone: parent.gone || "hidden" in attributes || hides(declarations) || isNamed(attributes, hidden),
      tiny: isTiny(declarations.get("font-size")) ?? parent.tiny,
      invisible: visibility === undefined ? parent.invisible : visibility === "hidden" || visibility === "collapse",
    });
  }

  close(): void {
    if (this.#looks.length > 1) this.#looks.pop();
  }

  /** The element that was opened last, and all in it, is not shown. */
  get gone(): boolean {
    return this.#looks.at(-1)?.gone ?? false;
  }

  /** Its own text cannot be read. */
  get blind(): boolean {
    const { color, background, gone, tiny, invisible } = this.#looks.at(-1) ?? PAPER;
    return gone || tiny || invisible || color === "transparent" || (background !== null && areAlike(color, background));
  }
}

function isNamed({ class: classes = "", id = "" }: Readonly<Record<string, string>>, names: ReadonlySet<string>) {
  return names.has(`#${id.trim()}`) || classes.split(/\s+/).some((name) => names.has(`.${name}`));
}

/** Null: it says nothing about it. Sizes relative to the text around are never so small that they hide it, but for none. */
function isTiny(size: string | undefined): boolean | null {
  if (size === undefined || size === "inherit") return null;
  const number = lengthOf(size);
  return number !== null && (number <= 0 || (number < 2 && !/[^a-z]r?em$/.test(size)));
}

function backgroundOf(
  declarations: Declarations,
  attributes: Readonly<Record<string, string>>,
  parent: Look,
): string | null {
  const shorthand = declarations.get("background");
  if (declarations.has("background-image") || attributes["background"] !== undefined || shorthand?.includes("url("))
    return null;
  const value = declarations.get("background-color") ?? shorthand ?? attributes["bgcolor"];
  if (value === undefined) return parent.background;
  const color = colorOf(value);
  return color === "transparent" ? parent.background : color;
}

/** As `r,g,b`; a name that is not known here as it is; null for none. */
function colorOf(value: string | undefined): string | null {
  const text = value?.trim().toLowerCase() ?? "";
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? hex.split("").map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return digits.map((pair) => Number.parseInt(pair, 16)).join(",");
  }
  const channels = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?/.exec(text);
  if (channels !== null) {
    const [, red, green, blue, alpha] = channels;
    return alpha !== undefined && Number(alpha) < 0.1 ? "transparent" : `${red},${green},${blue}`;
  }
  return text === "" || text === "inherit" ? null : (NAMED[text] ?? text);
}

function areAlike(one: string, other: string): boolean {
  const [ones, others] = [one.split(",").map(Number), other.split(",").map(Number)];
  if (ones.length !== 3 || others.length !== 3) return one === other;
  return ones.every((channel, index) => Math.abs(channel - (others[index] ?? 0)) <= ALIKE);
}
