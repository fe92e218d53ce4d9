import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { citedText, reply, text, thinking } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { settled } from "../harness/desk.ts";
import { lastInput, modelCalls } from "../harness/model-requests.ts";
import { letter, newAddress, type Post, startPost } from "../harness/post.ts";
import type { Product } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";
import { numbers, texting } from "./texting.ts";

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
const newNumber = numbers("+1555250");
/** One sentence that citations have split, with markup, after some thought. */
const SPLIT: ScriptEntry = {
  reply: reply(
    thinking("They ask for the price."),
    text("The **Pro plan** costs "),
    citedText("$49", { result: 0 }),
    text(" a month.\n\n- It is billed monthly.\n- You can cancel it yourself."),
  ),
};
const MARKDOWN = "The **Pro plan** costs $49 a month.\n\n- It is billed monthly.\n- You can cancel it yourself.";
const LISTED = "The Pro plan costs $49 a month.\n\n- It is billed monthly.\n- You can cancel it yourself.";
const PLAIN = "The Pro plan costs $49 a month.\n\nIt is billed monthly.\nYou can cancel it yourself.";
const THANKS: ScriptEntry = { reply: reply(text("You are welcome.")) };

/** That what the model said went back as it was, and nothing of its citations in words of ours. */
function expectReplayed(): void {
  const [first, next] = modelCalls(product.model).slice(-2);
  expect(next?.status).toBe(200);
  expect(next?.body.messages[1]).toEqual({ role: "assistant", content: first?.message?.content });
  const ours = lastInput(next?.body).filter(({ type }) => type !== "search_result");
  expect(JSON.stringify(ours)).not.toMatch(/cit(ed|ation)/);
}

describe("one answer in three forms", () => {
  it("a text is plain, in one piece [BEH-28]", async () => {
    const writes = texting(product, newNumber());
    const { texts, whole } = await writes(QUESTION, [SPLIT]);
    expect(texts).toEqual([PLAIN]);
    expect(whole.messages.at(-1)?.sources).not.toEqual([]);
    await writes("Thanks", [THANKS]);
    expectReplayed();
  });

  it("a chat has its markup, as it was seen being written [BEH-28]", async () => {
    product.model.script([SPLIT]);
    const visitor = await visit(product);
    await visitor.write(QUESTION);
    const answer = await visitor.messageWhen("an answer", fromAssistant);
    expect(answer.text).toBe(MARKDOWN);
    expect(visitor.writing(answer.turnId ?? "")).toBe(MARKDOWN);
    product.model.script([THANKS]);
    await settled(product);
    await visitor.write("Thanks");
    await settled(product);
    expectReplayed();
  });

  it("a letter is greeted, signed and threaded, as text and as HTML [BEH-28]", async () => {
    product.model.script([SPLIT]);
    const from = newAddress();
    const mail = letter({ from: `Ann Miller <${from}>`, subject: "The price" });
    await post.deliver(mail);
    const [sent, ...others] = await post.sentTo(from);
    expect(others).toEqual([]);
    expect(sent?.header("in-reply-to")).toBe(mail.id);
    expect(sent?.header("subject")).toBe("Re: The price");
    expect(sent?.text).toBe(`Hi Ann,\n\n${LISTED}\n\nBest,\nAcme Support`);
    const bytes = product.mail.sent.findLast(({ to }) => to.includes(from))?.bytes.toString("utf8") ?? "";
    expect(bytes).toMatch(/Content-Type: text\/html/i);
    product.model.script([THANKS]);
    await post.deliver(letter({ from: `Ann Miller <${from}>`, inReplyTo: sent!.id, body: "Thanks" }));
    expectReplayed();
  });
});

describe("a text that is longer than a phone likes", () => {
  const sentence = "You find that in the settings of your workspace, under the plan. ";
  it("is asked for again, shorter, and is cut behind a sentence when it is too long again [BEH-28]", async () => {
    const long = { reply: reply(text(sentence.repeat(7).trim())) };
    const short = await texting(product, newNumber())(QUESTION, [long, { reply: reply(text(sentence.trim())) }]);
    expect(short.calls.map(({ status }) => status)).toEqual([200, 200]);
    expect(short.calls[1]?.body.messages.at(-1)).toMatchObject({ role: "system" });
    expect(short.texts).toEqual([sentence.trim()]);
    const cut = await texting(product, newNumber())(QUESTION, [long, long]);
    expect(cut.calls).toHaveLength(2);
    expect(cut.texts).toEqual([sentence.repeat(4).trim()]);
  });
});
