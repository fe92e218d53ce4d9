import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerWords, lastInput, modelCalls } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  // The channel's own patience.
  product = await startProduct({ burst: undefined });
  // The first words of a process are read slowly: a second passes until every rule that looks at them is compiled.
  await product.twilio.text({ from: "+15556100000", body: "What does the Pro plan cost?" });
  await product.conversationWhen("+15556100000", ({ messages }) => messages.length > 1);
});
afterAll(() => product.stop());

/** Sends texts at these times, ms after the first, and returns when that was. */
async function textAt(number: string, times: readonly number[]): Promise<number> {
  const began = performance.now();
  const first = Date.now();
  for (const [index, time] of times.entries()) {
    await until("the time of the next text", () => performance.now() - began >= time);
    await product.twilio.text({ from: number, body: `Part ${index + 1}: what does the Pro plan cost?` });
  }
  return first;
}

/** The requests for one customer, with their time after the first text, ms. */
async function requestsFor(number: string, first: number) {
  const { conversation } = await product.conversationOf(number);
  return modelCalls(product.model)
    .filter(({ body }) => body.metadata?.user_id === conversation.id)
    .map(({ body, at }) => ({ asked: customerWords(lastInput(body)).length, atMs: at.getTime() - first }));
}

const PICTURE = "https://media.example/invoice.jpg";

/** Timers and polls of a busy machine. */
const LATE_MS = 1_500;

describe.concurrent("a burst of texts", () => {
  it.each([
    ["one text", "+15556100001", [0], 2_000],
    ["three texts in quick succession", "+15556100002", [0, 400, 800], 2_800],
  ])("is one turn, two seconds after the last: %s [TURN-2]", async (_name, number, times, dueMs) => {
    const first = await textAt(number, times);
    const { turns, messages } = await product.conversationWhen(number, (whole) =>
      whole.messages.some(({ author }) => author === "assistant"),
    );
    const requests = await requestsFor(number, first);
    expect(requests).toEqual([{ asked: times.length, atMs: expect.any(Number) }]);
    expect(requests[0]?.atMs).toBeGreaterThan(dueMs - 100);
    expect(requests[0]?.atMs).toBeLessThan(dueMs + LATE_MS);
    expect(turns).toHaveLength(1);
    expect(messages.map(({ author }) => author)).toEqual([...times.map(() => "customer"), "assistant"]);
  });

  it("that goes on is answered after six seconds all the same [TURN-2]", async () => {
    const number = "+15556100003";
    const first = await textAt(number, [0, 1_500, 3_000, 4_500, 5_800]);
    await product.conversationWhen(number, ({ messages }) => messages.some(({ author }) => author === "assistant"));
    const requests = await requestsFor(number, first);
    expect(requests).toEqual([{ asked: 5, atMs: expect.any(Number) }]);
    expect(requests[0]?.atMs).toBeGreaterThan(5_900);
    // Two seconds of quiet would have ended after 7.8.
    expect(requests[0]?.atMs).toBeLessThan(6_000 + LATE_MS);
  });
});

// By itself: those above measure time.
describe("texts and a picture in quick succession", () => {
  it("are one turn, in their order, with one answer [TURN-2, BEH-17]", async () => {
    const number = "+15556100004";
    const parts = [{ body: "I have a question" }, { body: "See this", mediaUrl: PICTURE }, { body: "What is Pro?" }];
    for (const part of parts) await product.twilio.text({ from: number, ...part });
    const { conversation, messages, turns } = await product.conversationWhen(number, (whole) =>
      whole.messages.some(({ author }) => author === "assistant"),
    );
    const requests = modelCalls(product.model).filter(({ body }) => body.metadata?.user_id === conversation.id);
    const asked = requests.map(({ body }) => customerWords(lastInput(body)));
    // What it looks up for that comes back in requests of the same turn.
    expect(asked.filter((words) => words.length > 0)).toEqual([
      ["I have a question", "See this\n[attached file: image-1.jpg]", "What is Pro?"],
    ]);
    expect(turns).toHaveLength(1);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "customer", "customer", "assistant"]);
    await until("the answer on its way", () => product.textsTo(number).length > 0);
    expect(product.textsTo(number)).toHaveLength(1);
  });
});
