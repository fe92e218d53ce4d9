import type { Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { settled } from "../harness/desk.ts";
import { type Letter, type LetterParts, letter, newAddress, type Post, startPost } from "../harness/post.ts";
import { OPERATOR_ENV, type OpenInbox, openInbox } from "./inbox-window.ts";

const QUESTION = "What does the Pro plan cost?";
const PRICE = "The Pro plan costs $49 a month.";
const asLetter = (words: string): string => `Hi Ann,\n\n${words}\n\nBest,\nAcme Support`;

inBrowser("an operator in the inbox", (browser) => {
  let post: Post;
  let inbox: OpenInbox;
  beforeAll(async () => {
    post = await startPost({ strictModel: true, env: OPERATOR_ENV });
  });
  beforeEach(async () => {
    inbox = await openInbox(await browser.person({ viewport: { width: 1440, height: 900 } }), post.product);
  });
  afterEach(() => post.product.model.assertDone());
  afterAll(() => post.product.stop());

  const answers = (...texts: readonly string[]): void =>
    post.product.model.script(texts.map((each) => ({ reply: reply(text(each)) })));
  const escalates = (reason: string): void =>
    post.product.model.script([{ reply: reply(toolUse("escalate_to_human", { reason, priority: "urgent" })) }]);

  it("gets a text that the assistant hands over, answers it and gives it back [WEB-10]", async () => {
    const from = "+15550301000";
    const texts = (body: string) => post.product.twilio.text({ from, body });
    answers(PRICE);
    await texts(QUESTION);
    await inbox.view("Assistant");
    await inbox.open(from);
    await inbox.shows(QUESTION, PRICE);
    escalates("Was charged twice.");
    await texts("I was charged twice!");
    await inbox.view("Needs a human");
    await inbox.rows(from).getByText("Urgent").waitFor();
    await soon(async () => (await inbox.said()).length).toBe(4);
    const line = (await inbox.said()).at(-1) ?? "";

    await inbox.answer("Kim here: you have it back tomorrow.");
    await inbox.page.getByText("Yours", { exact: true }).first().waitFor();
    await soon(() => post.product.textsTo(from)).toEqual([PRICE, line, "Kim here: you have it back tomorrow."]);
    await inbox.page.getByText("Delivered").nth(2).waitFor();
    await picture(inbox.page, "inbox-sms");

    answers("You are welcome!");
    await inbox.press("Release to assistant");
    await texts("Thank you.");
    await soon(() => post.product.textsTo(from).at(-1)).toBe("You are welcome!");
    await soon(async () => (await inbox.said()).at(-1)).toBe("You are welcome!");
  });

  it("reads since when a customer has opted out, can write no answer, a note all the same, and sees another way [SMSO-5]", async () => {
    const from = "+15550301009";
    const { product } = post;
    await product.twilio.text({ from, body: "STOP" });
    await settled(product);
    const { conversation } = await product.conversationOf(from);
    const { outside } = product.database;
    const address = "opted.out@customer.example";
    await outside.contactAddress.create({
      data: {
        contactId: conversation.contact.id,
        channel: "email",
        address,
        identity: "verified",
        verifiedBy: "dmarc",
        verifiedAt: new Date(),
      },
    });
    await inbox.view("All");
    await inbox.open(from);
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    await inbox.page.getByText(`Opted out on ${day}`, { exact: true }).waitFor();
    await inbox.page.getByText(`The customer opted out on ${day} by text. Nothing can be sent`).waitFor();
    await inbox.page.getByText(`Reach them another way: Email ${address}`).waitFor();
    expect(await inbox.field.isDisabled()).toBe(true);
    expect(await inbox.page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-opted-out");
    await inbox.page.getByText("Internal note", { exact: true }).click();
    await inbox.field.fill("Wrote them a mail.");
    await inbox.press("Add note");
    await soon(async () => (await inbox.said()).at(-1)).toBe("Wrote them a mail.");

    await product.twilio.text({ from, body: "START" });
    await inbox.page.getByText("The customer opted in again").waitFor();
    await inbox.page.getByText("Answer", { exact: true }).click();
    await soon(() => inbox.field.isDisabled()).toBe(false);
    await soon(() => inbox.page.getByText("Reach them another way").count()).toBe(0);
  });

  it("gets a mail that the assistant hands over, answers it in its thread and gives it back [WEB-11]", async () => {
    const from = newAddress("ann");
    const first = formatted({ from: `Ann Smith <${from}>`, subject: "Which plan?" });
    answers(PRICE);
    await post.drop(first);
    await inbox.view("All");
    await inbox.open("Which plan?");
    await inbox.shows(QUESTION, asLetter(PRICE));
    await inbox.page.getByRole("button", { name: "Show formatted" }).click();
    await inbox.page.frameLocator("iframe.mail").getByRole("heading", { name: "Hello!" }).waitFor();
    await inbox.page.getByRole("link", { name: /plans\.pdf/ }).waitFor();
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-mail-html");
    await inbox.page.getByRole("button", { name: "Show text" }).click();

    escalates("Wants to speak with sales.");
    await settled(post.product);
    const [answered] = await post.sentTo(from);
    const second = letter({ from, subject: "Re: Which plan?", inReplyTo: answered?.id ?? "" });
    await post.drop(second);
    await soon(async () => (await inbox.said()).length).toBe(4);
    await inbox.press("Claim");
    await inbox.answer("Kim here. When may I call you?");
    await soon(async () => (await post.sentTo(from)).at(-1)?.text).toBe("Kim here. When may I call you?");
    const sent = (await post.sentTo(from)).at(-1);
    expect(sent?.header("in-reply-to")).toBe(second.id);
    expect(sent?.header("subject")).toBe("Re: Which plan?");

    answers("It is the Pro plan.");
    await inbox.press("Release to assistant");
    await post.drop(letter({ from, subject: "Re: Which plan?", inReplyTo: sent?.id ?? "" }));
    await soon(async () => (await post.sentTo(from)).at(-1)?.text).toContain("It is the Pro plan.");
    await soon(async () => (await inbox.said()).at(-1)).toBe(asLetter("It is the Pro plan."));
  });

  it("gets what is known with a conversation, and a draft with what it proposes [WEB-15]", async () => {
    const from = "+15550301002";
    const call = { category: "billing", severity: "high", summary: "Charged twice for October." } as const;
    post.product.model.script([
      {
        reply: reply(
          text("I am sorry about that."),
          toolUse("escalate_to_human", { reason: "Charged twice.", priority: "normal" }),
        ),
      },
    ]);
    await post.product.twilio.text({
      from,
      body: "I was charged $98 twice for order #20417. What is your refund policy?",
    });
    await inbox.view("Needs a human");
    await inbox.open(from);
    const panel = inbox.page.getByRole("complementary", { name: "Details" });
    await panel.getByText("order #20417", { exact: true }).waitFor();
    await panel
      .getByRole("link", { name: /refund/i })
      .first()
      .waitFor();
    await panel.getByText("What the assistant did").click();
    await panel.getByText(/^Searched the help centre/).waitFor();
    await panel.getByRole("button", { name: "Use as answer" }).click();
    expect(await inbox.field.inputValue()).toBe("I am sorry about that.");
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-handoff");

    await inbox.field.fill("Say that we look into it.");
    post.product.model.script([{ reply: reply(toolUse("create_support_ticket", call)) }]);
    answers("You get $777 back.", "We look into it: you get $777 back.");
    await inbox.press("Draft");
    await soon(() => inbox.field.inputValue()).toBe("We look into it: you get $777 back.");
    const notes = inbox.page.locator(".draft-notes");
    await notes.getByText("An amount: $777").waitFor();
    await notes.getByText(/^Create support ticket \(category: billing/).waitFor();
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-draft");
    await notes.getByRole("button", { name: "Undo" }).click();
    expect(await inbox.field.inputValue()).toBe("Say that we look into it.");
    await inbox.answer("Kim here: we look into it.");
    await soon(() => post.product.textsTo(from).at(-1)).toBe("Kim here: we look into it.");
  });

  it("who writes while the customer does is shown that first, and sends by a second press [WEB-12]", async () => {
    const from = "+15550301001";
    answers(PRICE);
    await post.product.twilio.text({ from, body: QUESTION });
    await inbox.view("All");
    await inbox.open(from);
    await inbox.shows(QUESTION, PRICE);
    await inbox.press("Claim");
    await inbox.field.fill("It is $49.");
    const writeFirst = async (route: Route): Promise<void> => {
      await post.product.twilio.text({ from, body: "I meant the Team plan." });
      await settled(post.product);
      await route.continue();
    };
    // The customer is faster than what the operator has sent.
    await inbox.page.route("**/messages", writeFirst, { times: 1 });
    await inbox.press("Send");

    const problem = inbox.page.getByRole("alert").filter({ hasText: "Somebody has written meanwhile" });
    await problem.getByText("I meant the Team plan.").waitFor();
    expect(post.product.textsTo(from)).toEqual([PRICE]);
    await expectAccessible(inbox.page);
    await picture(inbox.page, "inbox-stale");
    await inbox.field.fill("The Team plan is $99.");
    await problem.getByRole("button", { name: "Send all the same" }).click();
    await soon(() => post.product.textsTo(from)).toEqual([PRICE, "The Team plan is $99."]);
    await inbox.shows(QUESTION, PRICE, "I meant the Team plan.", "The Team plan is $99.");
  });
});

const HTML = `<h1>Hello!</h1><p style="color:#224488">${QUESTION} We are <b>twelve people</b>, and this is what we compare:</p>
<table border="1" cellpadding="6"><tr><th>Plan</th><th>Price</th></tr><tr><td>Pro</td><td>?</td></tr></table>
<p><img src="https://tracker.example/seen.gif" alt=""> Yours, <a href="https://customer.example/">Ann</a></p>`;

/** A mail with a text, the same formatted, and a file. */
function formatted(parts: LetterParts): Letter {
  const [outer, inner] = ["=_mixed", "=_alternative"];
  const part = (boundary: string, type: string, body: string, ...headers: string[]): string =>
    [`--${boundary}`, `Content-Type: ${type}`, ...headers, "", body].join("\r\n");
  const body = [
    part(outer, `multipart/alternative; boundary="${inner}"`, ""),
    part(inner, "text/plain; charset=utf-8", QUESTION),
    part(inner, "text/html; charset=utf-8", HTML),
    `--${inner}--`,
    part(outer, "application/pdf", "%PDF-1.4", 'Content-Disposition: attachment; filename="plans.pdf"'),
    `--${outer}--`,
  ].join("\r\n");
  return letter({ ...parts, contentType: `multipart/mixed; boundary="${outer}"`, body });
}
