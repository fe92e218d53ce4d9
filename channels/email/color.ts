import { COLOR_NAMES } from "./color-names.ts";

/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** What is less opaque leaves nothing to read. */
const LEAST_ALPHA = 0.1;

/** WCAG asks for 4.5 to be easily read; so little is not read at all. */
const LEAST_CONTRAST = 1.15;
/** Of one channel. Above it two colours of the same brightness are told apart, such as yellow on white. */
const MOST_DISTANCE = 48;

/** A colour of CSS or of an old attribute; null for none, and for what is not known here. */
export function parseColor(value: string): Color | "transparent" | null {
  const text = value.trim().toLowerCase();
  if (text === "transparent") return text;
  const hex = COLOR_NAMES.get(text) ?? /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  return hex === undefined ? parseFunction(text) : fromHex(hex);
}

/** Nobody reads the one on the other. */
export function areAlike(one: Color, other: Color): boolean {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  const isNear = one.every((channel, index) => Math.abs(channel - (other[index] ?? 0)) <= MOST_DISTANCE);
  return isNear && (lighter + 0.05) / (darker + 0.05) < LEAST_CONTRAST;
}

function fromHex(hex: string): Color | "transparent" {
  const long = hex.length < 6 ? hex.replace(/./g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0, alpha = 255] = (long.match(/../g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  return alpha / 255 < LEAST_ALPHA ? "transparent" : [red, green, blue];
}

/** `rgb(1, 2, 3)`, `rgba(1 2 3 / 50%)`, and so on. */
function parseFunction(text: string): Color | "transparent" | null {
  const numbers = /^rgba?\(([\d\s.,%/+-]{5,100})\)?$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean);
  if (numbers === undefined || numbers.length < 3) return null;
  const [red = "", green = "", blue = "", alpha = "1"] = numbers;
  if (portion(alpha, 1) < LEAST_ALPHA) return "transparent";
  return [portion(red, 255), portion(green, 255), portion(blue, 255)];
}

/** A number, or a percentage of `whole`. */
function portion(text: string, whole: number): number {
  const number = Number.parseFloat(text);
  return Math.min(Math.max(text.endsWith("%") ? (number / 100) * whole : number, 0), whole) || 0;
}

/** WCAG 2.2, relative luminance. */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
