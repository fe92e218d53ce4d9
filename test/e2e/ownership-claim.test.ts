import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, problemOf, settled, write } from "../harness/desk.ts";
import { signedIn } from "../harness/operators.ts";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let customers = 0;

/** A conversation with one answered question. */
async function answered(): Promise<{ readonly id: string; readonly number: string }> {
  customers += 1;
  const number = `+1555100${String(customers).padStart(4, "0")}`;
  await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
  const { conversation } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);
  await settled(product);
  return { id: conversation.id, number };
}

async function epochOf(id: string): Promise<number> {
  return (await product.database.outside.conversation.findUniqueOrThrow({ where: { id } })).epoch;
}

describe("the epoch", () => {
  it("rises by one on claim, answer, release, close, reopen and handoff, and on nothing else [OWN-1]", async () => {
    const { id, number } = await answered();
    const say = async (body: string, messages: number): Promise<void> => {
      await product.twilio.text({ from: number, body });
      await product.conversationWhen(number, (whole) => whole.messages.length >= messages);
      await settled(product);
    };
    const steps: [name: string, rise: number, run: () => Promise<unknown>][] = [
      ["a customer's message and its answer", 0, () => say("And the Starter plan?", 4)],
      ["releasing what the assistant has", 0, () => act(product, id, "release")],
      ["an internal note", 0, () => write(product, id, { text: "Look at this later.", internal: true })],
      ["claim", 1, () => act(product, id, "claim")],
      ["claiming what is mine", 0, () => act(product, id, "claim")],
      ["an operator's message", 1, () => write(product, id, { text: "Hello, this is Kim." })],
      ["another one", 1, () => write(product, id, { text: "Are you there?" })],
      ["a customer's message to an operator", 0, () => say("Yes, I am.", 8)],
      ["release", 1, () => act(product, id, "release")],
      ["the turn that follows", 0, () => say("What does the Pro plan cost?", 10)],
      ["close", 1, () => act(product, id, "close")],
      ["closing what is closed", 0, () => act(product, id, "close")],
      ["reopen", 1, () => act(product, id, "reopen")],
      ["reopening what is open", 0, () => act(product, id, "reopen")],
      ["close again", 1, () => act(product, id, "close")],
      ["being reopened by the customer, who asks for a human", 2, () => say("I want to talk to a human", 12)],
    ];
    const risen: [string, number][] = [];
    for (const [name, , run] of steps) {
      const before = await epochOf(id);
      await run();
      risen.push([name, (await epochOf(id)) - before]);
    }
    expect(risen).toEqual(steps.map(([name, rise]) => [name, rise]));
    const { conversation, messages, events } = await product.conversationOf(number);
    expect(conversation.state).toBe("queued");
    const seqs = [...messages, ...events].map(({ seq }) => seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: conversation.seq }, (_, index) => index + 1));
  });
});

describe("twenty operators who claim at once", () => {
  it.each([
    ["from the assistant", "What does the Pro plan cost?", "assistant"],
    ["from the queue", "I want to talk to a human", "queued"],
  ])("have one winner, and the others are told who: %s [OWN-2]", async (name, body, state) => {
    const number = `+1555200000${name.length % 10}`;
    await product.twilio.text({ from: number, body });
    const { conversation } = await product.conversationWhen(number, (whole) => whole.messages.length === 2);
    expect(conversation.state).toBe(state);
    const people = await signedIn(product, ...Array.from({ length: 20 }, (_, i) => `racer-${i}@${state}.example`));

    const answers = await Promise.all(
      people.map(async ({ email, session }) => ({
        email,
        answer: await act(product, conversation.id, "claim", session),
      })),
    );

    const won = answers.filter(({ answer }) => answer.status === 200);
    expect(won.map(({ answer }) => answer.body)).toEqual([
      expect.objectContaining({ state: "operator", assignee: won[0]?.email }),
    ]);
    const lost = answers.filter(({ answer }) => answer.status !== 200);
    expect(lost.map(({ answer }) => problemOf(answer, 409)["assignee"])).toEqual(Array(19).fill(won[0]?.email));
    const { events } = await product.conversationOf(number);
    expect(events.filter(({ kind }) => kind === "claimed").map(({ by }) => by)).toEqual([won[0]?.email]);
  });

  it("count the bearer of the token as one of them, however often he asks [OWN-2]", async () => {
    const { id } = await answered();
    const people = await signedIn(product, ...Array.from({ length: 10 }, (_, i) => `mixed-${i}@race.example`));
    const before = await epochOf(id);
    const answers = await Promise.all([
      ...people.map(({ session }) => act(product, id, "claim", session)),
      ...Array.from({ length: 10 }, () => act(product, id, "claim")),
    ]);
    const winner = answers.find(({ status }) => status === 200)?.body.assignee;
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(winner === "api" ? 10 : 1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(winner === "api" ? 10 : 19);
    expect(await epochOf(id)).toBe(before + 1);
  });
});

describe("an operator who does not have the conversation", () => {
  it("can neither answer nor release nor close it, and is told who has it [OWN-2]", async () => {
    const { id } = await answered();
    const [owner, other] = await signedIn(product, "owner@desk.example", "other@desk.example");
    await act(product, id, "claim", owner!.session);
    for (const answer of [
      await act(product, id, "claim", other!.session),
      await act(product, id, "release", other!.session),
      await act(product, id, "close", other!.session),
      await write(product, id, { text: "Let me help." }, other!.session),
    ])
      expect(problemOf(answer, 409)["assignee"]).toBe("owner@desk.example");
    expect((await act(product, id, "close", owner!.session)).status).toBe(200);
  });
});
