import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { expectAccessible, inBrowser, type Person, picture, soon } from "../harness/browser.ts";
import { freePort } from "../harness/free-port.ts";
import { CONTENT } from "../harness/operator-files.ts";
import { endPrograms, readyAt, run } from "../programs/run-program.ts";
import { ATTACKS, expectHarmless, requestsElsewhere } from "./attacks.ts";
import { type ChatWindow, chatWindow } from "./chat-window.ts";
import { type InboxWindow, inboxWindow } from "./inbox-window.ts";

const PRICE = "What does the Pro plan cost?";
const HUMAN = "Can I talk to a human, please?";

inBrowser("the sandbox on one page", (browser) => {
  let folder: TemporaryFolder;
  let url: string;
  let person: Person;
  let page: Page;
  let chat: ChatWindow;
  let inbox: InboxWindow;
  beforeAll(async () => {
    folder = temporaryFolder();
    url = await readyAt(run("switchboard", { PORT: String(await freePort()), DATA_DIR: join(folder.path, "data") }));
  });
  beforeEach(async () => {
    person = await browser.person({ viewport: { width: 1600, height: 1000 } });
    page = await person.open(url);
    chat = chatWindow(page.frameLocator('iframe[title="The company\'s website"]'));
    inbox = inboxWindow(page.frameLocator('iframe[title="The operator\'s inbox"]'));
  });
  afterAll(async () => {
    await endPrograms();
    folder.remove();
  });

  const phone = (): Locator => page.getByRole("region", { name: /^The phone of/ });
  const mailbox = (): Locator => page.getByRole("region", { name: /^The mailbox of/ });
  const text = async (body: string): Promise<void> => {
    await phone().getByLabel("Text message").fill(body);
    await phone().getByLabel("Text message").press("Enter");
  };
  const write = async (subject: string, body: string): Promise<void> => {
    await mailbox().getByRole("button", { name: "Write" }).click();
    await mailbox().getByLabel("Subject").fill(subject);
    await mailbox().getByLabel("Text").fill(body);
    await mailbox().getByRole("button", { name: "Send" }).click();
  };
  const answerFromInbox = async (row: string, words: string): Promise<void> => {
    await inbox.view("Needs a human");
    await inbox.open(row);
    await inbox.press("Claim");
    await inbox.answer(words);
    await soon(async () => (await inbox.said()).at(-1)).toBe(words);
  };

  it("answers a text, a mail and a chat each where it came from [WEB-14]", async () => {
    await inbox.view("All");
    await picture(page, "sandbox-empty");
    await text(PRICE);
    await write("Pro plan", PRICE);
    await chat.open();
    await chat.write(PRICE);
    await phone().locator(".is-received").getByText("$49").waitFor();
    await mailbox().getByText("Pro plan", { exact: true }).click();
    await mailbox().locator(".is-received").getByText("$49").first().waitFor();
    await soon(async () => (await chat.said()).at(-1)).toContain("$49");
    await soon(() => inbox.rows("").count()).toBe(3);
    await inbox.open("Ada Lindqvist");
    await picture(page, "sandbox-answered");
    await expectAccessible(page);
    await page.reload();
    await phone().locator(".is-received").getByText("$49").waitFor();
    await mailbox().getByText("Pro plan", { exact: true }).waitFor();
  });

  it("shows one of them at a time where there is no room for all [WEB-14]", async () => {
    await page.setViewportSize({ width: 390, height: 780 });
    await text(PRICE);
    await phone().locator(".is-received").getByText("$49").last().waitFor();
    await picture(page, "sandbox-small-phone");
    const tabs = page.getByRole("navigation", { name: "What to look at" });
    for (const name of ["Mail", "Website", "Inbox"]) {
      await tabs.getByRole("button", { name }).click();
      await soon(() => phone().isVisible()).toBe(false);
      await picture(page, `sandbox-small-${name.toLowerCase()}`);
    }
    await inbox.view("All");
    await inbox.open("+12025550143");
    await expectAccessible(page);
    await picture(page, "sandbox-small-conversation");
  });

  it("hands each over to a human, who answers beside them [WEB-14]", async () => {
    await text(HUMAN);
    await answerFromInbox("+12025550143", "Kim here, by text.");
    await phone().locator(".is-received").getByText("Kim here, by text.").waitFor();
    await write("Talk to me", HUMAN);
    await answerFromInbox("Talk to me", "Kim here, by mail.");
    await mailbox().getByText("Talk to me", { exact: true }).click();
    await mailbox().locator(".is-received").getByText("Kim here, by mail.").waitFor();
    await chat.open();
    await chat.write(HUMAN);
    await answerFromInbox("Visitor", "Kim here, in the chat.");
    await soon(async () => (await chat.said()).at(-1)).toBe("Kim here, in the chat.");
    await picture(page, "sandbox-operator");
  });

  it("carries a picture from the phone to the operator, and one back [SMSX-25]", async () => {
    const file = { name: "the screen.png", mimeType: "image/png", buffer: CONTENT.png() };
    const mine = phone().locator(".bubble:not(.is-received)").last();
    await phone().getByLabel("Text message").fill("It looks like this.");
    await phone().getByLabel("Send a file").setInputFiles(file);
    await soon(() => mine.textContent()).toMatch(/^You: the screen\.pngIt looks like this\./);
    await inbox.view("All");
    await inbox.open("+12025550143");
    const frame = page.frameLocator('iframe[title="The operator\'s inbox"]');
    await frame.getByRole("link", { name: /^image-1\.png/ }).waitFor();
    await frame.getByLabel("Files to add").setInputFiles({ ...file, name: "screw.png" });
    await inbox.press("Send");
    const shown = phone().getByRole("img", { name: "screw.png" });
    await soon(() => shown.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth)).toBeGreaterThan(0);
    await expectAccessible(page);
    await picture(page, "sandbox-picture");
  });

  it("runs nothing of what its customers write [WEB-13]", async () => {
    const elsewhere = requestsElsewhere(person, url);
    for (const attack of ATTACKS.slice(0, 8)) await text(attack);
    await write(ATTACKS[0], ATTACKS.join("\n"));
    await mailbox().getByText(ATTACKS[0], { exact: true }).click();
    await chat.open();
    await chat.write(ATTACKS[0]);
    await soon(async () => (await phone().locator(".bubble:not(.is-received) p").allTextContents()).slice(-8)).toEqual(
      ATTACKS.slice(0, 8),
    );
    await mailbox()
      .locator(".mail-text")
      .filter({ hasText: ATTACKS.at(-1) ?? "" })
      .waitFor();
    await picture(page, "sandbox-hostile");
    await expectHarmless(page);
    expect(elsewhere).toEqual([]);
  });
});
