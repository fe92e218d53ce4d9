import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Delta } from "../../src/contract/index.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { act, settled } from "../harness/desk.ts";
import { customerWords, lastInput, modelCalls } from "../harness/model-requests.ts";
import { type Letter, letter, newAddress, type Post, startPost } from "../harness/post.ts";
import type { Product } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let post: Post;
let product: Product;
beforeAll(async () => {
  post = await startPost({ strictModel: true, breaker: null });
  ({ product } = post);
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const QUESTION = "What does the Pro plan cost?";
const ANSWER = "The Pro plan costs $49 a month.";
const saying = (words: string): ScriptEntry => ({ reply: reply(text(words)) });
const callsOf = (conversation: string) =>
  modelCalls(product.model).filter(({ body }) => body.metadata?.user_id === conversation);
const idOf = async (mail: Letter): Promise<string> => (await post.whole(mail)).conversation.id;

const allInput = (use: Anthropic.Usage): number =>
  use.input_tokens + (use.cache_read_input_tokens ?? 0) + (use.cache_creation_input_tokens ?? 0);

describe("a refusal after some words, in a chat", () => {
  it("takes them back, says nothing of them, and is not sent again [BEH-5]", async () => {
    const words = "Here is how it is done. First you open the settings. Then you go to the plan.";
    const hold = createHold("end");
    product.model.script([{ reply: oddReplies.refusalAfter(words), hold }]);
    const visitor = await visit(product);
    await visitor.write(QUESTION);
    await hold.reached;
    const [{ turnId }] = await until("some of it on the page", () => {
      const deltas = visitor.all<Delta>("delta");
      return deltas.length > 0 && (deltas as [Delta, ...Delta[]]);
    });
    hold.release();
    await visitor.messageWhen("the handoff line", ({ author }) => author === "system");
    expect(visitor.all("retract")).toContainEqual({ turnId });
    expect(visitor.writing(turnId)).toBe("");
    const id = visitor.conversationId();
    const { messages, conversation } = await visitor.whole();
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    expect(conversation).toMatchObject({ state: "queued", handoff: { trigger: "failure" } });
    expect(JSON.stringify({ messages, conversation })).not.toContain("open the settings");

    product.model.script([saying(ANSWER)]);
    await act(product, id, "release");
    await visitor.messageWhen("an answer", fromAssistant);
    const [refused, next] = callsOf(id);
    expect(refused?.message?.stop_reason).toBe("refusal");
    expect(next?.body.messages).toHaveLength(1);
    expect(customerWords(lastInput(next?.body))).toEqual([QUESTION]);
    expect(JSON.stringify(next?.body)).not.toContain("open the settings");
  });
});

describe("an API that wants us to wait", () => {
  it("ten minutes: a chat is with a human at once, and typing ends [BEH-11]", async () => {
    product.model.script([{ fault: faults.rateLimited(600) }]);
    const visitor = await visit(product);
    const began = performance.now();
    await visitor.write(QUESTION);
    await visitor.messageWhen("the handoff line", ({ author }) => author === "system");
    expect(performance.now() - began).toBeLessThan(30_000);
    expect((await visitor.whole()).conversation).toMatchObject({ state: "queued", handoff: { trigger: "failure" } });
    await until("the end of typing", () => visitor.all<{ on: boolean }>("typing").at(-1)?.on === false);
    expect(callsOf(visitor.conversationId())).toHaveLength(1);
  });

  it("longer than a chat has patience, and shorter than a letter: the letter waits [BEH-11]", async () => {
    const wait = { fault: faults.rateLimited(120) };
    product.model.script([wait]);
    const mail = letter({ from: newAddress() });
    await post.drop(mail);
    const { outside } = product.database;
    const stored = await until("the letter", () => outside.message.findFirst({ where: { externalId: mail.id } }));
    const { conversationId } = stored;
    const refused = { conversationId, purpose: "reply", outcome: "failed" } as const;
    await until("the refused request", () => outside.modelCall.findFirst({ where: refused }));
    product.model.script([wait]);
    const visitor = await visit(product);
    await visitor.write(QUESTION);
    await visitor.messageWhen("the handoff line", ({ author }) => author === "system");

    const { conversation, turns } = await post.whole(mail);
    expect(conversation).toMatchObject({ state: "assistant", handoff: null });
    expect(turns).toMatchObject([{ endedAt: null, calls: 1 }]);
    // Nobody of this test waits as long.
    await act(product, conversation.id, "claim");
    await settled(product);
  });

  it("a moment: a letter is asked about again after it, not before, and answered [BEH-11]", async () => {
    product.model.script([{ fault: faults.rateLimited(2) }, saying(ANSWER)]);
    const from = newAddress();
    const mail = letter({ from });
    await post.deliver(mail);
    const [first, second, ...others] = callsOf(await idOf(mail));
    expect(others).toEqual([]);
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(2_000);
    expect((await post.sentTo(from)).map((sent) => sent.text)).toEqual([expect.stringContaining(ANSWER)]);
  });
});

describe("customers on three channels", () => {
  it("are asked about with the same beginning, to the byte, and the second turn reads the first from the cache [BEH-20]", async () => {
    const number = "+15552200001";
    const from = newAddress("maria");
    product.model.script(Array.from({ length: 6 }, () => saying(ANSWER)));
    const visitor = await visit(product);
    await visitor.write(QUESTION);
    await settled(product);
    await visitor.write("And the Starter plan?");
    await settled(product);
    for (const body of [QUESTION, "And the Starter plan?"]) {
      await product.twilio.text({ from: number, body });
      await product.conversationWhen(number, ({ messages }) => messages.some((message) => message.text === body));
      await settled(product);
    }
    const first = letter({ from: `Maria Muster <${from}>` });
    await post.deliver(first);
    const [answer] = await post.sentTo(from);
    await post.deliver(
      letter({ from: `Maria Muster <${from}>`, inReplyTo: answer!.id, body: "And the Starter plan?" }),
    );

    const ids = [visitor.conversationId(), (await product.conversationOf(number)).conversation.id, await idOf(first)];
    const all = ids.map((id) => callsOf(id));
    expect(all.map((calls) => calls.map(({ status }) => status))).toEqual(Array(3).fill([200, 200]));
    const beginnings = all.flat().map(({ body }) => JSON.stringify([body.model, body.tools, body.system]));
    expect(new Set(beginnings).size).toBe(1);
    const today = new Date().toISOString().slice(0, 10);
    for (const words of [today, "Maria", from, number]) expect(beginnings[0]).not.toContain(words);
    for (const [turn, next] of all) {
      expect(next?.body.messages.slice(0, turn?.body.messages.length)).toEqual(turn?.body.messages);
      expect(next?.body.messages[1]).toEqual({ role: "assistant", content: turn?.message?.content });
    }
    const [chat, sms, mail] = all.map((calls) => calls.map(({ message }) => message!.usage));
    for (const [turn, next] of [chat!, sms!]) expect(next?.cache_read_input_tokens).toBe(allInput(turn!));
    // What all have in common is there for whoever comes next; of letters nothing more is kept.
    expect(mail?.[1]?.cache_read_input_tokens).toBe(mail?.[0]?.cache_read_input_tokens);
    expect(mail?.[0]?.cache_read_input_tokens).toBeGreaterThan(0);
  });
});
