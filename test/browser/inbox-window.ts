import type { FrameLocator, Locator, Page } from "playwright-core";
import { type Person, soon } from "../harness/browser.ts";
import type { Product } from "../harness/product.ts";

const OPERATOR = { email: "kim@acme.example", password: "the password of the tests" } as const;

/** Settings that make the operator. */
export const OPERATOR_ENV = { OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password } as const;

/** The inbox, as an operator sees it. */
export interface InboxWindow {
  /** Where an answer, or a note, is written. */
  readonly field: Locator;
  /** What the assistant is writing. */
  readonly writing: Locator;
  /** Looks at one of the stacks of conversations. */
  view(name: "Needs a human" | "Mine" | "Assistant" | "All"): Promise<void>;
  /** The rows of the list that have this in them. */
  rows(text: string): Locator;
  /** Opens the row. */
  open(text: string): Promise<void>;
  press(button: string): Promise<void>;
  /** Writes an answer and presses the button. */
  answer(text: string): Promise<void>;
  /** Every text of the open conversation, from top to bottom. */
  said(): Promise<string[]>;
  shows(...texts: readonly string[]): Promise<void>;
}

/** As a page of its own. */
export interface OpenInbox extends InboxWindow {
  readonly page: Page;
}

/** Signs in by the form. */
export async function openInbox(person: Person, product: Pick<Product, "url">): Promise<OpenInbox> {
  const page = await person.open(`${product.url}/inbox/`);
  await page.getByLabel("Email").fill(OPERATOR.email);
  await page.getByLabel("Password").fill(OPERATOR.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  return { ...inboxWindow(page), page };
}

/** `page`: its own, or the frame that it is in. */
export function inboxWindow(page: Page | FrameLocator): InboxWindow {
  const field = page.locator(".composer textarea");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const said = (): Promise<string[]> => page.locator(".timeline .message .bubble").allTextContents();
  const rows = (text: string) => page.locator(".rows .row").filter({ hasText: text });
  return {
    field,
    writing: page.locator(".is-writing .bubble"),
    async view(name) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name }).click();
    },
    rows,
    async open(text) {
      await rows(text).click();
      await field.waitFor();
    },
    press: (name) => button(name).click(),
    async answer(text) {
      await field.fill(text);
      await button("Send").click();
    },
    said,
    async shows(...texts) {
      await soon(said).toEqual(texts);
    },
  };
}
