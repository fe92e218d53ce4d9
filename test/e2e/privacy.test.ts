import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reply, text, thinking, toolUse } from "../../src/standins/messages/reply.ts";
import { settled } from "../harness/desk.ts";
import { letter, letterWithFiles, newAddress, type Post, startPost } from "../harness/post.ts";
import type { Product, Whole } from "../harness/product.ts";
import { visit } from "../harness/visitor.ts";

let post: Post;
let product: Product;
beforeAll(async () => {
  // Long enough for two texts to be one turn, however busy the machine is.
  post = await startPost({ burst: { quietMs: 1_500, atMostMs: 8_000 } });
  product = post.product;
});
afterAll(() => product.stop());

const CARD = "4111 1111 1111 1111";
const MASKED = "[card number ending 1111]";
/** However they are written. */
const ANY_CARD = /4111\D{0,3}1111\D{0,3}1111\D{0,3}1111/;
const ANY_PART = /4111|1111\D{0,3}1111/;

let customers = 0;
function newNumber(): string {
  customers += 1;
  return `+1555730${String(customers).padStart(4, "0")}`;
}

async function texts(number: string, ...bodies: readonly string[]): Promise<Whole> {
  for (const body of bodies) await product.twilio.text({ from: number, body });
  await settled(product);
  return await product.conversationWhen(number, ({ messages }) => {
    const theirs = messages.filter(({ author }) => author === "customer");
    return theirs.length >= bodies.length && messages.at(-1)?.author !== "customer";
  });
}

/** Where any digits stand by chance: names, ids, hashes and signatures, times, counts, ports. */
const BY_CHANCE = [
  /part\.[\da-f]*\.[\da-f]{16}|(?<=Letter\.|person)\d+(?=\.\d+@)/g,
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\b[A-Z]{2}[\da-f]{32}\b|\b(?:toolu|msg|req)_\w+|"signature": ?"[^"]*"/g,
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?|\b1[7-9]\d{11}\b/g,
  /"(?:ms|\w+Tokens|costMicros|uidValidity)": ?"?[\d.]+/g,
  /(?<=127\.0\.0\.1:)\d+/g,
];

/** What only the database has: hashes, keys and signatures of any form. */
const OPAQUE = /[\w+/=-]{24,}/g;

function withoutChance(text: string): string {
  return BY_CHANCE.reduce((left, chance) => left.replaceAll(chance, ""), text);
}

/** Every row of every table of ours but those that keep what providers gave us, and what texts mean, which is in numbers. */
async function everythingStored(): Promise<string> {
  const { rows: tables } = await product.database.pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('RawInbound', 'Embedding', '_prisma_migrations')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await product.database.pool.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
    );
    parts.push(...rows.map(({ row }) => row.replaceAll(OPAQUE, "")));
  }
  return parts.join("\n");
}

/** All that leaves the message's own raw bytes: what models are asked, what is logged, stored, and shown at the desk. */
async function everywhere(whole: Whole): Promise<Record<string, string>> {
  const { body: list } = await product.api("GET", "/api/conversations?limit=200");
  const places = {
    models: JSON.stringify(product.model.requests.map(({ body }) => body)),
    log: product.logged.join("\n"),
    database: await everythingStored(),
    desk: JSON.stringify([whole, list]),
  };
  return Object.fromEntries(Object.entries(places).map(([place, text]) => [place, withoutChance(text)]));
}

async function expectNowhere(pattern: RegExp, whole: Whole): Promise<void> {
  await settled(product);
  await product.model.idle();
  for (const [place, text] of Object.entries(await everywhere(whole))) {
    expect(text.length).toBeGreaterThan(50);
    expect({ place, found: pattern.exec(text)?.[0] ?? null }).toEqual({ place, found: null });
  }
  const { body } = await product.api<{ items: unknown[] }>("GET", "/api/conversations?q=4111");
  expect(body.items).toEqual([]);
}

