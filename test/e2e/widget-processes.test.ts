import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Delta } from "../../src/contract/index.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, write } from "../harness/desk.ts";
import { API_TOKEN, type Beside, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, fromOperator, visit } from "../harness/visitor.ts";

let product: Product;
let other: Beside;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
  other = await product.startBeside();
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

it("two tabs of one visitor in two processes show the same, while it is written and after [RT-3]", async () => {
  const hold = createHold("text");
  product.model.script([{ reply: reply(text(LONG)), hold }]);
  const here = await visit(product);
  await here.write("Tell me everything.");
  const there = await visit(product, { session: here.session().session }, other.url);
  await hold.reached;
  const pieces = (page: typeof here) => until("a piece", () => page.all<Delta>("delta").length > 0);
  await Promise.all([pieces(here), pieces(there)]);
  hold.release();
  const answers = await Promise.all([here, there].map((page) => page.messageWhen("the answer", fromAssistant)));
  // The pages have acknowledged it at different times.
  const [one, two] = answers.map((message) => ({ ...message, delivery: null }));
  expect(one).toEqual(two);
  expect(there.messages().map(({ seq }) => seq)).toEqual(here.messages().map(({ seq }) => seq));
});

it("a takeover in one process silences an answer that another one writes, at once [RT-4, OWN-3]", async () => {
  const hold = createHold("text");
  product.model.script([{ reply: reply(text(LONG)), hold }]);
  const here = await visit(product);
  const there = await visit(product, { session: here.session().session }, other.url);
  await here.write("Tell me everything.");
  await hold.reached;
  await until("pieces", () => here.all("delta").length > 0 && there.all("delta").length > 0);
  const id = here.conversationId();
  // Whichever process has the turn, one of the two claims comes from the other.
  await act(product, id, "claim");
  const response = await fetch(`${other.url}/api/conversations/${id}/claim`, {
    method: "POST",
    headers: { Authorization: `Bearer ${API_TOKEN}` },
  });
  expect(response.status).toBe(200);
  hold.release();
  await product.model.idle();
  const cut = await there.messageWhen("what was shown", fromAssistant);
  expect(LONG.startsWith(cut.text)).toBe(true);
  expect(here.writing(cut.turnId ?? "")).toBe(cut.text);
  await write(product, id, { text: "Kim here." });
  await Promise.all([here, there].map((page) => page.messageWhen("the operator", fromOperator)));
});

it("what is said in one process comes to a visitor in the other, and goes on when hints are lost [RT-3]", async () => {
  product.model.script([{ reply: reply(text("Hello!")) }]);
  const there = await visit(product, {}, other.url);
  await there.write("Hi");
  await there.messageWhen("the answer", fromAssistant);
  const id = there.conversationId();
  await act(product, id, "claim");
  // The processes lose sight of each other, as when the database fails over.
  await product.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'switchboard sockets'`);
  await write(product, id, { text: "One." });
  await until("both to be there", async () => {
    await write(product, id, { text: "One more.", internal: true });
    return there.messages().some(({ text }) => text === "One.");
  });
  await write(product, id, { text: "Two." });
  await there.messageWhen("the next", ({ text }) => text === "Two.");
  const texts = there.messages().map(({ text }) => text);
  expect(texts).toEqual(["Hi", "Hello!", "One.", "Two."]);
});
