import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Preview } from "../../src/desk/preview.ts";
import { problemOf, settled, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";

const FROM = "+15551620001";

let product: Product;
let id: string;
beforeAll(async () => {
  product = await startProduct();
  await product.twilio.text({ from: FROM, body: "Hello" });
  await settled(product);
  ({ id } = (await product.conversationOf(FROM)).conversation);
});
afterAll(() => product.stop());

const preview = (text: unknown, of = id) => product.api<Preview>("POST", `/api/conversations/${of}/preview`, { text });

describe("an operator's text, before and after it is sent", () => {
  it("is shown as it would leave, with its price and what makes it dear [SMSR-7]", async () => {
    const plain = await preview(" It’s “ready”… ");
    expect(plain.status).toBe(200);
    expect(plain.body).toEqual({
      parts: [{ text: 'It\'s "ready"...', size: { encoding: "GSM-7", segments: 1, characters: 15, foreign: [] } }],
    });
    const dear = await preview(`It’s ready 👍 ${"a".repeat(70)}`);
    expect(dear.body.parts).toMatchObject([{ size: { encoding: "UCS-2", segments: 2, foreign: ["👍"] } }]);
    expect((await preview("\u200B")).body).toEqual({ parts: [] });
  });

  it("leaves as it was shown, in the same parts [SMSR-7, SMSR-4]", async () => {
    const text = `${"A “word” or two — and one more… ".repeat(150)}https://acme.example/${"x".repeat(100)}`;
    const { parts } = (await preview(text)).body;
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ size }) => size?.encoding === "GSM-7")).toBe(true);
    const before = product.textsTo(FROM).length;
    expect((await write(product, id, { text })).status).toBe(201);
    await settled(product);
    expect(product.textsTo(FROM).slice(before)).toEqual(parts.map((part) => part.text));
  });

  it("is measured one after the other, and not when too many ask at once [SMSX-24]", async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => preview("“word” ".repeat(2_200))));
    const count = (status: number) => asked.filter((answer) => answer.status === status).length;
    expect(count(200)).toBeGreaterThanOrEqual(20);
    expect(count(503)).toBeGreaterThan(0);
    expect(count(200) + count(503)).toBe(30);
    expect((await preview("Hello")).status).toBe(200);
  });

  it("is refused when there is nothing to be seen in it [SMSR-3]", async () => {
    const before = product.textsTo(FROM).length;
    for (const text of ["\u200B\u200D", "\uFEFF \u2060", "\u2800"]) problemOf(await write(product, id, { text }), 400);
    await settled(product);
    expect(product.textsTo(FROM)).toHaveLength(before);
  });

  it("has no price by mail, and none in a conversation that is not there [SMSR-7]", async () => {
    problemOf(await preview("Hello", "00000000-0000-7000-8000-000000000000"), 404);
    problemOf(await preview(7), 400);
    await product.database.outside.conversation.update({ where: { id }, data: { channel: "email" } });
    expect((await preview(" Hello ")).body).toEqual({ parts: [{ text: "Hello", size: null }] });
  });
});
