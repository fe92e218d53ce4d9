import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { settled } from "../harness/desk.ts";
import { CONTENT } from "../harness/operator-files.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { OPERATOR_ENV, openInbox } from "./inbox-window.ts";

inBrowser("an operator who sends files", (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ env: OPERATOR_ENV });
  });
  afterAll(() => product.stop());

  it.each(["light", "dark"] as const)("adds, sees, takes out and sends them, %s [MMSO-10]", async (colorScheme) => {
    const from = colorScheme === "light" ? "+14155550177" : "+14155550178";
    await product.twilio.text({ from, body: "Which screw is it?" });
    await settled(product);
    const person = await browser.person({ viewport: { width: 1440, height: 900 }, colorScheme });
    const inbox = await openInbox(person, product);
    const { page } = inbox;
    await inbox.view("All");
    await inbox.open(from);
    const chips = page.getByRole("list", { name: "Files to send" }).getByRole("listitem");
    const send = page.getByRole("button", { name: "Send", exact: true });

    const screw = CONTENT.png();
    await page.getByLabel("Files to add").setInputFiles([
      { name: "the screw.png", mimeType: "image/png", buffer: screw },
      { name: "not finished.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(0) },
      { name: "wrong.png", mimeType: "image/png", buffer: CONTENT.png() },
    ]);
    await soon(() => chips.allTextContents()).toEqual([
      expect.stringMatching(/^the screw\.png1\d\d B/),
      expect.stringContaining("Not added: It is empty."),
      expect.stringMatching(/^wrong\.png1\d\d B/),
    ]);
    await expectAccessible(page);
    await picture(page, `inbox-files-${colorScheme}`);
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Remove not finished.mov" }).click();
    await page.getByRole("button", { name: "Remove wrong.png" }).click();
    await pasteAndDrop(page);
    await soon(() => chips.count()).toBe(3);

    await inbox.answer("It is this one.");
    await soon(() => product.textsTo(from).at(-1)).toContain("It is this one.");
    const sent = product.twilio.sent.findLast(({ to }) => to === from)!;
    expect(sent.params.getAll("MediaUrl")).toHaveLength(1);
    expect(sent.body).toMatch(/^It is this one\.\npasted\.txt: \S+\ndropped\.txt: \S+$/);
    await soon(() => chips.count()).toBe(0);
    const shown = page.getByRole("list", { name: "Attachments" }).getByRole("link");
    await soon(() => shown.allTextContents()).toEqual([
      expect.stringContaining("the screw.png"),
      expect.stringContaining("pasted.txt"),
      expect.stringContaining("dropped.txt"),
    ]);
    await picture(page, `inbox-files-sent-${colorScheme}`);
  });
});

/** One file by each way that a test has no hand for. */
async function pasteAndDrop(page: { evaluate(script: string): Promise<unknown> }): Promise<void> {
  await page.evaluate(`{
    const carrying = (name) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([name], name));
      return transfer;
    };
    const about = { bubbles: true, cancelable: true };
    const field = document.querySelector(".composer textarea");
    field.dispatchEvent(new ClipboardEvent("paste", { ...about, clipboardData: carrying("pasted.txt") }));
    field.dispatchEvent(new DragEvent("dragover", { ...about, dataTransfer: carrying("dropped.txt") }));
    field.dispatchEvent(new DragEvent("drop", { ...about, dataTransfer: carrying("dropped.txt") }));
  }`);
}
