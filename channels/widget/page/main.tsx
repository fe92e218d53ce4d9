import { render } from "preact";
import { App } from "./app.tsx";
import { createChat } from "./create-chat.ts";
import { createKeep } from "./create-keep.ts";
import { createParent } from "./create-parent.ts";
import { readFrameSettings } from "./read-frame-settings.ts";
import { WORDS } from "./words.ts";

const settings = readFrameSettings(location.hash);
const { style } = document.documentElement;
if (settings.color !== "" && settings.ink !== "") {
  style.setProperty("--color", settings.color);
  style.setProperty("--ink", settings.ink);
}
const keep = createKeep(storageOf(() => localStorage));
const tabKeep = createKeep(storageOf(() => sessionStorage));
const title = settings.label || WORDS.title;
document.title = title;
const root = document.getElementById("app");
const chat = createChat(keep, tabKeep);
if (root) render(<App chat={chat} parent={createParent(settings)} title={title} />, root);

/** Null where the browser forbids it to frames of other sites. */
function storageOf(find: () => Storage): Storage | null {
  try {
    return find();
  } catch {
    return null;
  }
}
