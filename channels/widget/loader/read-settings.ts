import { inkOn, parseRgb, toHex } from "./ink-on.ts";

/** What the host page says by attributes of our script's element. */
export interface Settings {
  /** The address of the chat page. Its origin is ours. */
  readonly page: URL;
  /** Of the launcher and of what the customer writes, `#rrggbb`. */
  readonly color: string;
  /** What is written on it. */
  readonly ink: string;
  readonly side: "left" | "right";
  /** The name of the launcher and of the chat. */
  readonly label: string;
}

const DEFAULT_COLOR = "rgb(37, 56, 168)";
const DEFAULT_LABEL = "Chat with us";

/** `data-color`: any colour of CSS. `data-position`: left or right. `data-label`: words. */
export function readSettings(script: HTMLScriptElement): Settings {
  const { color, position, label } = script.dataset;
  const rgb = parseRgb(computed(color ?? "")) ?? parseRgb(DEFAULT_COLOR) ?? [0, 0, 0];
  return {
    page: new URL("./widget/", script.src),
    color: toHex(rgb),
    ink: inkOn(rgb),
    side: position === "left" ? "left" : "right",
    label: label?.trim() || DEFAULT_LABEL,
  };
}

/** A colour as the browser understands it; what is none is the default. */
function computed(color: string): string {
  const probe = document.createElement("i");
  probe.style.color = DEFAULT_COLOR;
  if (color !== "") probe.style.color = color;
  document.documentElement.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
