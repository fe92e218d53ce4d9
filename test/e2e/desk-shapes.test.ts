import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { act, addOperator, type Session, settled, write } from "../harness/desk.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { CONVERSATION_PAGE, WHOLE } from "../harness/shapes.ts";

let product: Product;
let ana: Session;
beforeAll(async () => {
  product = await startProduct();
  ana = await addOperator(product, "ana@example.com");
});
afterAll(() => product.stop());

async function say(from: string, body: string): Promise<Whole> {
  await product.twilio.text({ from, body });
  await settled(product);
  return await product.conversationOf(from);
}

/** What a conversation can have been through, each with a customer of its own. */
const STORIES: readonly [string, (from: string) => Promise<unknown>][] = [
  ["answered with sources", (from) => say(from, "What does the Pro plan cost?")],
  ["handed over", (from) => say(from, "I want to talk to a human, now")],
  [
    "with a ticket",
    async (from) => {
      const input = { category: "billing", severity: "high", summary: "Charged twice in May." };
      product.model.script([
        { reply: reply(toolUse("create_support_ticket", input)) },
        { reply: reply(text("Your ticket is open.")) },
      ]);
      await say(from, "I was charged twice in May");
    },
  ],
  [
    "answered by an operator, with a note, closed and reopened",
    async (from) => {
      const { conversation } = await say(from, "Hello");
      await write(product, conversation.id, { text: "This is Ana" }, ana);
      await write(product, conversation.id, { text: "A note", internal: true }, ana);
      await act(product, conversation.id, "close", ana);
      await say(from, "One more thing");
    },
  ],
  ["opted out", (from) => say(from, "STOP")],
  [
    "whose answer did not get out",
    async (from) => {
      product.twilio.fail({ kind: "refused", code: 21211 });
      await say(from, "Hello");
    },
  ],
  ["of a machine", (from) => say(from, "Your code is 1234")],
];
const numberOf = (index: number, story: string) => (story === "of a machine" ? "72345" : `+155514000${index}0`);
const wholes = new Map<string, Whole>();
const named = (story: string) => wholes.get(story)!;

beforeAll(async () => {
  for (const [index, [story, tell]] of STORIES.entries()) {
    const from = numberOf(index, story);
    await tell(from);
    await settled(product);
    wholes.set(story, await product.conversationOf(from));
  }
});

describe("a conversation", () => {
  it.each(STORIES.map(([story]) => story))("%s has the interface's shape, field by field", (story) => {
    WHOLE.parse(named(story));
  });

  it.each(STORIES.map(([story]) => story))(
    "%s is told in order, each number once, and none beyond its own",
    (story) => {
      const { conversation, messages, events, turns, contact } = named(story);
      const seqs = (told: readonly { seq: number }[]) => told.map(({ seq }) => seq);
      const all = [...seqs(messages), ...seqs(events)];
      expect(seqs(messages)).toEqual(seqs(messages).toSorted((a, b) => a - b));
      expect(seqs(events)).toEqual(seqs(events).toSorted((a, b) => a - b));
      expect(new Set(all).size).toBe(all.length);
      expect(Math.max(...all)).toBe(conversation.seq);
      expect(contact).toEqual(conversation.contact);
      for (const { turnId } of messages) if (turnId) expect(turns.map(({ id }) => id)).toContain(turnId);
    },
  );

  it("is the same in the list", async () => {
    const { body } = await product.api<{ items: Whole["conversation"][] }>("GET", "/api/conversations");
    CONVERSATION_PAGE.parse(body);
    const inList = new Map(body.items.map((item) => [item.id, item]));
    for (const { conversation } of wholes.values()) expect(inList.get(conversation.id)).toEqual(conversation);
  });
});

describe("a conversation that grows while it is read", () => {
  it("is whole every time: whoever has seen the last number has seen all before it", async () => {
    const from = "+15551409999";
    const { conversation } = await say(from, "Hello");
    let growing = true;
    const grow = async () => {
      for (let round = 0; round < 12; round += 1) {
        await product.twilio.text({ from, body: `Text ${round}` });
        await write(product, conversation.id, { text: `Note ${round}`, internal: true }, ana);
        await act(product, conversation.id, round % 2 ? "release" : "claim", ana);
      }
      growing = false;
    };
    const read = async () => {
      while (growing) {
        const { body } = await product.api<Whole>("GET", `/api/conversations/${conversation.id}`);
        const seqs = [...body.messages, ...body.events].map(({ seq }) => seq).sort((a, b) => a - b);
        expect(seqs).toEqual(Array.from({ length: body.conversation.seq }, (_, index) => index + 1));
      }
    };
    await Promise.all([grow(), read(), read(), read()]);
  });
});

describe("what the interface says of", () => {
  it("an answer: its turn, its sources, its delivery", () => {
    const { messages, turns } = named("answered with sources");
    expect(messages.at(-1)).toMatchObject({
      author: "assistant",
      turnId: turns[0]?.id,
      class: "human",
      suppressed: null,
      externalId: null,
      delivery: { status: "delivered", error: null },
      sources: [{ title: expect.any(String) }],
    });
    expect(turns[0]).toMatchObject({ outcome: "replied", upToSeq: messages[0]?.seq });
    expect(turns[0]?.toolCalls.map(({ tool }) => tool)).toContain("lookup_knowledge_base");
  });

  it("a handoff: why, how urgent, by what, since when", () => {
    const { conversation, messages, turns } = named("handed over");
    expect(conversation).toMatchObject({
      state: "queued",
      assignee: null,
      handoff: { priority: expect.any(String), trigger: expect.any(String), reason: expect.stringMatching(/\w/) },
    });
    expect(messages.at(-1)).toMatchObject({ author: "system", internal: false });
    expect(turns.at(-1)?.outcome).toBe("handed_off");
  });

  it("a ticket: a number for people", () => {
    expect(named("with a ticket").conversation.tickets).toEqual([
      {
        number: expect.stringMatching(/^TKT-\d+$/),
        category: "billing",
        severity: "high",
        summary: "Charged twice in May.",
        status: "open",
        url: null,
      },
    ]);
  });

  it("an engagement: one more after reopening, whose handoff is not the old one's", () => {
    const { conversation } = named("answered by an operator, with a note, closed and reopened");
    expect(conversation).toMatchObject({ engagement: 2, state: "assistant", assignee: null, handoff: null });
  });

  it("a customer's message: the provider's id, and no delivery", () => {
    const { messages } = named("answered with sources");
    expect(messages[0]).toMatchObject({ externalId: expect.stringMatching(/^SM/), delivery: null, turnId: null });
  });

  it("a failed delivery: the provider's code and words for people", () => {
    expect(named("whose answer did not get out").messages.at(-1)?.delivery).toEqual({
      status: "failed",
      error: { code: "twilio_21211", message: expect.stringMatching(/\w/) },
    });
  });

  it("a sender that proves nothing: its address is claimed, and why it got no answer is said", () => {
    const { contact, messages } = named("of a machine");
    expect(contact).toMatchObject({ address: "72345", identity: "claimed" });
    expect(messages).toMatchObject([{ class: "auto_generated", suppressed: expect.stringMatching(/\w/) }]);
    expect(named("opted out").contact.identity).toBe("verified");
  });

  it("an operator's message: no turn, and a note never leaves", () => {
    const { messages } = named("answered by an operator, with a note, closed and reopened");
    const [answer, note] = messages.filter(({ author }) => author === "operator");
    expect(answer).toMatchObject({ internal: false, turnId: null, delivery: { status: "delivered" } });
    expect(note).toMatchObject({ internal: true, turnId: null, delivery: null });
  });
});
