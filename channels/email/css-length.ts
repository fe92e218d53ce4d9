/** How many pixels each unit has, with letters of 16 pixels and a screen of a thousand. */
const PIXELS: ReadonlyMap<string, number> = new Map(
  "px 1 pt 1.333 pc 16 in 96 cm 37.8 mm 3.78 q 0.945 rem 16 em 16 ex 8 ch 8 lh 19 rlh 19 vw 10 vh 10 vmin 10 vmax 10"
    .split(/ (?=[a-z])/)
    .map((pair) => pair.split(" "))
    .map(([unit = "", pixels = ""]) => [unit, Number(pixels)]),
);

/** A letter, unless it is said otherwise. */
export const LETTER_PX = 16;

/** About how many pixels a length such as `-9999em` is; `%` and what has no unit count as pixels. Null for none. */
export function pixelsOf(value: string | undefined): number | null {
  const [, number = "", unit = ""] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)/.exec(value ?? "") ?? [];
  return number === "" ? null : Number(number) * (PIXELS.get(unit) ?? 1);
}

/** How large letters are, px, when the letters around them have `around`. Null when nothing is said of it. */
export function fontPixels(size: string, around: number): number | null {
  const pixels = pixelsOf(size);
  if (pixels === null) return null;
  if (/^[^a-z]*%/.test(size)) return (pixels / 100) * around;
  return /\d\s*(?:em|ex|ch|lh)\b/.test(size) ? (pixels / LETTER_PX) * around : pixels;
}
