import type { FrameSettings } from "../loader/frame-messages.ts";

/** What the loader says in the fragment of our address. Colours that are none are left out. */
export function readFrameSettings(hash: string): FrameSettings {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const color = (name: string): string => /^#[0-9a-f]{6}$/.exec(words.get(name) ?? "")?.[0] ?? "";
  return {
    parent: words.get("parent") ?? "",
    color: color("color"),
    ink: color("ink"),
    label: words.get("label") ?? "",
  };
}
