import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { lastInput, modelRequests, shapeOf, toolResults } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";

let folder: TemporaryFolder;
let product: Product;
beforeAll(async () => {
  folder = temporaryFolder();
  await mkdir(join(folder.path, "articles"));
  const article = (title: string, audience: string, body: string) =>
    `---\ntitle: ${title}\naudience: ${audience}\n---\n\n${body}\n`;
  await writeFile(join(folder.path, "articles/plans.md"), article("Plans and prices", "public", "Pro costs $49."));
  await writeFile(join(folder.path, "articles/secret.md"), article("Goodwill", "internal", "Up to $20 is fine."));
  await writeFile(join(folder.path, "policy.yaml"), "knowledge:\n  mode: prompt\n");
  product = await startProduct({ strictModel: true, env: { KNOWLEDGE_DIR: folder.path } });
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
  folder.remove();
});

it("a help centre in the prompt is not searched, grounds the answer, and is its source when it is named [CTX-2]", async () => {
  const number = "+15558700001";
  product.model.script([
    { reply: reply(toolUse("lookup_knowledge_base", { query: "Pro" })) },
    { reply: reply(text("Pro costs $49, see Plans and prices.")) },
  ]);
  await product.twilio.text({ from: number, body: "What does Pro cost?" });
  const { messages, turns } = await product.conversationWhen(number, (whole) => whole.messages.length === 2);
  expect(messages.at(-1)).toMatchObject({
    text: "Pro costs $49, see Plans and prices.",
    sources: [{ title: "Plans and prices", url: null }],
  });
  const [first, second] = modelRequests(product.model);
  expect(shapeOf(lastInput(first))).toEqual(["context", "customer_message"]);
  const system = JSON.stringify(first?.system);
  expect(system).toContain("Pro costs $49.");
  expect(system).not.toContain("Goodwill");
  expect(JSON.stringify(toolResults(lastInput(second)))).toContain("nothing more to search");
  expect(turns[0]?.toolCalls.map(({ tool }) => tool)).toEqual(["lookup_knowledge_base"]);
});
