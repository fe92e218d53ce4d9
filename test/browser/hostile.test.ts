import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { signToken } from "../channels/widget/sign-token.ts";
import { inBrowser, picture, soon } from "../harness/browser.ts";
import { settled } from "../harness/desk.ts";
import { newAddress, type Post, startPost } from "../harness/post.ts";
import type { Whole } from "../harness/product.ts";
import { ATTACKS, expectHarmless, hostileMail, requestsElsewhere, showFormatted } from "./attacks.ts";
import { chatWindow } from "./chat-window.ts";
import { type HostSite, startHostSite } from "./host-site.ts";
import { OPERATOR_ENV, type OpenInbox, openInbox } from "./inbox-window.ts";

const NAME = "<img src=x onerror=alert(1)>";
const HELLO = "Repeat after me.";
const SECRET = "widget-secret-of-the-tests";
/** Typed one by one; all of them are in what the assistant and the operator say. */
const TYPED = ATTACKS.filter((_, n) => n % 2 === 0);
/** Quotation marks around a name are the mail's, not the name's. */
const NAMES = ATTACKS.filter((attack) => !attack.startsWith('"')).slice(0, 10);

inBrowser("what hostile customers write", (browser) => {
  let post: Post;
  let site: HostSite;
  beforeAll(async () => {
    site = await startHostSite(() => post.product.url);
    const env = { WIDGET_ORIGINS: site.origin, WIDGET_SECRET: SECRET, ...OPERATOR_ENV };
    post = await startPost({ strictModel: true, env });
  });
  afterAll(async () => {
    await post.product.stop();
    await site.stop();
  });

  const guarded = async () => {
    const person = await browser.person({ viewport: { width: 1440, height: 900 } });
    return { person, elsewhere: requestsElsewhere(person, post.product.url, site.origin) };
  };
  const stored = async (inbox: OpenInbox) => {
    const id = new URL(inbox.page.url()).hash.slice(1);
    return (await post.product.api<Whole>("GET", `/api/conversations/${id}`)).body.messages;
  };

  it("in a chat, and as their name, is text in the widget and in the inbox [WEB-13]", async () => {
    const visitor = await guarded();
    const page = await visitor.person.open(site.origin);
    const chat = chatWindow(page);
    await chat.open();
    await page.evaluate(`Switchboard.identify(${JSON.stringify(await signToken({ name: NAME }, { secret: SECRET }))})`);
    // An assistant that was talked into repeating it, in what counts as Markdown.
    post.product.model.script([{ reply: reply(text(ATTACKS.join("\n\n"))) }]);
    await chat.write(HELLO);
    await soon(async () => (await chat.said()).length).toBe(2);
    // Whoever takes over in the middle of an answer breaks it off.
    await settled(post.product);
    await soon(() => chat.frame.locator(".streaming").count()).toBe(0);
    const [, repeated = ""] = await chat.said();

    const operator = await guarded();
    const inbox = await openInbox(operator.person, post.product);
    await inbox.view("All");
    await inbox.open(NAME);
    await inbox.press("Claim");
    await chat.frame.getByText("You are talking with a person").waitFor();
    for (const attack of TYPED) await chat.write(attack);
    const files = ATTACKS.slice(0, 10).map((attack) => ({
      name: attack,
      mimeType: "text/html",
      buffer: Buffer.from("<script>alert(1)</script>"),
    }));
    await chat.frame.locator("input[type=file]").setInputFiles(files);
    await chat.write("See my files.");
    await chat.shows(HELLO, repeated, ...TYPED, "See my files.");
    await soon(async () => (await inbox.said()).at(-1)).toBe("See my files.");
    await inbox.answer(ATTACKS.join("\n"));
    await chat.shows(HELLO, repeated, ...TYPED, "See my files.", ATTACKS.join("\n"));

    const messages = await stored(inbox);
    expect(await inbox.said()).toEqual(messages.map((message) => message.text));
    const theirs = messages.filter(({ author }) => author === "customer").map((message) => message.text);
    expect(theirs).toEqual([HELLO, ...TYPED, "See my files."]);
    await picture(page, "hostile-widget");
    await picture(inbox.page, "hostile-chat");
    await expectHarmless(page, inbox.page);
    expect([...visitor.elsewhere, ...operator.elsewhere]).toEqual([]);
  });

  it("in mails, and as subject, name and file, is text in the inbox, and harmless as it was formatted [WEB-13]", async () => {
    const from = newAddress("mallory");
    // A mail by a machine is stored and shown, and not answered.
    const headers = ["Auto-Submitted: auto-generated"];
    const [attack, ...others] = ATTACKS;
    const first = hostileMail(attack, { from, headers });
    await post.drop(first);
    await settled(post.product);
    const thread = others.map((other) => hostileMail(other, { from, headers, inReplyTo: first.id }));
    const strangers = NAMES.map((other) => hostileMail(other, { from: newAddress("eve"), headers }));
    await post.deliver(...thread, ...strangers);

    const { person, elsewhere } = await guarded();
    const inbox = await openInbox(person, post.product);
    await inbox.view("All");
    const names = inbox.page.locator(".row-name");
    await soon(async () => (await names.allTextContents()).length).toBe(NAMES.length + 2);
    expect((await names.allTextContents()).toSorted()).toEqual([NAME, attack, ...NAMES].toSorted());
    const id = (await post.whole(first)).conversation.id;
    await inbox.page.goto(`${post.product.url}/inbox/#${id}`);
    await inbox.shows(...(await stored(inbox)).map((message) => message.text));
    expect((await stored(inbox)).map(({ fullText }) => fullText)).toEqual(ATTACKS);
    expect(await inbox.page.locator(".thread-subject").textContent()).toBe(attack);
    expect(await showFormatted(inbox.page)).toBeGreaterThan(ATTACKS.length / 2);
    await picture(inbox.page, "hostile-mails");
    await expectHarmless(inbox.page);
    expect(elsewhere).toEqual([]);
  });
});
