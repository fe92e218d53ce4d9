import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { ConversationView } from "../../src/conversation/view.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { signToken } from "../channels/widget/sign-token.ts";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { chatWindow } from "./chat-window.ts";
import { type HostSite, startHostSite } from "./host-site.ts";

const SECRET = "widget-secret-of-the-tests";
const QUESTION = "What does the Pro plan cost?";
/** Half of it is more than its first sentence, which is what is shown of it first. */
const ANSWER =
  "The Pro plan costs **$49** a month. You find it in the settings of your workspace, under Plans and billing.";
const SHOWN = ANSWER.replaceAll("*", "");

inBrowser("the chat on somebody's web site", (browser) => {
  let product: Product;
  let site: HostSite;
  let stranger: HostSite;
  beforeAll(async () => {
    site = await startHostSite(() => product.url);
    stranger = await startHostSite(() => product.url);
    product = await startProduct({ strictModel: true, env: { WIDGET_ORIGINS: site.origin, WIDGET_SECRET: SECRET } });
  });
  afterEach(() => product.model.assertDone());
  afterAll(async () => {
    await product.stop();
    await site.stop();
    await stranger.stop();
  });

  const answers = (...texts: readonly string[]): void =>
    product.model.script(texts.map((each) => ({ reply: reply(text(each)) })));

  /** A visitor who has asked and got an answer. */
  const visit = async (options = {}) => {
    const person = await browser.person(options);
    const page = await person.open(site.origin);
    const chat = chatWindow(page);
    await chat.open();
    answers(ANSWER);
    await chat.write(QUESTION);
    await chat.shows(QUESTION, SHOWN);
    return { person, page, chat };
  };

  it("loads one script and draws a button; the rest comes with the first click [WEB-1]", async () => {
    const person = await browser.person();
    const asked: string[] = [];
    person.context.on("request", (request) => asked.push(request.url()));
    person.context.on("page", (page) => page.on("websocket", (socket) => asked.push(socket.url())));
    const page = await person.open(site.origin);
    const { launcher, open } = chatWindow(page);
    await launcher.waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked.filter((url) => !url.startsWith(site.origin))).toEqual([`${product.url}/widget.js`]);
    await expectAccessible(page);
    await picture(page, "widget-launcher");
    await open();
    await soon(() => asked.some((url) => url.startsWith("ws:"))).toBe(true);
    await expectAccessible(page);
    await picture(page, "widget-empty");
  });

  it("shows an answer while it is written; Esc closes it, and a reload keeps it, once [WEB-2]", async () => {
    const person = await browser.person();
    const page = await person.open(site.origin);
    const chat = chatWindow(page);
    await chat.open();
    const hold = createHold("text");
    product.model.script([{ reply: reply(text(ANSWER)), hold }]);
    await chat.write(QUESTION);
    await hold.reached;
    await chat.streaming.waitFor();
    const begun = (await chat.streaming.textContent()) ?? "";
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.length).toBeLessThan(SHOWN.length);
    await picture(page, "widget-streaming");
    hold.release();
    await chat.shows(QUESTION, SHOWN);
    await expectAccessible(page);
    await picture(page, "widget-answered");

    await chat.field.press("Escape");
    await soon(() => chat.launcher.getAttribute("aria-expanded")).toBe("false");
    await page.reload();
    await chat.open();
    await chat.shows(QUESTION, SHOWN);
  });

  it("is the same in two tabs, and each of them shows everything once [WEB-3]", async () => {
    const { person, chat } = await visit();
    const second = chatWindow(await person.open(site.origin));
    await second.open();
    await second.shows(QUESTION, SHOWN);
    answers("You are welcome.");
    await second.write("Thank you!");
    for (const each of [chat, second]) await each.shows(QUESTION, SHOWN, "Thank you!", "You are welcome.");
  });

  it("keeps what is written while the server is away, and sends it once [WEB-4]", async () => {
    const { page, chat } = await visit();
    await product.stopProcess();
    await chat.write("Are you there?");
    await chat.frame.getByText("Connecting…").waitFor();
    await picture(page, "widget-offline");
    expect(await chat.said()).toEqual([QUESTION, SHOWN, "Are you there?"]);
    answers("Here we are again.");
    await product.startProcess();
    await chat.shows(QUESTION, SHOWN, "Are you there?", "Here we are again.");
    expect(await product.database.outside.message.count({ where: { text: "Are you there?" } })).toBe(1);
  });

  it("knows whom the site vouches for, and forgets him when he leaves [WEB-5]", async () => {
    const { page, chat } = await visit();
    const token = await signToken({ sub: "ann-1", name: "Ann", email: "ann@customer.example" }, { secret: SECRET });
    await page.evaluate(`Switchboard.identify(${JSON.stringify(token)})`);
    await chat.shows(QUESTION, SHOWN);
    answers("Thank you, Ann.");
    await chat.write("It is me, Ann.");
    await chat.shows(QUESTION, SHOWN, "It is me, Ann.", "Thank you, Ann.");
    const { body } = await product.api<{ items: ConversationView[] }>("GET", "/api/conversations?q=Ann");
    expect(body.items).toMatchObject([{ contact: { name: "Ann", identity: "verified" }, channel: "widget" }]);

    await page.evaluate("Switchboard.reset()");
    await chat.open();
    await chat.shows();
    answers("Hello, whoever you are.");
    await chat.write("Hello");
    await chat.shows("Hello", "Hello, whoever you are.");
    expect((await product.api<Whole>("GET", `/api/conversations/${body.items[0]?.id}`)).body.messages).toHaveLength(4);
  });

  it("is shown by no site that is not allowed to [WEB-6]", async () => {
    const person = await browser.person();
    const page = await person.open(stranger.origin);
    const { launcher, field } = chatWindow(page);
    await launcher.click();
    await soon(() =>
      page
        .frames()
        .map((frame) => frame.url())
        .at(-1),
    ).toMatch(/^chrome-error:/);
    expect(await field.count()).toBe(0);
  });

  it("covers a small screen, and is dark where the visitor likes it so [WEB-7]", async () => {
    const { page, chat } = await visit({ viewport: { width: 390, height: 780 }, colorScheme: "dark", hasTouch: true });
    const box = await page.locator("#switchboard iframe").boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 780 });
    await expectAccessible(page);
    await picture(page, "widget-small-dark");
    await chat.frame.getByRole("button", { name: "Close chat" }).click();
    await soon(() => chat.launcher.isVisible()).toBe(true);
  });
});
