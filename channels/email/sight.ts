import { areAlike, type Color, parseColor } from "./color.ts";
import { type Declarations, hides, parseDeclarations } from "./css.ts";
import { fontPixels, LETTER_PX } from "./css-length.ts";

/** What an element's text looks like, as far as it decides whether it can be seen. Children inherit it. */
interface Look {
  readonly color: Color | "transparent";
  /** Null: a picture or something else that hides no colour for certain. */
  readonly background: Color | null;
  /** Not there at all; no child can change that, while it can change all else. */
  readonly gone: boolean;
  /** Of its letters, px. */
  readonly size: number;
  readonly invisible: boolean;
}

/** A mail is dark on white until it says otherwise. */
const PAPER: Look = { color: [0, 0, 0], background: [255, 255, 255], gone: false, size: LETTER_PX, invisible: false };

/** Px. Smaller letters are dots. */
const LEAST_SIZE = 2;

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
    const size = declarations.get("font-size");
    this.#looks.push({
      color: parseColor(declarations.get("color") ?? attributes["color"] ?? "") ?? parent.color,
      background: backgroundOf(declarations, attributes, parent),
      gone: parent.gone || "hidden" in attributes || hides(declarations) || isNamed(attributes, hidden),
      size: (size === undefined ? null : fontPixels(size, parent.size)) ?? parent.size,
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
    const { color, background, gone, size, invisible } = this.#looks.at(-1) ?? PAPER;
    if (gone || invisible || size < LEAST_SIZE || color === "transparent") return true;
    return background !== null && areAlike(color, background);
  }
}

function isNamed({ class: classes = "", id = "" }: Readonly<Record<string, string>>, names: ReadonlySet<string>) {
  return names.has(`#${id.trim()}`) || classes.split(/\s+/).some((name) => names.has(`.${name}`));
}

function backgroundOf(
  declarations: Declarations,
  attributes: Readonly<Record<string, string>>,
  parent: Look,
): Color | null {
  const shorthand = declarations.get("background");
  if (declarations.has("background-image") || attributes["background"] !== undefined || shorthand?.includes("url("))
    return null;
  const value = declarations.get("background-color") ?? shorthand ?? attributes["bgcolor"];
  if (value === undefined) return parent.background;
  const color = [value, ...value.split(/\s+/)].map(parseColor).find((found) => found !== null);
  if (color === undefined) return value.includes("(") ? null : parent.background;
  return color === "transparent" ? parent.background : color;
}
