import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { freePort } from "../harness/free-port.ts";
import { endPrograms, readyAt, run } from "../programs/run-program.ts";

/** Debian's. */
const CHROMIUM = "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const ANSWER_MS = 30_000;

describe.skipIf(!existsSync(CHROMIUM))("who opens the sandbox in a browser", () => {
  let folder: TemporaryFolder;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    folder = temporaryFolder();
    const server = run("switchboard", { PORT: String(await freePort()), DATA_DIR: join(folder.path, "data") });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(await readyAt(server));
  });
  afterAll(async () => {
    await browser?.close();
    await endPrograms();
    folder.remove();
  });

  const ask = async (sample: string, way: string): Promise<void> => {
    await page.getByText(way, { exact: true }).click();
    await page.getByRole("button", { name: sample }).click();
  };
  const chat = () => page.frameLocator('iframe[title="The company\'s website"]').frameLocator("#switchboard iframe");
  const inbox = () => page.frameLocator('iframe[title="The operator\'s inbox"]');

  it("is answered on the phone and in the mailbox, and finds that again after a reload [SB-5, SB-7]", async () => {
    await ask("A price", "by text");
    await ask("An invoice", "by mail");
    for (const isReloaded of [false, true]) {
      if (isReloaded) await page.reload();
      await page.locator(".bubble.is-received", { hasText: "$49" }).waitFor({ timeout: ANSWER_MS });
      await page.locator(".bubble", { hasText: "What does the Pro plan cost?" }).waitFor();
      await page.locator(".thread-row", { hasText: "Settings" }).waitFor({ timeout: ANSWER_MS });
    }
  });

  it("asks in the chat as a visitor whom the site knows, and answers himself in the inbox [SB-5, SB-8]", async () => {
    await page.getByRole("button", { name: "Sign in as Ada" }).click();
    await ask("A human, please", "in the chat");
    await chat().getByText("Can I talk to a human, please?").waitFor({ timeout: ANSWER_MS });
    await inbox().getByText("Ada Lindqvist").first().click({ timeout: ANSWER_MS });
    await inbox().getByLabel("Answer to the customer").fill("Kim here.");
    await inbox().getByRole("button", { name: "Send", exact: true }).click();
    await chat().getByText("Kim here.").waitFor({ timeout: ANSWER_MS });
  });

  it("sees no error in the console [SB-5]", () => {
    expect(complaints).toEqual([]);
  });
});
