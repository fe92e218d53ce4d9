import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { reply, text, thinking, toolUse } from "../../src/standins/messages/reply.ts";
import { type Switchboard, startSwitchboard } from "../../src/switchboard.ts";
import { fencedWords, lastInput } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { texting } from "./texting.ts";

const OTHER_MODEL = "claude-opus-5-5";

let product: Product;
let other: Switchboard | undefined;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
});
afterAll(async () => {
  await other?.stop();
  await product.stop();
});

it("another model goes on in a segment of its own: without thinking, with what was said and done [BEH-21]", async () => {
  const writes = texting(product, "+15552600001");
  const ticket = { category: "technical", severity: "low", summary: "The export does not end." };
  const first = await writes("The export does not end.", [
    { reply: reply(thinking("That needs a ticket."), toolUse("create_support_ticket", ticket)) },
    { reply: reply(thinking("Now tell them."), text("I have opened a ticket for you.")) },
  ]);
  const [opened] = first.whole.conversation.tickets;
  await product.stopProcess();

  const config = readConfig({ ...product.environment, REPLY_MODEL: OTHER_MODEL });
  const log = createLogger("silent", { write() {} });
  other = await startSwitchboard(config, log, { burst: { quietMs: 20, atMostMs: 100 } });
  product.model.script([{ reply: reply(text("It is open.")) }, { reply: reply(text("You are welcome.")) }], {
    model: OTHER_MODEL,
  });
  const next = await writes("And my ticket?", []);
  const last = await writes("Thanks", []);

  const [asked] = next.calls;
  expect(asked).toMatchObject({ status: 200, body: { model: OTHER_MODEL } });
  expect(asked?.body.messages).toHaveLength(1);
  expect(JSON.stringify(asked?.body.messages)).not.toContain('"thinking"');
  const [earlier] = fencedWords("earlier_conversation", lastInput(asked?.body));
  expect(earlier).toBe("Customer: The export does not end.\nYou: I have opened a ticket for you.");
  expect(JSON.stringify(lastInput(asked?.body))).toContain(opened?.number);
  // It stays with the one that it has begun.
  expect(last.calls[0]?.body.messages.slice(0, 1)).toEqual(asked?.body.messages);
  expect(last.calls[0]?.status).toBe(200);
  product.model.assertDone();
});

it.each([
  ["retired", { REPLY_MODEL: "claude-3-7-sonnet-20250219" }, /REPLY_MODEL: the model \S+ is retired\. Set REPLY_MODEL/],
  ["not known", { TRIAGE_MODEL: "claude-nine" }, /TRIAGE_MODEL: the API does not know the model claude-nine/],
])("a model that is %s ends the start, with the fix [BEH-39]", async (_name, models, problem) => {
  const config = readConfig({ ...product.environment, ...models });
  await expect(startSwitchboard(config, createLogger("silent", { write() {} }))).rejects.toThrow(problem);
});
