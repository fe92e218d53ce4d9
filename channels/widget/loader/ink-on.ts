/** What is written on a colour: black or white, whichever can be read better. One of them always has 4.5:1 (WCAG 1.4.3). */
export function inkOn(color: Rgb): "#000000" | "#ffffff" {
  const luminance = luminanceOf(color);
  const onWhite = 1.05 / (luminance + 0.05);
  const onBlack = (luminance + 0.05) / 0.05;
  return onWhite >= onBlack ? "#ffffff" : "#000000";
}

/** Each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Of `rgb(1, 2, 3)`, as browsers compute colours; null for other colour spaces. What shines through counts as opaque. */
export function parseRgb(computed: string): Rgb | null {
  const [, red, green, blue] = /^rgba?\((\d+), (\d+), (\d+)/.exec(computed) ?? [];
  return red && green && blue ? [Number(red), Number(green), Number(blue)] : null;
}

export function toHex(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
