import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settled, write } from "../harness/desk.ts";
import { OUR_NUMBER, type Product, startProduct, type Whole } from "../harness/product.ts";

const OUR_SECOND_NUMBER = "+15005550007";
const TOLL_FREE = "+18005550100";
const QUESTION = "What does the Pro plan cost?";

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: { TWILIO_PHONE_NUMBER: [OUR_NUMBER, OUR_SECOND_NUMBER, TOLL_FREE].join(",") },
  });
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555052${String(lastNumber).padStart(4, "0")}`;
};

async function say(from: string, to: string, ...bodies: string[]): Promise<Whole> {
  for (const body of bodies) {
    await product.twilio.text({ from, to, body });
    await settled(product);
  }
  return await threadOf(from, to);
}

/** The conversation of one of their numbers with one of ours. */
async function threadOf(from: string, to: string): Promise<Whole> {
  const row = await product.database.outside.conversation.findFirstOrThrow({
    where: { theirAddress: from, ourAddress: to },
  });
  return (await product.api<Whole>("GET", `/api/conversations/${row.id}`)).body;
}

const sentFrom = (ours: string, theirs: string) =>
  product.twilio.sent.filter(({ from, to }) => from === ours && to === theirs).map(({ body }) => body);

describe("two numbers of ours", () => {
  it("have a thread each, answered from there, also by operators [SMSN-2]", async () => {
    const from = newNumber();
    const first = await say(from, OUR_NUMBER, QUESTION);
    const second = await say(from, OUR_SECOND_NUMBER, "Hello there");
    expect(second.conversation.id).not.toBe(first.conversation.id);
    expect(second.contact.id).toBe(first.contact.id);
    const byFirst = sentFrom(OUR_NUMBER, from);
    expect(byFirst.length).toBeGreaterThan(0);
    await write(product, second.conversation.id, { text: "Kim here, from the second number." });
    await settled(product);
    expect(sentFrom(OUR_SECOND_NUMBER, from).at(-1)).toBe("Kim here, from the second number.");
    expect(sentFrom(OUR_NUMBER, from)).toEqual(byFirst);
  });

  it("are opted out of one by one, while the other's conversation goes on [SMSO-3]", async () => {
    const from = newNumber();
    await say(from, OUR_SECOND_NUMBER, QUESTION);
    const first = await say(from, OUR_NUMBER, "STOP");
    expect(first.conversation.flags).toEqual(["opted_out"]);
    const before = sentFrom(OUR_SECOND_NUMBER, from).length;
    const second = await say(from, OUR_SECOND_NUMBER, "And the Starter plan?");
    expect(second.conversation.flags).toEqual([]);
    expect(sentFrom(OUR_SECOND_NUMBER, from).length).toBeGreaterThan(before);
    expect(sentFrom(OUR_NUMBER, from)).toEqual([]);

    const { status, body } = await product.api("GET", `/api/conversations/${first.conversation.id}/ways`);
    expect({ status, body }).toEqual({
      status: 200,
      body: { items: [{ channel: "sms", address: from, conversationId: second.conversation.id }] },
    });
    // Nobody is sent to where the customer has opted out.
    expect((await product.api("GET", `/api/conversations/${second.conversation.id}/ways`)).body).toEqual({ items: [] });
  });
});

it("a toll-free number is freed by UNSTOP and not by YES, as its network has it [SMSO-1]", async () => {
  const from = newNumber();
  const yes = await say(from, TOLL_FREE, "STOP", "YES");
  expect(yes.conversation).toMatchObject({ state: "queued", flags: ["opted_out"] });
  expect(yes.messages.at(-1)).toMatchObject({ class: "human", suppressed: expect.stringContaining("opted out") });
  const unstop = await say(from, TOLL_FREE, "unstop");
  expect(unstop.conversation.flags).toEqual([]);
  expect(unstop.messages.at(-1)).toMatchObject({ class: "opt_in" });
  expect(sentFrom(TOLL_FREE, from)).toEqual([]);
});

describe("who is no customer", () => {
  it.each([
    ["72345", "I want to talk to a human, or I sue you!", "auto_generated"],
    ["72345", "HELP", "auto_generated"],
    ["ACMEBANK", "Your code is 123456", "auto_generated"],
    ["4155550100", QUESTION, "auto_generated"],
    [OUR_SECOND_NUMBER, QUESTION, "own_loop"],
    [OUR_NUMBER, "Are you there?", "own_loop"],
  ])("%s with %j is stored, labelled and never answered [SMSN-3]", async (from, body, expected) => {
    const whole = await say(from, OUR_NUMBER, body);
    expect(whole.messages.at(-1)).toMatchObject({
      author: "customer",
      class: expected,
      suppressed: expect.any(String),
    });
    expect(whole.conversation).toMatchObject({ state: "assistant", handoff: null, tickets: [] });
    expect(whole.turns).toEqual([]);
    expect(whole.messages.every(({ author }) => author === "customer")).toBe(true);
    expect(sentFrom(OUR_NUMBER, from)).toEqual([]);
  });

  it("says STOP all the same, and it counts [SMSN-3, SMSO-1]", async () => {
    const whole = await say("99887", OUR_NUMBER, "STOP");
    expect(whole.conversation.flags).toEqual(["opted_out"]);
    expect(whole.messages.at(-1)).toMatchObject({ class: "opt_out" });
  });
});
