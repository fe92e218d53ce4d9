import type { FrameSettings, ToLoader, ToPage, Wrapped } from "./frame-messages.ts";
import type { Settings } from "./read-settings.ts";

export interface Frame {
  readonly element: HTMLIFrameElement;
  /** What is told before the page is ready is told when it is. */
  tell(message: ToPage): void;
}

/** The chat page in a frame. `heard` is called for what our own page says from there, and for nothing else. */
export function createFrame({ page, color, ink, label }: Settings, heard: (message: ToLoader) => void): Frame {
  const element = document.createElement("iframe");
  const settings: FrameSettings = { parent: location.origin, color, ink, label };
  const address = new URL(page);
  address.hash = new URLSearchParams({ ...settings }).toString();
  element.title = label;
  element.src = address.href;

  let waiting: ToPage[] | null = [];
  const post = (message: ToPage): void => {
    const wrapped: Wrapped<ToPage> = { switchboard: message };
    element.contentWindow?.postMessage(wrapped, page.origin);
  };
  addEventListener("message", ({ source, origin, data }: MessageEvent<Partial<Wrapped<ToLoader>> | null>) => {
    if (source !== element.contentWindow || origin !== page.origin) return;
    const message = data?.switchboard;
    if (!message) return;
    if (message.kind === "ready") {
      for (const late of waiting ?? []) post(late);
      waiting = null;
    }
    heard(message);
  });
  return {
    element,
    tell(message) {
      if (waiting) waiting.push(message);
      else post(message);
    },
  };
}
