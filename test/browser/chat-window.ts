import type { FrameLocator, Locator, Page } from "playwright-core";
import { soon } from "../harness/browser.ts";

/** The widget on a host page, as its visitor sees it. */
export interface ChatWindow {
  readonly launcher: Locator;
  readonly frame: FrameLocator;
  /** Where he writes. */
  readonly field: Locator;
  /** An answer that is being written. */
  readonly streaming: Locator;
  /** By a click on the launcher, when it is not open. */
  open(): Promise<void>;
  /** Writes, and presses Enter. */
  write(text: string): Promise<void>;
  /** Every text that stands there, from top to bottom. */
  said(): Promise<string[]>;
  /** Resolves when exactly this stands there, and none of it is unsent or unfinished. */
  shows(...texts: readonly string[]): Promise<void>;
}

/** `page`: the host page, or the frame that it is in. */
export function chatWindow(page: Page | FrameLocator): ChatWindow {
  const frame = page.frameLocator("#switchboard iframe");
  const launcher = page.locator("#switchboard button");
  const field = frame.getByRole("textbox", { name: "Your message" });
  const said = (): Promise<string[]> => frame.locator(".log :is(.bubble, .line)").allTextContents();
  return {
    launcher,
    frame,
    field,
    streaming: frame.locator(".streaming .bubble"),
    async open() {
      if ((await launcher.getAttribute("aria-expanded")) !== "true") await launcher.click();
      await field.waitFor();
    },
    async write(text) {
      await field.fill(text);
      await field.press("Enter");
    },
    said,
    async shows(...texts) {
      await soon(said).toEqual(texts);
      await soon(() => frame.locator(".pending, .failed, .streaming").count()).toBe(0);
    },
  };
}
