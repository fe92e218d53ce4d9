import { createLateFrame } from "./create-late-frame.ts";
import { createLauncher } from "./create-launcher.ts";
import { createListeners, type Listeners } from "./create-listeners.ts";
import type { ToLoader } from "./frame-messages.ts";
import type { Settings } from "./read-settings.ts";
import { isMarked, setMark } from "./remember.ts";

/** What the host page may call. */
export interface Widget {
  open(): void;
  close(): void;
  /** Says who the visitor is, by a token that the host site's server has signed. */
  identify(token: string): void;
  /** Forgets the visitor: to be called when he signs out. */
  reset(): void;
  on: Listeners["on"];
}

/** Where the chat covers the page: the style sheet has the same. */
const COVERING = "(max-width: 480px), (max-height: 480px)";

/** The widget on a host page. The chat itself is loaded when it is first opened, or when there is one to come back to. */
export function createWidget(settings: Settings): Widget {
  const launcher = createLauncher(settings);
  const listeners = createListeners();
  const frame = createLateFrame(settings, launcher.panel, heard);

  function heard(message: ToLoader): void {
    if (message.kind === "ready") listeners.tell("ready");
    else if (message.kind === "close") close();
    else if (message.kind === "known") setMark("known", message.known);
    else if (launcher.setUnread(message.count)) listeners.tell("unread", message.count);
  }
  function open(): void {
    if (launcher.isOpen()) return;
    launcher.setOpen(true);
    const modal = matchMedia(COVERING).matches;
    launcher.panel.ariaModal = String(modal);
    const { element, tell } = frame.load();
    element.focus();
    tell({ kind: "shown", modal });
    listeners.tell("open");
  }
  function close(): void {
    if (!launcher.isOpen()) return;
    const { button, panel } = launcher;
    const hadFocus = (panel.getRootNode() as ShadowRoot).activeElement?.parentElement === panel;
    launcher.setOpen(false);
    frame.hide();
    if (hadFocus) button.focus();
    listeners.tell("close");
  }

  launcher.button.addEventListener("click", () => (launcher.isOpen() ? close() : open()));
  launcher.button.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  if (isMarked("known")) frame.load();
  return {
    open,
    close,
    identify: frame.identify,
    reset() {
      frame.reset();
      close();
    },
    on: listeners.on,
  };
}
