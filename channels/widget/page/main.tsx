import { render } from "preact";
import { App } from "./app.tsx";
import { createChat } from "./create-chat.ts";
import { createKeep } from "./create-keep.ts";
import { createParent } from "./create-parent.ts";
import { readFrameSettings } from "./read-frame-settings.ts";

const settings = readFrameSettings(location.hash);
const { style } = document.documentElement;
if (settings.color !== "" && settings.ink !== "") {
  style.setProperty("--color", settings.color);
  style.setProperty("--ink", settings.ink);
}
const root = document.getElementById("app");
if (root) render(<App chat={createChat(createKeep(ownStorage()))} parent={createParent(settings)} />, root);

/** Null where the browser forbids it to frames of other sites. */
function ownStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
