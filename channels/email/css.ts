import { pixelsOf } from "./css-length.ts";

/** Declarations of a style attribute by property, lowercased. The last one counts. */
export type Declarations = ReadonlyMap<string, string>;

/** Longer ones are cut: no honest element says so much about itself. */
const MAX_STYLE_LENGTH = 4000;

/** Properties that can neither hide, nor overlay, nor load anything. */
const ALLOWED = new Set([
  ..."color background-color direction letter-spacing line-height text-align text-decoration".split(" "),
  ..."font-family font-size font-style font-weight text-transform vertical-align white-space".split(" "),
  ..."width max-width min-width border-collapse border-spacing list-style-type".split(" "),
  ..."border-color border-radius border-style border-width".split(" "),
  ...["", "-top", "-right", "-bottom", "-left"].flatMap((side) => [`padding${side}`, `margin${side}`, `border${side}`]),
]);

const SIDES = ["left", "top", "right", "bottom"];
const INDENTS = [
  "text-indent",
  ...["margin", "padding"].flatMap((box) => [box, ...SIDES.map((side) => `${box}-${side}`)]),
];

/** Mails are laid out in some 600 pixels. */
const FAR_BEFORE_PX = 500;
const FAR_PX = 2000;

/** No brackets but those of colours, so nothing is called or loaded, and no negative length. */
const SAFE_VALUE = /^(?!.*(?:^|[\s,])-)(?:rgba?\([\d\s.,%/]{1,40}\)|[\w\s#%.,'"!/-]){1,200}$/i;

export function parseDeclarations(style: string): Declarations {
  const declarations = new Map<string, string>();
  for (const declaration of style.slice(0, MAX_STYLE_LENGTH).split(";")) {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, "")
      .trim()
      .toLowerCase();
    if (property !== "" && value !== "") declarations.set(property, value);
  }
  return declarations;
}

/** A comment without an end takes all that follows. */
export function withoutComments(css: string): string {
  const [first = "", ...rest] = css.split("/*");
  return first + rest.map((piece) => (piece.includes("*/") ? piece.slice(piece.indexOf("*/") + 2) : "")).join(" ");
}

/** What of a style attribute may stay, as a style attribute. May be empty. */
export function safeStyle(declarations: Declarations): string {
  const kept = [...declarations].filter(([property, value]) => ALLOWED.has(property) && SAFE_VALUE.test(value));
  return kept.map(([property, value]) => `${property}:${value}`).join(";");
}

/** Nothing inside of an element that says so can be seen, whatever it says itself. */
export function hides(declarations: Declarations): boolean {
  const is = (property: string, ...values: string[]) => values.includes(declarations.get(property) ?? "");
  const small = (property: string) => (pixelsOf(declarations.get(property)) ?? 100) < 2;
  const before = (property: string) => (pixelsOf(declarations.get(property)) ?? 0) <= -FAR_BEFORE_PX;
  return (
    is("display", "none") ||
    Number.parseFloat(declarations.get("opacity") ?? "1") < 0.1 ||
    (is("overflow", "hidden") && ["height", "max-height", "width", "max-width"].some(small)) ||
    before("text-indent") ||
    isFar(declarations, INDENTS) ||
    (is("position", "absolute", "fixed") && SIDES.some(before)) ||
    (is("position", "absolute", "fixed", "relative") && isFar(declarations, SIDES)) ||
    (is("position", "absolute", "fixed") && /^rect\([\s,]*[01](?:px)?[\s,]+[01]/.test(declarations.get("clip") ?? ""))
  );
}

/** Somewhere in any of these lengths, in whatever direction, is one that no screen has room for. */
function isFar(declarations: Declarations, properties: readonly string[]): boolean {
  return properties.some((property) =>
    (declarations.get(property)?.split(/\s+/) ?? []).some((value) => Math.abs(pixelsOf(value) ?? 0) >= FAR_PX),
  );
}