describe("a card number is nowhere but in the raw bytes", () => {
  it("in a text [PRIV-4, BEH-29]", async () => {
    const whole = await texts(newNumber(), `Why was ${CARD} declined? The cvv is 737.`);
    expect(whole.messages[0]).toMatchObject({
      text: `Why was ${MASKED} declined? The cvv is [security code].`,
      fullText: `Why was ${MASKED} declined? The cvv is [security code].`,
    });
    expect(whole.conversation.flags).toEqual(["sensitive_data"]);
    await expectNowhere(ANY_CARD, whole);
  });

  it("in a chat, which shows its author what was kept [PRIV-4, BEH-29]", async () => {
    const visitor = await visit(product);
    const message = await visitor.write(`my card is ${CARD}`);
    expect(message.text).toBe(`my card is ${MASKED}`);
    await visitor.messageWhen("an answer", ({ author }) => author !== "customer");
    await expectNowhere(ANY_CARD, await visitor.whole());
  });

  it("in a mail, its subject, its HTML and the names of its files [PRIV-4, BEH-29]", async () => {
    const boundary = "=_of-two-forms";
    const html = letter({
      from: `Ann ${CARD} <${newAddress()}>`,
      subject: `Card ${CARD}`,
      contentType: `multipart/alternative; boundary="${boundary}"`,
      body: [
        `--${boundary}`,
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Please see below.",
        `--${boundary}`,
        "Content-Type: text/html; charset=utf-8",
        "",
        "<p>It is <b>4111</b>&nbsp;1111 <i>1111</i>&#32;1111, please charge it.</p>",
        `--${boundary}--`,
      ].join("\r\n"),
    });
    const files = letterWithFiles({ from: newAddress(), body: "See the file." }, [
      { filename: `scan ${CARD}.txt`, contentType: "text/plain", content: Buffer.from("a scan") },
    ]);
    await post.deliver(html, files);
    const [one, other] = [await post.whole(html), await post.whole(files)];
    expect(one.conversation).toMatchObject({ subject: `Card ${MASKED}`, flags: ["sensitive_data"] });
    expect(one.messages[0]).toMatchObject({ html: null });
    expect(other.messages[0]?.attachments).toMatchObject([{ filename: `scan ${MASKED}.txt` }]);
    await expectNowhere(ANY_CARD, one);
  });

  it("over two texts, of which the first is corrected [PRIV-5, BEH-29]", async () => {
    const number = newNumber();
    await product.twilio.text({ from: number, body: "my card: 4111 1111" });
    await product.twilio.text({ from: number, body: "and the rest is 1111 1111" });
    await settled(product);
    const whole = await product.conversationOf(number);
    expect(whole.messages.slice(0, 2).map(({ text, fullText }) => [text, fullText])).toEqual([
      ["my card: [part of a card number]", "my card: [part of a card number]"],
      [`and the rest is ${MASKED}`, `and the rest is ${MASKED}`],
    ]);
    expect(whole.conversation.flags).toEqual(["sensitive_data"]);
    await expectNowhere(ANY_PART, whole);
  });

  it("over two texts with a turn between them, which keeps nothing of it either [PRIV-5, BEH-29]", async () => {
    const number = newNumber();
    const unknown = "I couldn't find anything about zebras and 4111 1111 in our help centre.";
    const search = toolUse("lookup_knowledge_base", { query: "zebras, card 4111 1111" });
    product.model.script([
      { reply: reply(thinking("Zebras, then."), search) },
      { reply: reply(thinking("Zebras, then."), text(unknown)) },
    ]);
    const { conversation } = await texts(number, "Do you sell zebras? My card is 4111 1111");
    const where = { conversationId: conversation.id };
    expect(await product.database.outside.unansweredQuestion.findMany({ where })).toMatchObject([
      { text: "Do you sell zebras? My card is 4111 1111" },
    ]);

    product.model.script([{ reply: reply(text("Please never send card numbers.")) }]);
    await product.twilio.text({ from: number, body: "and the rest is 1111 1111" });
    const whole = await product.conversationWhen(number, ({ messages }) => messages.length === 4);
    expect(await product.database.outside.unansweredQuestion.findMany({ where })).toMatchObject([
      { text: "Do you sell zebras? My card is [part of a card number]" },
    ]);
    await settled(product);
    await product.model.idle();
    const { database, desk, log } = await everywhere(whole);
    expect([database, desk, log].map((place) => ANY_PART.exec(place ?? "")?.[0])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // What it has thought is bound to words that are no more: it is told all anew.
    const asked = product.model.requests.findLast(({ body }) => JSON.stringify(body).includes("the rest is"));
    expect(withoutChance(JSON.stringify(asked?.body))).not.toMatch(ANY_PART);
    product.model.assertDone();
  });

  it("the raw bytes stay as they came, for admins [PRIV-4]", async () => {
    const number = newNumber();
    const { messages } = await texts(number, `Use ${CARD}`);
    const { body } = await product.api<string>("GET", `/api/messages/${messages[0]?.id}/raw`);
    expect(new URLSearchParams(body).get("Body")).toBe(`Use ${CARD}`);
  });
});

it("passwords, codes and keys are nowhere either [PRIV-4]", async () => {
  const secret = "My password is Tr0ub4dor&3, the code is 771203 and our key AKIAIOSFODNN7EXAMPLE";
  const whole = await texts(newNumber(), secret);
  await expectNowhere(/Tr0ub4dor|771203|IOSFODNN/, whole);
});
