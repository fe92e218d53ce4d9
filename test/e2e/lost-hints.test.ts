import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, write } from "../harness/desk.ts";
import { type Beside, type Product, startProduct } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let product: Product;
let other: Beside;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
  other = await product.startBeside();
});
afterAll(() => product.stop());

it("what another process has said and could not tell of is shown within seconds, also to who had no conversation [RT-5]", async () => {
  product.model.script([{ reply: reply(text("Hello!")) }]);
  const here = await visit(product);
  const there = await visit(product, { session: here.session().session }, other.url);
  const before = await visit(product);
  const after = await visit(product, { session: before.session().session }, other.url);
  await here.write("Hi");
  await there.messageWhen("the answer", fromAssistant);
  await act(product, here.conversationId(), "claim");

  // The processes lose sight of each other for a moment: as when one dies before it has told what it did.
  await product.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'switchboard sockets'`);
  await write(product, here.conversationId(), { text: "Kim here." });
  product.model.script([{ reply: reply(text("Good evening!")) }]);
  await before.write("Is anybody there?");

  await there.messageWhen("the operator's words", (message) => message.text === "Kim here.");
  await after.messageWhen("the answer to the first message", fromAssistant);
  expect(there.messages().map((message) => message.text)).toEqual(["Hi", "Hello!", "Kim here."]);
  expect(after.messages().map((message) => message.text)).toEqual(["Is anybody there?", "Good evening!"]);
});
