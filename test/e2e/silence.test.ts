import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeSilent, SILENCE_MS } from "../../src/conversation/close-silent.ts";
import type { Prisma } from "../../src/database/generated/client.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text as words } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { act, settled } from "../harness/desk.ts";
import { customerWords, fencedWords, lastInput, modelRequests } from "../harness/model-requests.ts";
import { letter, newAddress, type Post, startPost } from "../harness/post.ts";
import type { Whole } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let post: Post;
beforeAll(async () => {
  post = await startPost();
});
afterAll(() => post.product.stop());

const wholeOf = async (id: string) => (await post.product.api<Whole>("GET", `/api/conversations/${id}`)).body;

/** As if the last word had been said so long ago. */
async function letTimePass(id: string, ms: number, change: Prisma.ConversationUpdateInput = {}): Promise<void> {
  const lastMessageAt = new Date(Date.now() - ms);
  await post.product.database.outside.conversation.update({ where: { id }, data: { ...change, lastMessageAt } });
}

const LONG_MS = SILENCE_MS + 60_000;
const QUESTION = "What does the Pro plan cost?";
const NEXT = "And how do I reset my password?";

let numbers = 0;

/** A question on a channel and its answer. */
interface Talk {
  readonly id: string;
  /** Writes again, and waits until that is answered. */
  again(): Promise<void>;
}

const CHANNELS: [string, () => Promise<Talk>][] = [
  [
    "a text",
    async () => {
      numbers += 1;
      const from = `+1555800${String(numbers).padStart(4, "0")}`;
      const says = async (body: string) => {
        const { sid } = await post.product.twilio.text({ from, body });
        await post.product.conversationWhen(from, ({ messages }) =>
          messages.some(({ externalId }) => externalId === sid),
        );
        await settled(post.product);
      };
      await says(QUESTION);
      return { id: (await post.product.conversationOf(from)).conversation.id, again: () => says(NEXT) };
    },
  ],
  [
    "a mail",
    async () => {
      const from = newAddress();
      const first = letter({ from, body: QUESTION });
      await post.deliver(first);
      const again = () => post.deliver(letter({ from, inReplyTo: first.id, body: NEXT }));
      return { id: (await post.whole(first)).conversation.id, again };
    },
  ],
  [
    "a chat",
    async () => {
      const visitor = await visit(post.product);
      const says = async (words: string) => {
        const { seq } = await visitor.write(words);
        await visitor.messageWhen("an answer", (message) => fromAssistant(message) && message.seq > seq);
        await settled(post.product);
      };
      await says(QUESTION);
      return { id: visitor.conversationId(), again: () => says(NEXT) };
    },
  ],
];

const text = async (): Promise<Talk> => (CHANNELS[0] as (typeof CHANNELS)[number])[1]();

describe("72 hours of silence", () => {
  it.each(CHANNELS)(
    "after %s close the conversation, and the next one reopens it afresh [LIFE-1, LIFE-2]",
    async (_, begin) => {
      const { id, again } = await begin();
      await letTimePass(id, LONG_MS);
      await closeSilent(post.product.database, new Date());
      const closed = await wholeOf(id);
      expect(closed.conversation).toMatchObject({ state: "closed", engagement: 1 });
      expect(closed.events.at(-1)).toMatchObject({ kind: "closed", by: null, data: { reason: "silence" } });
      expect(closed.messages).toHaveLength(2);

      const before = modelRequests(post.product.model).length;
      await again();
      const open = await wholeOf(id);
      expect(open.conversation).toMatchObject({ state: "assistant", engagement: 2 });
      expect(open.events.at(-1)).toMatchObject({ kind: "reopened", by: null });
      expect(open.messages.map(({ author }) => author)).toEqual(["customer", "assistant", "customer", "assistant"]);
      const request = modelRequests(post.product.model)[before] as MessagesRequest;
      expect(request.messages).toHaveLength(1);
      // By mail with its subject.
      expect(customerWords(lastInput(request))).toEqual([
        expect.stringMatching(`^(Subject: .*\n\n)?${RegExp.escape(NEXT)}$`),
      ]);
      expect(fencedWords("earlier_conversation", lastInput(request))).toEqual([]);
    },
  );

  it("close it once, however many look at the same time [LIFE-1]", async () => {
    const { id } = await text();
    await letTimePass(id, LONG_MS);
    await Promise.all(Array.from({ length: 4 }, () => closeSilent(post.product.database, new Date())));
    const { events } = await wholeOf(id);
    expect(events.filter(({ kind }) => kind === "closed")).toHaveLength(1);
  });

  it("that are not over yet close nothing [LIFE-1]", async () => {
    const { id } = await text();
    await letTimePass(id, SILENCE_MS - 60_000);
    await closeSilent(post.product.database, new Date());
    expect((await wholeOf(id)).conversation.state).toBe("assistant");
  });

  const kept: [string, string, (id: string) => Promise<unknown>][] = [
    ["that an operator has", "operator", (id) => act(post.product, id, "claim")],
    [
      "that waits for an operator",
      "queued",
      (id) => letTimePass(id, LONG_MS, { owner: "queued", waitingSince: new Date() }),
    ],
    ["in which something is unanswered", "assistant", (id) => letTimePass(id, LONG_MS, { answeredSeq: 0 })],
  ];
  it.each(kept)("close no conversation %s [LIFE-1]", async (_, state, prepare) => {
    const { id } = await text();
    await prepare(id);
    await letTimePass(id, LONG_MS);
    await closeSilent(post.product.database, new Date());
    expect((await wholeOf(id)).conversation.state).toBe(state);
  });

  it("close no conversation whose answer has not left [LIFE-1]", async () => {
    const from = newAddress();
    const first = letter({ from });
    const answer = post.product.mail.holdSmtp();
    await post.drop(first);
    await answer.arrived;
    const { conversation } = await post.whole(first);
    await letTimePass(conversation.id, LONG_MS);
    await closeSilent(post.product.database, new Date());
    answer.release();
    await settled(post.product);
    expect((await wholeOf(conversation.id)).conversation.state).toBe("assistant");
    expect(await post.sentTo(from)).toHaveLength(1);
  });

  it("close no conversation that the assistant is about to answer, however late it is [LIFE-1]", async () => {
    const from = "+15558009999";
    const hold = createHold("start");
    post.product.model.script([
      { fault: faults.overloaded() },
      { reply: reply(words("The Pro plan costs $49 a month.")), hold },
    ]);
    await post.product.twilio.text({ from, body: QUESTION });
    const { conversation } = await post.product.conversationOf(from);
    await hold.reached;
    await letTimePass(conversation.id, LONG_MS);
    await closeSilent(post.product.database, new Date());
    hold.release();
    await settled(post.product);
    expect((await wholeOf(conversation.id)).messages.some(fromAssistant)).toBe(true);
  });
});

describe("a conversation that was closed after silence", () => {
  it("is not reopened by an automatic reply, and stays silent [LIFE-2]", async () => {
    const from = newAddress();
    const first = letter({ from });
    await post.deliver(first);
    const { conversation } = await post.whole(first);
    await letTimePass(conversation.id, LONG_MS);
    await closeSilent(post.product.database, new Date());
    await post.deliver(letter({ from, inReplyTo: first.id, headers: ["Auto-Submitted: auto-replied"] }));
    const after = await post.whole(first);
    expect(after.conversation).toMatchObject({ state: "closed", engagement: 1 });
    expect(after.messages).toHaveLength(3);
    expect(await post.sentTo(from)).toHaveLength(1);
  });
});
