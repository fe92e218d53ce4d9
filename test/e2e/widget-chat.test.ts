import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SendAnswer } from "../../channels/widget/wire.ts";
import type { Delta } from "../../src/contract/index.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { taken } from "../channels/widget/open-page.ts";
import { act, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { MESSAGE } from "../harness/shapes.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, fromOperator, type Visitor, visit } from "../harness/visitor.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const LONG = Array.from({ length: 40 }, (_, n) => `Sentence ${n} of a longer answer.`).join(" ");

describe("a chat on the website", () => {
  it("is one conversation: acknowledged as stored, answered, and seen at the desk [WID-1]", async () => {
    product.model.script([{ reply: reply(text("The Pro plan costs $49 a month.")) }]);
    const visitor = await visit(product);
    expect(visitor.session()).toMatchObject({ conversationId: null, seq: 0 });
    const message = await visitor.write("What does the Pro plan cost?");
    MESSAGE.parse(message);
    const answer = await visitor.messageWhen("an answer", fromAssistant);
    MESSAGE.parse(answer);
    expect(answer).toMatchObject({ text: "The Pro plan costs $49 a month.", turnId: expect.any(String) });
    const whole = await visitor.whole();
    expect(whole.messages.map(({ author, text }) => [author, text])).toEqual([
      ["customer", "What does the Pro plan cost?"],
      ["assistant", "The Pro plan costs $49 a month."],
    ]);
    expect(whole.conversation).toMatchObject({ channel: "widget", state: "assistant" });
    expect(whole.contact).toMatchObject({ address: "", identity: "claimed" });
    expect(whole.turns).toMatchObject([{ id: answer.turnId, outcome: "replied" }]);
  });

  it("keeps no files of a message that it has already [WIDGET-3]", async () => {
    product.model.script([{ reply: reply(text("Thank you.")) }]);
    const visitor = await visit(product);
    const folder = join(product.environment["DATA_DIR"] ?? "", "attachments");
    const kept = async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
    const clientId = randomUUID();
    const send = (content: string): Promise<SendAnswer> => {
      const attachments = [{ filename: "a.txt", contentType: "text/plain", data: Buffer.from(content) }];
      return visitor.ask("send", { clientId, text: "Here it is.", attachments });
    };
    const first = taken(await send("One"));
    const before = await kept();
    expect(taken(await send("Another one")).id).toBe(first.id);
    expect(await kept()).toBe(before);
    await visitor.messageWhen("an answer", fromAssistant);
  });

  it("shows an answer while it is written, and what was shown is what is stored [WID-2]", async () => {
    const hold = createHold("text");
    product.model.script([{ reply: reply(text(LONG)), hold }]);
    const visitor = await visit(product);
    await visitor.write("Tell me everything.");
    await hold.reached;
    const [delta] = await until("a first piece", () => {
      const deltas = visitor.all<Delta>("delta");
      return deltas.length > 0 && deltas;
    });
    expect(delta).toMatchObject({ offset: 0 });
    expect(visitor.messages().filter(fromAssistant)).toEqual([]);
    hold.release();
    const answer = await visitor.messageWhen("the answer", fromAssistant);
    expect(answer).toMatchObject({ turnId: delta?.turnId, text: LONG });
    expect(visitor.writing(answer.turnId ?? "")).toBe(LONG);
    const typing = visitor.all<{ author: string; on: boolean }>("typing");
    expect(typing[0]).toEqual({ author: "assistant", on: true });
    await until("the end of typing", () => visitor.all<{ on: boolean }>("typing").at(-1)?.on === false);
  });

  it("takes back words before a tool call, and those of an answer that broke off [WID-3]", async () => {
    const hold = createHold("text");
    product.model.script([
      {
        hold,
        reply: reply(
          text("One moment! I look at what there is about it, please stay with me here for a while."),
          toolUse("create_support_ticket", { category: "billing", severity: "low", summary: "Wants an invoice." }),
        ),
      },
      { fault: faults.cutMidText(reply(text(LONG))) },
      { reply: reply(text("Done: it is on its way.")) },
    ]);
    const visitor = await visit(product);
    await visitor.write("Please send me my invoice.");
    await hold.reached;
    await until("a piece", () => visitor.all("delta").length > 0);
    hold.release();
    const answer = await visitor.messageWhen("the answer", fromAssistant);
    expect(answer.text).toBe("Done: it is on its way.");
    expect(visitor.all("retract")).toContainEqual({ turnId: answer.turnId });
    expect(visitor.writing(answer.turnId ?? "")).toBe(answer.text);
    expect((await visitor.whole()).messages.filter(fromAssistant)).toHaveLength(1);
  });

  it("tells the desk what the visitor has got and seen [WID-4]", async () => {
    product.model.script([{ reply: reply(text("Hello!")) }]);
    const visitor = await visit(product);
    await visitor.write("Hi");
    const answer = await visitor.messageWhen("an answer", fromAssistant);
    const statusWhen = (status: string) =>
      until(`the message to be ${status}`, async () => {
        const { messages } = await visitor.whole();
        return messages.find(({ id }) => id === answer.id)?.delivery?.status === status;
      });
    await statusWhen("delivered");
    visitor.socket.emit("read", { conversationId: answer.conversationId, seq: answer.seq });
    await statusWhen("read");
    await until("the status on the page", () =>
      visitor.all<{ delivery: { status: string } }>("status").some(({ delivery }) => delivery.status === "read"),
    );
  });

  it("never shows a note, and its numbers have a gap there [WID-5]", async () => {
    product.model.script([{ reply: reply(text("Hello!")) }]);
    const visitor = await visit(product);
    await visitor.write("Hi");
    await visitor.messageWhen("an answer", fromAssistant);
    const id = visitor.conversationId();
    await act(product, id, "claim");
    await write(product, id, { text: "He is in a hurry.", internal: true });
    await write(product, id, { text: "Kim here. How can I help?" });
    const said = await visitor.messageWhen("the operator", fromOperator);
    expect(visitor.messages().map((message) => message.text)).not.toContain("He is in a hurry.");
    const again = await visit(product, { session: visitor.session().session });
    await again.messageWhen("all of it", ({ seq }) => seq === said.seq);
    expect(again.messages().map((message) => message.text)).toEqual(["Hi", "Hello!", "Kim here. How can I help?"]);
    expect(await again.ask("since", { conversationId: id, seq: 0 })).toMatchObject({
      messages: [{ text: "Hi" }, { text: "Hello!" }, { text: "Kim here. How can I help?" }],
    });
  });
});

describe("a takeover in the middle of an answer", () => {
  const takeOvers: [string, (id: string) => Promise<{ status: number }>][] = [
    ["a claim", (id) => act(product, id, "claim")],
    ["an operator's answer", (id) => write(product, id, { text: "Kim here." })],
    ["closing", (id) => act(product, id, "close")],
  ];
  it.each(takeOvers)(
    "by %s: what the visitor saw is what is stored, and no more comes [WID-6, OWN-3, BEH-15]",
    async (_, take) => {
      const hold = createHold("text");
      product.model.script([{ reply: reply(text(LONG)), hold }]);
      const visitor = await visit(product);
      await visitor.write("Tell me everything.");
      await hold.reached;
      const [{ turnId }] = await until("a piece", () => {
        const deltas = visitor.all<Delta>("delta");
        return deltas.length > 0 && (deltas as [Delta, ...Delta[]]);
      });
      expect((await take(visitor.conversationId())).status).toBeLessThan(300);
      const shown = visitor.writing(turnId);
      const deltas = visitor.all("delta").length;
      hold.release();
      await product.model.idle();
      const cut = await visitor.messageWhen("what was shown", fromAssistant);
      expect(cut).toMatchObject({ text: shown, turnId, delivery: { error: { code: "interrupted" } } });
      expect(LONG.startsWith(shown)).toBe(true);
      expect(visitor.all("delta")).toHaveLength(deltas);
      const { messages, turns } = await visitor.whole();
      expect(messages.filter(fromAssistant).map((message) => message.text)).toEqual([shown]);
      expect(turns).toMatchObject([{ outcome: "superseded" }]);
    },
  );

  it("and a release: the assistant answers what was cut off [WID-6, OWN-5]", async () => {
    const hold = createHold("text");
    product.model.script([{ reply: reply(text(LONG)), hold }]);
    const visitor = await visit(product);
    await visitor.write("Tell me everything.");
    await hold.reached;
    await until("a piece", () => visitor.all("delta").length > 0);
    await act(product, visitor.conversationId(), "claim");
    hold.release();
    await product.model.idle();
    product.model.script([{ reply: reply(text("Here it is again, in short.")) }]);
    await act(product, visitor.conversationId(), "release");
    await visitor.messageWhen("the new answer", ({ text }) => text === "Here it is again, in short.");
    expect(visitor.all<{ state: string }>("conversation").map(({ state }) => state)).toContain("operator");
  });
});

describe("a handoff", () => {
  it("is told once, in the server's words, and operators see it in the queue [WID-7, TURN-7]", async () => {
    product.model.script([
      {
        reply: reply(
          text("I will get a colleague."),
          toolUse("escalate_to_human", { reason: "Wants a person.", priority: "normal" }),
        ),
      },
    ]);
    const visitor: Visitor = await visit(product);
    await visitor.write("Can you change my plan for me?");
    await visitor.messageWhen("the handoff line", ({ author }) => author === "system");
    const { conversation, messages } = await visitor.whole();
    expect(conversation.state).toBe("queued");
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    expect(visitor.messages().map(({ author }) => author)).toEqual(["customer", "system"]);
    await until("the state on the page", () =>
      visitor.all<{ state: string }>("conversation").some(({ state }) => state === "queued"),
    );
  });
});
