import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
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
});
