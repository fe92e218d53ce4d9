import fc from "fast-check";
import { expect, it } from "vitest";
import { inkOn, parseRgb, toHex } from "../../channels/widget/loader/ink-on.ts";
import { readFrameSettings } from "../../channels/widget/page/read-frame-settings.ts";

/** WCAG 2.2, contrast ratio, of colours as `#rrggbb`. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it("what is written on any colour can be read [CHAT-6]", () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(part, part, part), (color) => {
      expect(contrast(toHex(color), inkOn(color))).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it.each([
  ["rgb(1, 2, 3)", [1, 2, 3]],
  ["rgba(1, 2, 3, 0.5)", [1, 2, 3]],
  ["oklch(0.5 0.1 200)", null],
  ["", null],
])("the colour %s is %j", (computed, expected) => {
  expect(parseRgb(computed)).toEqual(expected);
});

it.each([
  [
    "#parent=https%3A%2F%2Fshop.example&color=%23102030&ink=%23ffffff&label=Help+us",
    { parent: "https://shop.example", color: "#102030", ink: "#ffffff", label: "Help us" },
  ],
  ["#color=red;position:fixed&ink=%23FFF", { parent: "", color: "", ink: "", label: "" }],
  ["", { parent: "", color: "", ink: "", label: "" }],
])("the page takes its settings out of %j, and no colours that are none", (hash, settings) => {
  expect(readFrameSettings(hash)).toEqual(settings);
});
