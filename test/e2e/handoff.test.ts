import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HANDOFF_WORDS } from "../../src/handoff/handoff-words.ts";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { type Reply, type ReplyBlock, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { CHEAP_MODEL } from "../harness/model-requests.ts";
import { signedIn } from "../harness/operators.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const TICKET = { category: "billing", severity: "high", summary: "Charged twice for October." } as const;
const ESCALATION = { reason: "Was charged twice and wants to talk.", priority: "normal" } as const;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

let customers = 0;

/** A customer who writes this, and whom the model hands over. */
async function handedOver(body: string, ...uses: readonly ReplyBlock[]): Promise<{ line: string; whole: Whole }> {
  customers += 1;
  const number = `+1555710${String(customers).padStart(4, "0")}`;
  product.model.script([{ reply: reply(...uses, toolUse("escalate_to_human", ESCALATION)) }]);
  await product.twilio.text({ from: number, body });
  const whole = await product.conversationWhen(number, ({ messages }) => messages.at(-1)?.author === "system");
  return { line: whole.messages.at(-1)?.text ?? "", whole };
}

describe("a handoff", () => {
  it("is told in the customer's language, with his ticket, and that nobody is at the desk [HAND-1, BEH-33]", async () => {
    const { line } = await handedOver(
      "Guten Tag, mir wurde der Betrag für Oktober doppelt abgebucht.",
      toolUse("create_support_ticket", TICKET),
    );
    const { opening, nobody } = HANDOFF_WORDS.de;
    expect(line).toMatch(/Ihre Vorgangsnummer ist TKT-\d+\./);
    expect(line.replace(/ Ihre Vorgangsnummer ist TKT-\d+\./, "")).toBe(`${opening.normal} ${nobody}`);
  });

  it("is told in the language of the newest message, also when the one before was in another [HAND-1, BEH-33]", async () => {
    const number = "+15557120001";
    product.model.script([{ reply: reply(text("The Pro plan costs $49 a month.")) }]);
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await product.conversationWhen(number, ({ messages }) => messages.at(-1)?.author === "assistant");
    const where = { threadKey: { contains: number } };
    // As triage tells, beside the answer.
    await product.database.outside.conversation.updateMany({ where, data: { language: "en" } });
    await product.twilio.text({ from: number, body: "Ich möchte bitte mit einem Menschen sprechen." });
    const { messages } = await product.conversationWhen(number, (whole) => whole.messages.at(-1)?.author === "system");
    expect(messages.at(-1)?.text).toContain(HANDOFF_WORDS.de.opening.normal);
  });

  it("says that nobody is there until an operator opens the desk; one who reads by token is not [HAND-3]", async () => {
    await product.api("GET", "/api/conversations");
    const { line: before } = await handedOver("Where is my refund for the second charge in October?");
    expect(before).toContain(HANDOFF_WORDS.en.nobody);
    const [kim] = await signedIn(product, "kim@acme.example");
    await product.api("GET", "/api/conversations", undefined, kim?.session);
    const { line: after } = await handedOver("Where is my refund for the second charge in October?");
    expect(after).not.toBe("");
    expect(before).toBe(`${after} ${HANDOFF_WORDS.en.nobody}`);
    const longAgo = new Date(Date.now() - 3 * 60_000);
    await product.database.outside.operator.updateMany({ data: { seenAt: longAgo } });
    const { line: later } = await handedOver("Where is my refund for the second charge in October?");
    expect(later).toBe(before);

    const page = io(`${product.url}/desk`, {
      transports: ["websocket"],
      forceNew: true,
      extraHeaders: { ...kim?.session },
    });
    await new Promise<void>((resolve) => page.once("connect", resolve));
    const { line: open } = await handedOver("Where is my refund for the second charge in October?");
    page.disconnect();
    expect(open).toBe(after);
  });

  it("brings what the operator need not find out again [HAND-2]", async () => {
    const { whole } = await handedOver(
      "I was charged $98 twice for order #20417. What is your refund policy?",
      text("We refund a **second** charge in full."),
      toolUse("create_support_ticket", TICKET),
    );
    const ticket = whole.conversation.tickets[0]?.number;
    expect(whole.conversation.handoff).toMatchObject({
      ...ESCALATION,
      trigger: "model",
      pack: {
        tried: [
          expect.stringMatching(/^Searched the help centre for the customer's words: found ".+"/),
          `Create support ticket: Ticket ${ticket} is open.`,
        ],
        articles: expect.arrayContaining([
          { title: expect.stringMatching(/refund/i), url: expect.stringMatching(/^https:/) },
        ]),
        facts: ["$98", "order #20417"],
        suggestedReply: "We refund a second charge in full.",
      },
    });
  });

  it.each<[string, Reply, string]>([
    [
      "is summed up afterwards",
      reply(text("Two charges of $49.\nWants one back.")),
      "Two charges of $49.\nWants one back.",
    ],
    ["keeps the words it had when nobody can sum it up", oddReplies.refusal(), ESCALATION.reason],
  ])("%s [HAND-4, BEH-38]", async (_what, summary, expected) => {
    customers += 1;
    const number = `+1555711${String(customers).padStart(4, "0")}`;
    product.model.script([{ reply: reply(text("Which month is it about?")) }]);
    await product.twilio.text({ from: number, body: "There are two charges of $49 on my card." });
    const { conversation } = await product.conversationWhen(
      number,
      ({ messages }) => messages.at(-1)?.author === "assistant",
    );
    product.model.script([{ reply: reply(toolUse("escalate_to_human", ESCALATION)) }]);
    const sorts = createDemoBrain();
    // Triage is asked for, too, and nobody knows which of the two comes first.
    const cheap = { reply: (request: MessagesRequest) => (request.output_config?.format ? sorts(request) : summary) };
    product.model.script([cheap, cheap], { model: CHEAP_MODEL, conversation: conversation.id });
    await product.twilio.text({ from: number, body: "October. I want one of them back." });
    const told = await product.conversationWhen(number, ({ messages }) => messages.at(-1)?.author === "system");
    const ledger = { conversationId: conversation.id, purpose: "summary" } as const;
    await until("the summary's line in the ledger", () =>
      product.database.outside.modelCall.findFirst({ where: ledger }),
    );
    const { conversation: after, messages } = await product.conversationOf(number);
    expect(after.handoff).toMatchObject({ reason: ESCALATION.reason, summary: expected });
    expect(messages.map(({ id }) => id)).toEqual(told.messages.map(({ id }) => id));
  });
});
