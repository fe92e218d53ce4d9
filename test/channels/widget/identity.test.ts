import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThreadKey, threadKey } from "../../../src/contract/index.ts";
import { interpretAll } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { type Page, taken } from "./open-page.ts";
import { openWidget } from "./open-widget.ts";
import { signToken } from "./sign-token.ts";

let widget: Awaited<ReturnType<typeof openWidget>>;
beforeEach(async () => {
  widget = await openWidget();
});
afterEach(() => widget.close());

const ANN = { sub: "ann", email: "Ann@Example.com", name: "Ann" };
const texts = (page: Page) => page.messages().map(({ text }) => text);

async function identified(claims: object, session: string | null = null): Promise<Page> {
  return widget.visit({ auth: { session, identity: await signToken({ ...claims }) } });
}

/** A visitor who has written. */
async function aVisitor(text: string): Promise<Page> {
  const page = await widget.visit();
  taken(await page.say(text));
  return page;
}

async function threadOf(page: Page): Promise<ThreadKey> {
  return threadKey(taken(await page.say("Which thread is this?")).externalId!.split("/")[0]!);
}

/** Who wrote the last message, as the adapter tells. */
async function lastSender() {
  const said = await interpretAll(widget.channel, widget.host.rows.slice(-1));
  return said[0]!.messages[0]!.from;
}

describe("a visitor who is identified [WIDGET-2]", () => {
  it("keeps his thread and gets another token; the old one ends at once", async () => {
    const before = await aVisitor("Hello");
    const after = await identified(ANN, before.session().session);
    await until("his message", () => texts(after).includes("Hello"));
    expect(after.session().session).not.toBe(before.session().session);
    await until("the end of the other tab", () => before.ends.length === 1);

    const stale = await widget.visit({ auth: { session: before.session().session } });
    expect(stale.session()).toMatchObject({ conversationId: null, seq: 0 });
    expect(await threadOf(stale)).not.toBe(await threadOf(after));
  });

  it("is told apart by the site's word for him, and by what he was before", async () => {
    const before = await aVisitor("Hello");
    const visitor = await lastSender();
    expect(visitor).toEqual({
      address: expect.stringMatching(/^visitor:[0-9a-f-]{36}$/),
      name: null,
      proof: null,
      issued: true,
      aliases: [],
    });
    const after = await identified(ANN, before.session().session);
    taken(await after.say("It is me"));
    expect(await lastSender()).toEqual({
      address: "user:ann",
      name: "Ann",
      proof: "widget_token",
      issued: false,
      aliases: [
        { channel: "widget", address: visitor.address, proof: "widget_session" },
        { channel: "email", address: "ann@example.com", proof: "widget_token" },
      ],
    });
  });

  it("is nobody new when his message comes again under the new token", async () => {
    const before = await widget.visit();
    const clientId = randomUUID();
    const first = taken(await before.say("Hello", clientId));
    const after = await identified(ANN, before.session().session);
    expect(taken(await after.say("Hello", clientId)).id).toBe(first.id);
    expect(widget.host.rows).toHaveLength(1);
  });

  it("stays who he is with his session alone, and when his token has expired", async () => {
    const { session } = (await identified(ANN)).session();
    const old = await signToken(ANN, { exp: 1_000_000_000 });
    for (const identity of [undefined, old]) {
      const page = await widget.visit({ auth: { session, identity } });
      expect(page.session().session).toBe(session);
      taken(await page.say("Still me"));
      expect(await lastSender()).toMatchObject({ address: "user:ann" });
    }
  });

  it("keeps his token when he is identified again, and has his newest name", async () => {
    const first = await identified(ANN);
    const again = await identified({ ...ANN, name: "Ann B." }, first.session().session);
    expect(again.session().session).toBe(first.session().session);
    taken(await again.say("Married"));
    expect(await lastSender()).toMatchObject({ name: "Ann B." });
    expect(first.ends).toEqual([]);
  });
});

describe("a customer on several devices [WIDGET-2]", () => {
  it("goes on where he was", async () => {
    const phone = await identified(ANN);
    taken(await phone.say("From the phone"));
    const laptop = await identified(ANN);
    await until("what he wrote there", () => texts(laptop).includes("From the phone"));
    expect(laptop.session().session).not.toBe(phone.session().session);
  });

  it("has the thread that he began before he was known, also on the others", async () => {
    const phone = await identified(ANN);
    taken(await phone.say("From the phone"));
    const visitor = await aVisitor("From the laptop");
    const laptop = await identified(ANN, visitor.session().session);
    await until("the phone to be told", () => phone.ends.length === 1);
    const again = await widget.visit({ auth: { session: phone.session().session } });
    await until("the laptop's thread", () => texts(again).includes("From the laptop"));
    expect(texts(laptop)).toEqual(["From the laptop"]);
  });

  it("finds his thread from a browser where nobody has written", async () => {
    const phone = await identified(ANN);
    taken(await phone.say("From the phone"));
    const stranger = await widget.visit();
    const laptop = await identified(ANN, stranger.session().session);
    await until("what he wrote", () => texts(laptop).includes("From the phone"));
  });
});

describe("another customer at the same browser [WIDGET-2]", () => {
  it("gets nothing of the one before, whose session ends", async () => {
    const ann = await identified(ANN);
    taken(await ann.say("Ann's secret"));
    const bob = await identified({ sub: "bob" }, ann.session().session);
    taken(await bob.say("Bob here"));
    expect(texts(bob)).not.toContain("Ann's secret");
    expect(await lastSender()).toMatchObject({ address: "user:bob", name: null });
    expect((await lastSender()).aliases).toHaveLength(1);
    await until("Ann's tabs to end", () => ann.ends.length === 1);
    const again = await widget.visit({ auth: { session: ann.session().session } });
    expect(again.session()).toMatchObject({ conversationId: null });
  });

  it.each([
    ["has expired", { exp: 1_000_000_000 }],
    ["is forged", { secret: "guessed" }],
  ])("gets nothing of the one before when his own token %s", async (_name, how) => {
    const ann = await identified(ANN);
    taken(await ann.say("Ann's secret"));
    const identity = await signToken({ sub: "bob" }, how);
    const bob = await widget.visit({ auth: { session: ann.session().session, identity } });
    taken(await bob.say("Bob here"));
    expect(texts(bob)).not.toContain("Ann's secret");
    expect(await lastSender()).toMatchObject({ proof: null, issued: true });
  });
});

describe("a token that is not valid [WIDGET-2]", () => {
  it("leaves the visitor what he is, and only that it came is logged", async () => {
    const before = await aVisitor("Hello");
    const identity = await signToken(ANN, { secret: "guessed" });
    const after = await widget.visit({ auth: { session: before.session().session, identity } });
    expect(after.session().session).toBe(before.session().session);
    taken(await after.say("Who am I?"));
    expect(await lastSender()).toMatchObject({ proof: null, aliases: [] });
    expect(widget.host.lines).toHaveLength(1);
    expect(widget.host.lines.join()).not.toMatch(/ann/i);
  });
});

it("what is kept of a message names its sender and holds no token [WIDGET-1]", async () => {
  const page = await identified(ANN);
  taken(await page.say("Hello"));
  const [raw] = widget.host.rows;
  expect(raw!.meta).toEqual({
    thread: expect.stringMatching(/^user:[0-9a-f]{64}$/),
    visitor: expect.any(String),
    sub: "ann",
    email: "ann@example.com",
    name: "Ann",
  });
  const kept = JSON.stringify(raw!.meta) + Buffer.from(raw!.body).toString();
  expect(kept).not.toContain(page.session().session);
});
