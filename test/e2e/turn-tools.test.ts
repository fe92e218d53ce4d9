import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { type Reply, reply, stopReason, text, toolUse } from "../../src/standins/messages/reply.ts";
import { settled } from "../harness/desk.ts";
import { lineFor } from "../harness/handoff-line.ts";
import { lastInput, modelRequests, toolResults } from "../harness/model-requests.ts";
import { breakTable } from "../harness/outage.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";

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

const lookup = (query = "refund policy") => toolUse("lookup_knowledge_base", { query });
const TICKET = { category: "billing", severity: "high", summary: "The customer was charged twice in May." };
const ticket = (change: object = {}) => toolUse("create_support_ticket", { ...TICKET, ...change });
const escalate = (priority = "normal") => toolUse("escalate_to_human", { reason: "Asks for a person.", priority });
const QUESTION = "I was charged twice.";
const ANSWER = reply(text("Done."));

let customers = 0;

interface Played {
  readonly number: string;
  readonly whole: Whole;
  /** What the model was told after its first answer. */
  readonly results: ReturnType<typeof toolResults>;
  readonly requests: number;
}

/** One turn in which the model says this. */
async function plays(...replies: readonly Reply[]): Promise<Played> {
  customers += 1;
  const number = `+1555800${String(customers).padStart(4, "0")}`;
  return await goesOn(number, ...replies);
}

async function goesOn(number: string, ...replies: readonly Reply[]): Promise<Played> {
  const before = modelRequests(product.model).length;
  product.model.script(replies.map((said) => ({ reply: said })));
  const stored = await product.database.outside.message.count({ where: { conversation: { theirAddress: number } } });
  await product.twilio.text({ from: number, body: QUESTION });
  await product.conversationWhen(number, ({ messages }) => messages.length >= stored + 2);
  await settled(product);
  const requests = modelRequests(product.model).slice(before);
  return {
    number,
    whole: await product.conversationOf(number),
    results: toolResults(lastInput(requests[1])),
    requests: requests.length,
  };
}

/** Without the search that code makes. */
const calls = ({ whole }: Played) =>
  whole.turns.at(-1)?.toolCalls.filter(({ input }) => !JSON.stringify(input).includes(QUESTION)) ?? [];

describe("a tool call that the model got wrong", () => {
  it("of a name that does not exist is answered with the names that do [TURN-10, BEH-3]", async () => {
    const played = await plays(oddReplies.unknownTool(), ANSWER);
    expect(played.results).toMatchObject([{ is_error: true }]);
    for (const name of ["send_refund", "lookup_knowledge_base", "create_support_ticket", "escalate_to_human"])
      expect(played.results[0]?.content).toContain(name);
    expect(played.whole.messages.at(-1)?.text).toBe("Done.");
  });

  it.each(["Create_Support_Ticket", "createSupportTicket", "create-support-ticket", "CREATE_SUPPORT_TICKET"])(
    "in another spelling runs: %s [TURN-10, BEH-3]",
    async (name) => {
      const played = await plays(reply(toolUse(name, TICKET)), ANSWER);
      expect(played.whole.conversation.tickets).toMatchObject([TICKET]);
      expect(played.results).toHaveLength(1);
      expect(played.results[0]?.is_error).toBeUndefined();
    },
  );

  it.each<[string, object, string[]]>([
    ["a value that is not in the list", { category: "money" }, ["category"]],
    ["a field too few", { severity: undefined }, ["severity"]],
    ["a field too many", { refund: 49 }, ["refund"]],
    ["several at once", { category: 7, summary: "x" }, ["category", "summary"]],
    ["a text that is too long", { summary: "x".repeat(301) }, ["summary"]],
  ])("with %s is told the field, and may try again [TURN-10, BEH-3]", async (_name, change, fields) => {
    const played = await plays(reply(ticket(change)), reply(ticket()), ANSWER);
    expect(played.results).toMatchObject([{ is_error: true }]);
    for (const field of fields) expect(played.results[0]?.content).toContain(field);
    expect(played.whole.conversation.tickets).toHaveLength(1);
    expect(calls(played).map(({ isError }) => isError)).toEqual([true, false]);
  });

  it("beside a stop for another reason does not run, and is not replayed [TURN-10]", async () => {
    const played = await plays(reply(text("All set."), ticket(), stopReason("end_turn")), ANSWER);
    expect(played.whole.conversation.tickets).toEqual([]);
    expect(product.textsTo(played.number)).toEqual(["Done."]);
    const next = await goesOn(played.number, ANSWER);
    expect(next.whole.conversation.state).toBe("assistant");
  });
});

