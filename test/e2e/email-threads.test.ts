import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, settled, write } from "../harness/desk.ts";
import { customerWords, modelRequests } from "../harness/model-requests.ts";
import { type Letter, letter, newAddress, newName, type Post, startPost } from "../harness/post.ts";
import { OUR_MAILBOX } from "../harness/product.ts";

let post: Post;
beforeAll(async () => {
  post = await startPost();
});
afterAll(() => post.product.stop());

/** Somebody writes, and the assistant has answered. */
async function answered(from = newAddress(), parts: Partial<Parameters<typeof letter>[0]> = {}) {
  const first = letter({ from, ...parts });
  await post.deliver(first);
  const [answer] = await post.sentTo(from);
  if (!answer) throw new Error("nobody answered");
  const { conversation } = await post.whole(first);
  return { from, first, answer, id: conversation.id };
}

/** The id of the conversation that a mail is in. */
const placeOf = async (mail: Letter): Promise<string> => (await post.whole(mail)).conversation.id;

describe("a mail", () => {
  it("opens a conversation and gets one answer, which joins its thread [MAIL-1]", async () => {
    const root = newName();
    const first = letter({ from: "Ada Lovelace <Ada@Customer.example>", subject: "Pro plan", references: [root] });
    await post.deliver(first);
    const { conversation, messages, turns } = await post.whole(first);
    expect(conversation).toMatchObject({
      channel: "email",
      state: "assistant",
      subject: "Pro plan",
      contact: { name: "Ada Lovelace", address: "ada@customer.example", identity: "claimed" },
    });
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(messages[0]).toMatchObject({ externalId: first.id, class: "human", suppressed: null, delivery: null });
    expect(messages[1]).toMatchObject({ delivery: { status: "sent", error: null } });
    expect(turns).toMatchObject([{ outcome: "replied" }]);

    const sent = await post.sentTo("ada@customer.example");
    expect(sent).toHaveLength(1);
    const [answer] = sent;
    expect(answer?.envelope).toEqual({ from: OUR_MAILBOX, to: ["ada@customer.example"] });
    expect(answer?.header("from")).toContain(`<${OUR_MAILBOX}>`);
    expect(answer?.header("subject")).toBe("Re: Pro plan");
    expect(answer?.header("in-reply-to")).toBe(first.id);
    expect(answer?.header("references")?.split(/\s+/)).toEqual([root, first.id]);
    expect(answer?.header("auto-submitted")).toBe("auto-replied");
  });

  it("is answered by the assistant to its sender alone, and by an operator to all whom it went to [MAIL-2]", async () => {
    const [kim, lee] = [newAddress("kim"), newAddress("lee")];
    const { from, id, first } = await answered(newAddress(), { to: `${OUR_MAILBOX}, ${kim}`, cc: lee });
    expect(await post.sentTo(kim)).toEqual([]);
    await write(post.product, id, { text: "Robin here, from support." });
    await settled(post.product);
    const [, answer] = await post.sentTo(from);
    expect(answer?.envelope.to).toEqual([from, kim, lee]);
    expect(answer?.text).toBe("Robin here, from support.");
    expect(answer?.header("auto-submitted")).toBeNull();
    expect(answer?.header("x-auto-response-suppress")).toBeNull();
    expect(answer?.header("in-reply-to")).toBe(first.id);
    expect(answer?.header("cc")).toContain(lee);
  });

  it("is answered where its author wants answers [MAIL-2]", async () => {
    const [from, elsewhere] = [newAddress(), newAddress("elsewhere")];
    const first = letter({ from, replyTo: elsewhere });
    await post.deliver(first);
    expect((await post.sentTo(elsewhere)).map(({ envelope }) => envelope.to)).toEqual([[elsewhere]]);
    expect(await post.sentTo(from)).toEqual([]);
    // A form on a website writes each of its mails so, and nobody reads its own address.
    const second = letter({ from, replyTo: elsewhere, inReplyTo: first.id });
    await post.deliver(second);
    expect(await post.sentTo(elsewhere)).toHaveLength(2);
    expect(await post.sentTo(from)).toEqual([]);
  });
});

