import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { soon } from "../harness/browser.ts";
import { type Letter, type LetterParts, letter } from "../harness/post.ts";
import { ROOT } from "../programs/run-program.ts";

const CORPUS = join(ROOT, "test/fixtures/email/corpora/xss/expected.json");

/** Those of the public corpora of attacks on pages that fit into a line. */
export const ALL_ATTACKS = (JSON.parse(readFileSync(CORPUS, "utf8")) as { cases: { payload: string }[] }).cases
  .map(({ payload }) => payload)
  .filter((payload) => /^[\x21-\x7e](?:[\x20-\x7e]{0,200}[\x21-\x7e])?$/.test(payload));

/** An even share of them. */
export const ATTACKS = ALL_ATTACKS.filter((_, n) => n % 12 === 0) as [string, ...string[]];

/** A mail with the attack for its text, its HTML, its subject, its sender's name and the name of its file. */
export function hostileMail(attack: string, parts: LetterParts): Letter {
  const boundary = "=_hostile";
  const word = `=?utf-8?B?${Buffer.from(attack).toString("base64")}?=`;
  const body = [
    `--${boundary}`,
    "Content-Type: multipart/alternative; boundary=inner",
    "",
    "--inner",
    "Content-Type: text/plain; charset=utf-8",
    "",
    attack,
    "--inner",
    "Content-Type: text/html; charset=utf-8",
    "",
    `<p>${attack}</p>`,
    "--inner--",
    `--${boundary}`,
    "Content-Type: text/html",
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(attack)}`,
    "",
    "<script>alert(1)</script>",
    `--${boundary}--`,
  ].join("\r\n");
  const contentType = `multipart/mixed; boundary="${boundary}"`;
  return letter({ subject: word, ...parts, from: `${word} <${parts.from}>`, contentType, body });
}

/** What a person's pages ask of others than `origins`. */
export function requestsElsewhere({ context }: { context: BrowserContext }, ...origins: readonly string[]): string[] {
  const elsewhere: string[] = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!/^(?:data|blob|about):/.test(url) && !origins.includes(new URL(url).origin)) elsewhere.push(url);
  });
  return elsewhere;
}

/** In a page, with the documents of its frames that run no script themselves: whatever could run one. */
const FIND_SCRIPTS = `(() => {
  const found = [];
  const forPeople = new Set(["title", "alt"]);
  const isScript = ({ name, value }) =>
    /^on/i.test(name) || (!forPeople.has(name) && /^[\\x00-\\x20]*(?:java|vb)script:/i.test(value));
  const look = (root, forbidden) => {
    for (const one of root.querySelectorAll(forbidden)) found.push(one.outerHTML);
    for (const one of root.querySelectorAll("*")) if ([...one.attributes].some(isScript)) found.push(one.outerHTML);
    for (const { srcdoc } of root.querySelectorAll("iframe[srcdoc]"))
      look(new DOMParser().parseFromString(srcdoc, "text/html"), "script, object, embed, iframe, link, form");
  };
  look(document, "script:not([src])");
  return found;
})()`;

/** That nothing in a page could run what a customer wrote, were it clicked at. */
export async function expectHarmless(...pages: readonly Page[]): Promise<void> {
  for (const page of pages)
    for (const frame of page.frames())
      if (frame.url() !== "about:srcdoc") expect(await frame.evaluate(FIND_SCRIPTS)).toEqual([]);
}

/** Lets the inbox, which shows a thread of mails, show all of them as they were formatted. Returns how many that are. */
export async function showFormatted(page: Page): Promise<number> {
  const clicked = (await page.evaluate(CLICK_FORMATTED)) as number;
  await soon(() => page.locator("iframe.mail").count()).toBe(clicked);
  await soon(() => page.frames().filter((frame) => frame.url() === "about:srcdoc").length).toBe(clicked);
  for (const frame of page.frames()) await frame.waitForLoadState();
  return clicked;
}

const CLICK_FORMATTED = `(() => {
  const buttons = [...document.querySelectorAll(".message-toggles button")].filter((one) => one.textContent === "Show formatted");
  for (const one of buttons) one.click();
  return buttons.length;
})()`;