describe("a tool that breaks", () => {
  it("is answered with no word of what broke, changes nothing, and the turn goes on [TURN-7, TURN-11, BEH-2]", async () => {
    const mend = await breakTable(product, "Ticket", "INSERT");
    const played = await plays(reply(lookup(), ticket(), lookup("invoices")), ANSWER);
    await mend();
    expect(played.results.map(({ is_error: isError }) => isError === true)).toEqual([false, true, false]);
    expect(played.results[1]?.content).toBe(
      "create_support_ticket did not work because of a fault on our side. Nothing was changed.",
    );
    const { conversation, events, messages } = played.whole;
    expect(conversation).toMatchObject({ state: "assistant", tickets: [] });
    expect(events.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(messages.at(-1)?.text).toBe("Done.");
    expect(product.logged.filter((line) => line.includes("a tool failed"))).toHaveLength(1);
  });
});

describe("several tool calls in one step", () => {
  it("are answered in one message, in the order they were asked, results first [TURN-11, BEH-2]", async () => {
    const uses = [lookup("refund policy"), ticket({ category: "money" }), lookup("invoices")].map((use, index) => ({
      ...use,
      id: `toolu_${index}`,
    }));
    const played = await plays(reply(text("One moment."), ...uses), ANSWER);
    expect(played.results.map(({ tool_use_id: id, is_error: isError }) => [id, isError === true])).toEqual([
      ["toolu_0", false],
      ["toolu_1", true],
      ["toolu_2", false],
    ]);
    // What is said beside a tool call is not for the customer.
    expect(product.textsTo(played.number)).toEqual(["Done."]);
  });

  it("of the same ticket open it once [TURN-11, BEH-14]", async () => {
    const played = await plays(oddReplies.sameTicketTwice(), ANSWER);
    const [opened] = played.whole.conversation.tickets;
    expect(played.whole.conversation.tickets).toHaveLength(1);
    expect(played.results.map(({ content }) => content)).toEqual([
      `Ticket ${opened?.number} is open.`,
      `Ticket ${opened?.number} on this matter was open already.`,
    ]);
    const next = await goesOn(played.number, reply(ticket()), ANSWER);
    expect(next.results[0]?.content).toContain("was open already");
    expect(next.whole.conversation.tickets).toHaveLength(1);
    expect(next.whole.events.filter(({ kind }) => kind === "ticket_opened")).toHaveLength(1);
  });

  it.each<[string, Reply, number]>([
    ["ticket, escalate", reply(ticket(), escalate("urgent")), 2],
    ["escalate, ticket", reply(escalate("urgent"), ticket()), 2],
    ["escalate, ticket, lookup", reply(escalate("urgent"), ticket(), lookup()), 3],
    [
      "escalate, in other spellings, ticket",
      reply(toolUse("Escalate_To_Human", escalate("urgent").input), ticket()),
      2,
    ],
    ["escalate twice and a ticket", reply(escalate("urgent"), escalate(), ticket()), 2],
  ])("may end the turn: %s [TURN-11]", async (_name, said, ran) => {
    const played = await plays(said);
    const { conversation, messages, turns, events } = played.whole;
    expect(conversation).toMatchObject({
      state: "queued",
      tickets: [TICKET],
      handoff: { trigger: "model", priority: "urgent", reason: "Asks for a person." },
    });
    expect(played.requests).toBe(1);
    expect(turns).toMatchObject([{ outcome: "handed_off" }]);
    expect(calls(played)).toHaveLength(ran);
    expect(calls(played).filter(({ isError }) => isError)).toEqual([]);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    const line = await lineFor({ priority: "urgent", tickets: conversation.tickets.map(({ number }) => number) });
    expect(product.textsTo(played.number)).toEqual([line]);
    expect(events.map(({ kind }) => kind)).toEqual(["opened", "ticket_opened", "handed_off"]);
    const ended = product.logged.findLast((line) => line.includes("turn ended"));
    expect(JSON.parse(ended ?? "{}")).toMatchObject({ outcome: "handed_off" });
  });
});
