import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage } from "../channels/widget/open-page.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

it("a restart of the server loses and doubles nothing on any of a visitor's tabs [WID-8]", async () => {
  const first = await visit(product);
  await first.write("What does the Pro plan cost?");
  await first.messageWhen("an answer", fromAssistant);
  const { session } = first.session();
  const seen = first.messages().at(-1)?.seq ?? 0;
  const conversationId = first.conversationId();
  first.close();

  // One that stays and comes back by itself, one that comes with what it has.
  const staying = openPage(`${product.url}/widget`, { auth: { session }, reconnects: true });
  await staying.connected();
  await product.stopProcess();
  const waiting = staying.say("And the Basic plan?").then(
    () => "answered",
    () => "not answered",
  );
  await product.startProcess();
  const back = await visit(product, { session, conversationId, lastSeq: seen });
  await back.write("And the Business plan?");
  await until("the answer on both", () =>
    [staying, back].every((page) =>
      page
        .messages()
        .filter(fromAssistant)
        .some(({ seq }) => seq > seen),
    ),
  );
  await waiting;
  const { messages } = await back.whole();
  const numbers = messages.map(({ seq }) => seq);
  await until("all of it on the tab that stayed", () => {
    const shown = staying.messages().map(({ seq }) => seq);
    return numbers.every((seq) => shown.includes(seq));
  });
  expect(back.messages().every(({ seq }) => seq > seen)).toBe(true);
  expect(new Set(back.messages().map(({ seq }) => seq)).size).toBe(back.messages().length);
  expect(messages.filter(({ text }) => text === "And the Basic plan?").length).toBeLessThanOrEqual(1);
  staying.close();
});

it("a message sent again after its acknowledgement was lost is one message [WID-9]", async () => {
  const page = await visit(product);
  const clientId = "0199d6a0-0000-7000-8000-000000000001";
  const answers = await Promise.all(Array.from({ length: 5 }, () => page.say("Only once, please.", clientId)));
  const ids = new Set(answers.map((answer) => answer.ok && answer.message.id));
  expect(ids.size).toBe(1);
  const { messages } = await page.whole();
  expect(messages.filter(({ author }) => author === "customer")).toHaveLength(1);
});
