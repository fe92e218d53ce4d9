import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { settled } from "../harness/desk.ts";
import { type Post, startPost } from "../harness/post.ts";
import { OPERATOR_ENV, openInbox } from "./inbox-window.ts";

inBrowser("an operator who writes a text", (browser) => {
  let post: Post;
  beforeAll(async () => {
    post = await startPost({ strictModel: true, env: OPERATOR_ENV });
  });
  afterAll(() => post.product.stop());

  it("sees what it costs while he writes, and where it is cut [SMSR-7]", async () => {
    const { product } = post;
    const from = "+15550301777";
    product.model.script([{ reply: reply(text("The Pro plan costs $49 a month.")) }]);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    const inbox = await openInbox(await browser.person({ viewport: { width: 1440, height: 900 } }), product);
    await inbox.view("Assistant");
    await inbox.open(from);
    const size = inbox.page.locator(".text-size");

    await inbox.field.fill("It’s “yours”…");
    await soon(() => size.textContent()).toBe("15 characters · 1 segment");
    await inbox.field.fill("It’s yours, Zoë 👍");
    await soon(() => size.textContent()).toBe("18 characters · 1 segment · fewer fit into one because of “ë” “👍”");
    await picture(inbox.page, "inbox-text-size");

    await inbox.field.fill("word ".repeat(400));
    await soon(() => size.locator("summary").textContent()).toMatch(/^2 texts · 2,0\d\d characters · 14 segments$/);
    await size.locator("summary").click();
    const parts = await size.locator("li").allTextContents();
    expect(parts.map((part) => part.slice(0, 10))).toEqual(["(1/2) word", "(2/2) word"]);
    await expectAccessible(inbox.page);

    await inbox.press("Send");
    await soon(() => product.textsTo(from).slice(1)).toEqual(parts);
    await soon(() => size.count()).toBe(0);

    await inbox.page.getByText("Internal note", { exact: true }).click();
    await inbox.field.fill("Nobody pays for a note.");
    await soon(() => inbox.page.getByRole("button", { name: "Add note" }).isEnabled()).toBe(true);
    expect(await size.count()).toBe(0);
  });

  /** The inbox, with a customer who has been answered open in it. */
  async function openThread(from: string) {
    const { product } = post;
    product.model.script([{ reply: reply(text("Hello! What can I help you with?")) }]);
    await product.twilio.text({ from, body: "Hello there" });
    await settled(product);
    const inbox = await openInbox(await browser.person({ viewport: { width: 1280, height: 800 } }), product);
    await inbox.view("All");
    await inbox.open(from);
    return inbox;
  }

  it("reads that nothing reaches a customer, and what keeps texts from leaving [SMSX-26]", {
    timeout: 120_000,
  }, async () => {
    const { product } = post;
    const from = "+15550301778";
    const { page, ...inbox } = await openThread(from);
    product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: 30006 }]);
    await inbox.answer("Are you there?");
    await page.getByText("Nothing reaches them here", { exact: true }).waitFor();
    await page.getByText(/^! Not delivered · A landline/).waitFor();
    product.twilio.fail({ kind: "unauthorized" }, { times: 99 });
    await inbox.answer("One more");
    const trouble = page.getByRole("status", { name: "Channels" });
    await soon(() => trouble.textContent()).toMatch(
      /^SMS: Twilio does not accept our credentials\. .* 1 text waits\.$/,
    );
    await expectAccessible(page);
    await picture(page, "inbox-trouble");
    product.twilio.mend();
    await trouble.getByText("SMS").waitFor({ state: "detached", timeout: 60_000 });
    expect(product.textsTo(from).at(-1)).toBe("One more");
  });

  it("reads what an administrator can mend, with the way there, while texts leave [SMSX-42]", {
    timeout: 120_000,
  }, async () => {
    const { product } = post;
    const from = "+15550301779";
    product.twilio.planCallbacks([{ status: "sent" }, { status: "delivered" }]);
    const { page, ...inbox } = await openThread(from);
    for (const [index, errorCode] of [30007, 30034, 30034].entries()) {
      product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode }]);
      await inbox.answer(`This one ends with ${errorCode}.`);
      await soon(() => page.getByText(/^! Not delivered/).count()).toBe(index + 1);
    }
    const summary = page.getByText("SMS: 3 texts did not arrive. An administrator can help.", { exact: true });
    await summary.waitFor();
    expect(await page.getByRole("status", { name: "Channels" }).textContent()).toBe("");
    await picture(page, "inbox-remarks-closed");
    await summary.click();
    const remarks = page.locator(".remarks li");
    await soon(() => remarks.allTextContents()).toEqual([
      expect.stringMatching(
        /^Our number is not registered for A2P 10DLC\. .* \(twilio\.com\)\. 2 texts, the last just now$/,
      ),
      expect.stringMatching(/^The carrier filtered the text as unwanted\. .* 1 text, just now$/),
    ]);
    const way = "https://www.twilio.com/docs/messaging/compliance/a2p-10dlc";
    expect(await remarks.getByRole("link").getAttribute("href")).toBe(way);
    await expectAccessible(page);
    await picture(page, "inbox-remarks");
  });
});
