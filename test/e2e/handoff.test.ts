import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HANDOFF_WORDS } from "../../src/handoff/handoff-words.ts";
import { type ReplyBlock, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { signedIn } from "../harness/operators.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";

const TICKET = { category: "billing", severity: "high", summary: "Charged twice for October." } as const;
const ESCALATION = { reason: "Was charged twice and wants to talk.", priority: "normal" } as const;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.model.assertDone());
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
  it("is told in the customer's language, with his ticket, and that nobody is at the desk [HAND-1]", async () => {
    const { line } = await handedOver(
      "Guten Tag, mir wurde der Betrag für Oktober doppelt abgebucht.",
      toolUse("create_support_ticket", TICKET),
    );
    const { opening, nobody } = HANDOFF_WORDS.de;
    expect(line).toMatch(/Ihre Vorgangsnummer ist TKT-\d+\./);
    expect(line.replace(/ Ihre Vorgangsnummer ist TKT-\d+\./, "")).toBe(`${opening.normal} ${nobody}`);
  });

  it("says nothing of an empty desk while an operator has it open, and is nobody's fault who only reads by token [HAND-3]", async () => {
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
});