describe("a further mail", () => {
  const ways: [string, (of: Awaited<ReturnType<typeof answered>>) => Partial<Parameters<typeof letter>[0]>][] = [
    ["In-Reply-To our answer", ({ answer }) => ({ inReplyTo: answer.id })],
    ["References to our answer", ({ answer, first }) => ({ references: [first.id, answer.id] })],
    ["In-Reply-To his own mail", ({ first }) => ({ inReplyTo: first.id })],
    ["References to his own mail behind others", ({ first }) => ({ references: [first.id, newName(), newName()] })],
  ];
  it.each(ways)("joins its conversation by %s, and is answered there [MAIL-3]", async (_, namesOf) => {
    const thread = await answered();
    const second = letter({ from: thread.from, ...namesOf(thread), body: "And the Starter plan?" });
    await post.deliver(second);
    const { conversation, messages } = await post.whole(second);
    expect(conversation.id).toBe(thread.id);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant", "customer", "assistant"]);
    const [, answer] = await post.sentTo(thread.from);
    expect(answer?.header("in-reply-to")).toBe(second.id);
  });

  it("joins the nearest ancestor's when it refers to two conversations [MAIL-3]", async () => {
    const older = await answered();
    const newer = await answered(older.from);
    expect(newer.id).not.toBe(older.id);
    const near = letter({ from: older.from, references: [newer.first.id, older.first.id] });
    await post.deliver(near);
    expect(await placeOf(near)).toBe(older.id);
  });

  it("joins by an ancestor that nobody here has seen [MAIL-3]", async () => {
    const { from, first, id } = await answered();
    // A colleague has answered it from his own mailbox, and we know that mail by name only.
    const colleague = newName();
    const second = letter({ from, inReplyTo: colleague, references: [first.id, colleague] });
    const third = letter({ from, inReplyTo: colleague });
    await post.deliver(second);
    await post.deliver(third);
    expect(await post.conversationsOf([second, third])).toEqual([id, id]);
  });

  it("from another address joins by the name of our mail, and a human gets it [MAIL-4]", async () => {
    const { answer, id } = await answered();
    const elsewhere = newAddress("elsewhere");
    const second = letter({ from: elsewhere, inReplyTo: answer.id });
    await post.deliver(second);
    const { conversation, messages } = await post.whole(second);
    expect(conversation).toMatchObject({ id, state: "queued", handoff: { trigger: "rule" } });
    expect(messages.at(-1)).toMatchObject({ author: "system" });
    expect((await post.sentTo(elsewhere)).map(({ text }) => text)).toEqual([messages.at(-1)?.text]);
  });

  it("with a forged name of ours does not join [MAIL-4]", async () => {
    const { answer, id } = await answered();
    const forged = answer.id.replace(/\.[0-9a-f]{16}@/, ".0123456789abcdef@");
    expect(forged).not.toBe(answer.id);
    const second = letter({ from: newAddress("stranger"), inReplyTo: forged });
    await post.deliver(second);
    expect(await placeOf(second)).not.toBe(id);
  });

  it("of a thread is one of one conversation, however many come at once, over two processes [MAIL-5, MAIL-13]", async () => {
    const beside = await post.product.startBeside();
    const from = newAddress();
    const root = newName();
    const letters = Array.from({ length: 6 }, (_, n) =>
      letter({ from, references: [root], body: `Question ${n}: what does the Pro plan cost?` }),
    );
    await post.deliver(...letters);
    expect(post.product.mail.connections()).toBe(1);
    expect(new Set(await post.conversationsOf(letters)).size).toBe(1);
    const { messages } = await post.whole(letters[0]!);
    const theirs = messages.filter(({ author }) => author === "customer");
    expect(theirs.map(({ externalId }) => externalId)).toEqual(letters.map(({ id }) => id));
    await beside.stop();
  });
});

describe("a stranger who quotes somebody else's Message-ID", () => {
  it("gets a conversation of his own and learns nothing [MAIL-6]", async () => {
    const victim = await answered();
    const stranger = letter({ from: newAddress("stranger"), inReplyTo: victim.first.id, body: "What did I ask you?" });
    await post.deliver(stranger);
    const { conversation, messages } = await post.whole(stranger);
    expect(conversation.id).not.toBe(victim.id);
    expect(messages.filter(({ author }) => author === "customer").map(({ text }) => text)).toEqual([
      "What did I ask you?",
    ]);
    const asked = modelRequests(post.product.model).at(-1);
    expect(asked?.messages.flatMap(({ content }) => customerWords(content as never))).toEqual([
      "Subject: Question\n\nWhat did I ask you?",
    ]);
    expect((await post.whole(victim.first)).messages).toHaveLength(2);
  });

  it("and copies him in does not draw his mails away [MAIL-6]", async () => {
    const victim = await answered();
    const bait = letter({ from: newAddress("stranger"), inReplyTo: victim.first.id, cc: victim.from });
    await post.deliver(bait);
    const second = letter({ from: victim.from, inReplyTo: victim.first.id });
    await post.deliver(second);
    expect(await placeOf(second)).toBe(victim.id);
  });
});

