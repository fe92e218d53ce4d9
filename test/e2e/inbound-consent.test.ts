import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, problemOf, settled, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const OUR_SECOND_NUMBER = "+15005550007";
const OUR_NUMBERS = `+15005550006,${OUR_SECOND_NUMBER}`;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { TWILIO_PHONE_NUMBER: OUR_NUMBERS } });
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555050${String(lastNumber).padStart(4, "0")}`;
};

/** Texts one after the other, each when all that the one before led to has come to an end. */
async function say(from: string, ...bodies: string[]) {
  for (const body of bodies) {
    await product.twilio.text({ from, body });
    await settled(product);
  }
  return await product.conversationOf(from);
}

const consentOf = (theirAddress: string, ourSender = "+15005550006") =>
  product.database.outside.consent.findFirst({ where: { channel: "sms", ourSender, theirAddress } });
const eventKinds = ({ events }: { events: readonly { kind: string }[] }) => events.map(({ kind }) => kind);

describe("a number that opts out", () => {
  it.each(["STOP", "stop", " Stop\n", "UNSUBSCRIBE", "cancel", "END", "quit", "STOPALL", "revoke", "OptOut"])(
    "by %j is not answered, and that is shown with the reason [IN-7, BEH-19]",
    async (word) => {
      const from = newNumber();
      const whole = await say(from, word);
      expect(whole.messages).toMatchObject([{ author: "customer", class: "opt_out", suppressed: expect.any(String) }]);
      expect(whole.conversation.flags).toEqual(["opted_out"]);
      expect(eventKinds(whole)).toEqual(["opened", "opted_out"]);
      expect(whole.turns).toEqual([]);
      expect(product.textsTo(from)).toEqual([]);
      expect(await consentOf(from)).toMatchObject({ optedOut: true });
    },
  );

  it("twice is told once [IN-7]", async () => {
    const whole = await say(newNumber(), "STOP", "STOP");
    expect(whole.messages).toHaveLength(2);
    expect(eventKinds(whole)).toEqual(["opened", "opted_out"]);
  });

  it("gets no answer to what it asks afterwards, but a human, who reads why [IN-7]", async () => {
    const from = newNumber();
    const { messages, conversation, turns } = await say(from, "STOP", "What does the Pro plan cost?");
    expect(messages).toMatchObject([
      { class: "opt_out" },
      { author: "customer", class: "human", suppressed: expect.stringContaining("opted out") },
    ]);
    expect(turns).toEqual([]);
    expect(conversation).toMatchObject({
      state: "queued",
      handoff: { trigger: "rule", reason: expect.stringContaining("opted out") },
    });
    expect(product.textsTo(from)).toEqual([]);
    // Once is enough.
    expect((await say(from, "Hello?")).conversation.state).toBe("queued");
    expect(product.textsTo(from)).toEqual([]);
  });

  it("cannot be written to by operators, who are told since when [IN-7]", async () => {
    const { conversation } = await say(newNumber(), "What does the Pro plan cost?", "STOP");
    const refused = problemOf(await write(product, conversation.id, { text: "But wait!" }), 409);
    expect(refused).toMatchObject({
      optedOut: true,
      detail: expect.stringContaining(new Date().toISOString().slice(0, 10)),
    });
    expect(await write(product, conversation.id, { text: "Gone.", internal: true })).toMatchObject({ status: 201 });
    const { conversation: after, messages } = await product.conversationOf(conversation.contact.address);
    expect(after).toMatchObject({ state: "assistant", assignee: null });
    expect(messages.filter(({ author, internal }) => author === "operator" && !internal)).toEqual([]);
  });

  it("stays opted out of the number it said it to, and of no other [IN-7]", async () => {
    const from = newNumber();
    await say(from, "STOP");
    await product.twilio.text({ from, to: OUR_SECOND_NUMBER, body: "What does the Pro plan cost?" });
    await until("the answer from the second number", () =>
      product.twilio.sent.find((sent) => sent.to === from && sent.from === OUR_SECOND_NUMBER),
    );
    expect(await consentOf(from, OUR_SECOND_NUMBER)).toBeNull();
  });

  it("does not reopen a closed conversation by it [IN-7]", async () => {
    const from = newNumber();
    const { conversation } = await say(from, "Hello");
    await act(product, conversation.id, "close");
    const after = await say(from, "STOP");
    expect(after.conversation).toMatchObject({ state: "closed", engagement: 1, flags: ["opted_out"] });
  });

  it.each([
    ["waits for an operator", "queued", async (from: string) => say(from, "I want to talk to a human")],
    [
      "is with an operator",
      "operator",
      async (from: string) => act(product, (await say(from, "Hello")).conversation.id, "claim"),
    ],
  ])("while it %s leaves it there [IN-7]", async (_name, state, prepare) => {
    const from = newNumber();
    await prepare(from);
    expect((await product.conversationOf(from)).conversation.state).toBe(state);
    const before = product.textsTo(from).length;
    const after = await say(from, "STOP");
    expect(after.conversation).toMatchObject({ state, flags: ["opted_out"] });
    expect(after.messages.at(-1)).toMatchObject({ class: "opt_out", suppressed: expect.any(String) });
    expect(product.textsTo(from)).toHaveLength(before);
  });

  it.each(["Please stop sending me invoices", "STOP please", "How do I cancel?", "stop!"])(
    "is not one that writes %j [IN-7]",
    async (body) => {
      const from = newNumber();
      const { messages, conversation } = await say(from, body);
      expect(messages[0]).toMatchObject({ class: "human", suppressed: null });
      expect(conversation.flags).not.toContain("opted_out");
      expect(product.textsTo(from).length).toBeGreaterThan(0);
    },
  );
});

describe("an answer that is on its way when the customer opts out", () => {
  afterEach(() => product.twilio.reset());

  it.each(["assistant", "operator"])("by the %s is not sent any more, and that is shown [IN-7]", async (author) => {
    const from = newNumber();
    product.twilio.fail({ kind: "rate_limited" }, { times: 1 });
    const whole = async () => await product.conversationOf(from);
    // The assistant does not come to speak when the operator is to.
    const hold = createHold("start");
    if (author === "operator") product.model.script([{ reply: reply(text("Too late.")), hold }]);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    if (author === "operator") {
      await hold.reached;
      expect(await write(product, (await whole()).conversation.id, { text: "Hello!" })).toMatchObject({ status: 201 });
      hold.release();
    }
    await until("a first attempt", async () => (await whole()).messages.find(({ delivery }) => delivery?.error));
    await say(from, "STOP");

    const { messages } = await whole();
    const answer = messages.find((message) => message.author === author);
    expect(answer?.delivery).toMatchObject({ status: "failed", error: { code: "opted_out" } });
    expect(product.textsTo(from)).toEqual([]);
  });
});

describe("YES and START", () => {
  it.each(["YES", "yes", "Start", "UNSTOP"])(
    "as %j of a number that never opted out is an ordinary message and gets an answer [IN-7]",
    async (word) => {
      const from = newNumber();
      const { messages, events } = await say(from, word);
      expect(messages[0]).toMatchObject({ class: "human", suppressed: null });
      expect(messages.length).toBeGreaterThan(1);
      expect(eventKinds({ events })).not.toContain("opted_in");
    },
  );

  it.each(["YES", "START", "unstop"])(
    "as %j of one that did lets us write again, and is not answered [IN-7]",
    async (word) => {
      const from = newNumber();
      const whole = await say(from, "STOP", word);
      expect(whole.messages.at(-1)).toMatchObject({ class: "opt_in", suppressed: expect.any(String) });
      expect(whole.conversation.flags).toEqual([]);
      expect(eventKinds(whole)).toEqual(["opened", "opted_out", "opted_in"]);
      expect(product.textsTo(from)).toEqual([]);
      expect(await consentOf(from)).toMatchObject({ optedOut: false });

      const after = await say(from, "What does the Pro plan cost?", "YES");
      expect(after.messages.filter(({ author }) => author === "customer").map((message) => message.class)).toEqual([
        "opt_out",
        "opt_in",
        "human",
        "human",
      ]);
      expect(product.textsTo(from).length).toBeGreaterThan(0);
    },
  );
});

describe("HELP and INFO", () => {
  it.each([
    ["HELP", [], "help"],
    ["help ", [], "help"],
    ["INFO", [], "human"],
    ["INFO", ["STOP"], "help"],
    ["HELP", ["STOP"], "help"],
    ["Help me please", [], "human"],
  ])("%j after %j is %s [IN-7]", async (word, before, expected) => {
    const { messages } = await say(newNumber(), ...before, word);
    const said = messages.findLast(({ author }) => author === "customer");
    expect(said).toMatchObject({ class: expected, suppressed: expected === "help" ? expect.any(String) : null });
    expect(messages.some(({ author }) => author !== "customer")).toBe(expected === "human");
  });
});

describe("Twilio's own verdict", () => {
  it.each([
    ["ARRET", "STOP", "opt_out", ["opted_out"]],
    ["Hilfe", "HELP", "human", []],
  ])("about %j (%s) is %s [IN-7]", async (body, OptOutType, expected, flags) => {
    const from = newNumber();
    await product.twilio.text({ from, body, extra: { OptOutType } });
    const { messages, conversation } = await say(from);
    expect(messages[0]?.class).toBe(expected);
    expect(conversation.flags).toEqual(flags);
  });

  it("on sending, when the STOP never reached us, counts like one that did [IN-7]", async () => {
    const from = newNumber();
    product.twilio.optOut("+15005550006", from);
    const { conversation, messages } = await say(from, "What does the Pro plan cost?");
    expect(conversation).toMatchObject({
      state: "queued",
      handoff: { trigger: "failure", reason: expect.stringMatching(/opted out .* START .* \(twilio_21610\)$/) },
    });
    expect(messages.findLast(({ author }) => author === "assistant")?.delivery).toMatchObject({
      status: "failed",
      error: { code: "twilio_21610" },
    });
    expect(conversation.flags).toEqual(["opted_out"]);
    problemOf(await write(product, conversation.id, { text: "Hello?" }), 409);
  });
});
