import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { type Letter, type LetterParts, letter } from "../harness/post.ts";
import { ROOT } from "../programs/run-program.ts";

const CORPUS = join(ROOT, "test/fixtures/email/corpora/xss/expected.json");

/** Of the public corpora of attacks on pages, an even share of those that fit into a line. */
export const ATTACKS = (JSON.parse(readFileSync(CORPUS, "utf8")) as { cases: { payload: string }[] }).cases
  .map(({ payload }) => payload)
  .filter((payload) => /^[\x21-\x7e](?:[\x20-\x7e]{0,200}[\x21-\x7e])?$/.test(payload))
  .filter((_, n) => n % 6 === 0) as [string, ...string[]];

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
  const look = (root, isForeign) => {
    if (isForeign) for (const one of root.querySelectorAll("script, object, embed, iframe, link, form")) found.push(one.outerHTML);
    for (const one of root.querySelectorAll("*"))
      for (const { name, value } of one.attributes) {
        if (/^on/i.test(name) || /^[\\x00-\\x20]*(?:java|vb)script:/i.test(value)) found.push(one.outerHTML);
        if (name === "srcdoc") look(new DOMParser().parseFromString(value, "text/html"), true);
      }
    for (const one of root.querySelectorAll("script:not([src])")) found.push(one.outerHTML);
  };
  look(document, false);
  return found;
})()`;

/** That nothing in a page could run what a customer wrote, were it clicked at. */
export async function expectHarmless(...pages: readonly Page[]): Promise<void> {
  for (const page of pages)
    for (const frame of page.frames())
      if (frame.url() !== "about:srcdoc") expect(await frame.evaluate(FIND_SCRIPTS)).toEqual([]);
}