describe("somebody in copy who answers", () => {
  const SECRET = "My card was charged twice, says Kim.";

  it("joins, and a human gets it: told once, and not to the assistant [MAIL-7]", async () => {
    const kim = newAddress("kim");
    const thread = await answered(newAddress(), { cc: kim });
    const theirs = letter({ from: `Kim <${kim}>`, inReplyTo: thread.first.id, cc: thread.from, body: SECRET });
    const again = letter({ from: `Kim <${kim}>`, inReplyTo: theirs.id, body: "Hello?" });
    await post.deliver(theirs);
    await post.deliver(again);
    const { conversation, messages, events } = await post.whole(theirs);
    expect(conversation).toMatchObject({
      id: thread.id,
      state: "queued",
      contact: { address: thread.from },
      handoff: { trigger: "rule", reason: expect.stringContaining("other than the customer") },
    });
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant", "customer", "system", "customer"]);
    expect(events.filter(({ kind }) => kind === "handed_off")).toHaveLength(1);
    const line = messages[3]?.text;
    expect((await post.sentTo(kim)).map(({ text }) => text)).toEqual([line]);
    expect(await post.sentTo(thread.from)).toHaveLength(1);
  });

  it("is answered by an operator together with the customer [MAIL-2]", async () => {
    const kim = newAddress("kim");
    const thread = await answered(newAddress(), { cc: kim });
    await post.deliver(letter({ from: kim, inReplyTo: thread.first.id, cc: thread.from }));
    // The operator sees beforehand who wrote, and whom his answer goes to.
    const { body } = await post.product.api("GET", `/api/conversations/${thread.id}/letters`);
    expect(body).toMatchObject({
      answer: { to: kim, copies: [thread.from] },
      letters: [
        { from: thread.from, copies: [kim] },
        { from: kim, copies: [thread.from] },
      ],
    });
    await write(post.product, thread.id, { text: "Dear both." });
    await settled(post.product);
    expect((await post.sentTo(kim)).at(-1)).toMatchObject({ text: "Dear both.", envelope: { to: [kim, thread.from] } });
  });

  it("does not get what the assistant answers the customer [MAIL-2]", async () => {
    const kim = newAddress("kim");
    const thread = await answered(newAddress(), { cc: kim });
    await act(post.product, thread.id, "claim");
    const question = letter({ from: thread.from, inReplyTo: thread.answer.id, body: "And how do I cancel?" });
    await post.deliver(question, letter({ from: kim, inReplyTo: thread.first.id, cc: thread.from }));
    await act(post.product, thread.id, "release");
    await settled(post.product);
    expect(await post.sentTo(kim)).toEqual([]);
    const [, answer] = await post.sentTo(thread.from);
    expect(answer?.header("in-reply-to")).toBe(question.id);
  });

  it("is not heard by the assistant that has the conversation back [MAIL-7, BEH-26]", async () => {
    const kim = newAddress("kim");
    const thread = await answered(newAddress(), { cc: kim });
    const theirs = letter({ from: kim, inReplyTo: thread.first.id, cc: thread.from, body: SECRET });
    await post.deliver(theirs);
    await act(post.product, thread.id, "release");
    await settled(post.product);
    const before = modelRequests(post.product.model).length;
    await post.deliver(letter({ from: thread.from, inReplyTo: theirs.id, body: "And how do I cancel?" }));
    const asked = modelRequests(post.product.model).slice(before);
    expect(asked.length).toBeGreaterThan(0);
    expect(JSON.stringify(asked)).toContain("And how do I cancel?");
    expect(JSON.stringify(asked)).not.toContain("charged twice");
    expect((await post.whole(theirs)).conversation.state).toBe("assistant");
  });
});
