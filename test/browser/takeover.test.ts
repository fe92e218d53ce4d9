import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { chatWindow } from "./chat-window.ts";
import { type HostSite, startHostSite } from "./host-site.ts";
import { OPERATOR_ENV, openInbox } from "./inbox-window.ts";

const SENTENCES = Array.from({ length: 30 }, (_, n) => `Sentence ${n} of a longer answer.`).join(" ");

inBrowser("a visitor in one browser and an operator in another", (browser) => {
  let product: Product;
  let site: HostSite;
  beforeAll(async () => {
    site = await startHostSite(() => product.url);
    product = await startProduct({ strictModel: true, env: { WIDGET_ORIGINS: site.origin, ...OPERATOR_ENV } });
  });
  afterEach(() => product.model.assertDone());
  afterAll(async () => {
    await product.stop();
    await site.stop();
  });

  const both = async () => {
    const visitor = await (await browser.person()).open(site.origin);
    const chat = chatWindow(visitor);
    await chat.open();
    return { visitor, chat, inbox: await openInbox(await browser.person(), product) };
  };
  const conversation = async (id: string) => (await product.api<Whole>("GET", `/api/conversations/${id}`)).body;

  it("meet: who asks for a human waits in the queue, is claimed and answered [WEB-8]", async () => {
    const { visitor, chat, inbox } = await both();
    await inbox.page.getByText("Nobody is waiting").waitFor();
    const question = "Can I talk to somebody about my invoice?";
    await chat.write(question);
    await inbox.open("The customer asks for a human.");
    const [, line = ""] = await chat.said();
    await inbox.shows(question, line);
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-queue");
    await picture(visitor, "widget-handoff");

    await inbox.press("Claim");
    await chat.frame.getByText("You are talking with a person").waitFor();
    await inbox.field.pressSequentially("Kim here.");
    await chat.frame.locator(".typing").waitFor();
    await inbox.answer("Kim here. Which one is it?");
    await chat.shows(question, line, "Kim here. Which one is it?");
    await chat.write("The one of March.");
    await inbox.shows(question, line, "Kim here. Which one is it?", "The one of March.");
    await expectAccessible(visitor);
    await picture(visitor, "widget-operator");
    await picture(inbox.page, "inbox-conversation");

    await inbox.page.emulateMedia({ colorScheme: "dark" });
    await inbox.page.setViewportSize({ width: 390, height: 780 });
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-small-dark");
    await inbox.page.getByRole("button", { name: "Back to the list" }).click();
    await picture(inbox.page, "inbox-small-list");
  });

  it("see the same of an answer that is taken over half written, and nothing more of it [WEB-9]", async () => {
    const { visitor, chat, inbox } = await both();
    const hold = createHold("text");
    product.model.script([{ reply: reply(text(SENTENCES)), hold }]);
    const question = "Tell me everything there is.";
    await chat.write(question);
    await hold.reached;
    await chat.streaming.waitFor();
    await inbox.view("Assistant");
    await inbox.open("Web chat");
    await inbox.writing.waitFor();
    await picture(inbox.page, "inbox-writing");

    await inbox.press("Claim");
    await chat.frame.getByText("You are talking with a person").waitFor();
    hold.release();
    await product.model.idle();
    await soon(() => inbox.writing.count()).toBe(0);
    const { messages } = await conversation(new URL(inbox.page.url()).hash.slice(1));
    const [, cut] = messages.map((message) => message.text);
    expect(SENTENCES.startsWith(cut ?? "")).toBe(true);
    expect(cut?.length).toBeLessThan(SENTENCES.length);
    expect(messages).toHaveLength(2);
    await chat.shows(question, cut ?? "");
    await inbox.shows(question, cut ?? "");
    await picture(inbox.page, "inbox-takeover");
    await picture(visitor, "widget-takeover");

    await chat.write("And in short?");
    await inbox.shows(question, cut ?? "", "And in short?");
    product.model.script([{ reply: reply(text("In short: it works.")) }]);
    await inbox.press("Release to assistant");
    for (const page of [chat, inbox]) await page.shows(question, cut ?? "", "And in short?", "In short: it works.");
  });
});
