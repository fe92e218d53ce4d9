import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { fencedWords, lastInput, modelCalls } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let folder: TemporaryFolder;
let product: Product;
beforeAll(async () => {
  folder = temporaryFolder();
  await cp("knowledge", folder.path, { recursive: true });
  product = await startProduct({ strictModel: true, env: { KNOWLEDGE_DIR: folder.path } });
});
afterAll(async () => {
  await product.stop();
  folder.remove();
});

async function asks(number: string, body: string, messages: number) {
  product.model.script([{ reply: reply(text("It is as the article says.")) }]);
  await product.twilio.text({ from: number, body });
  const whole = await product.conversationWhen(number, (now) => now.messages.length === messages);
  return { whole, call: modelCalls(product.model).at(-1) };
}

const boundTo = ({ body }: ReturnType<typeof modelCalls>[number]) =>
  JSON.stringify([body.model, body.system, body.tools]);

it("an edited voice guide makes a new segment that knows what was said, in words [TURN-12, BEH-21]", async () => {
  const [dana, kim] = ["+15558600001", "+15558600002"];
  const first = await asks(dana, "What does the Pro plan cost?", 2);
  const second = await asks(dana, "And the Starter plan?", 4);
  const other = await asks(kim, "How do I reset my password?", 2);
  expect(second.call?.body.messages).toHaveLength(3);
  // Before the messages every request is the same, whoever asks.
  expect(new Set([first, second, other].map(({ call }) => boundTo(call!))).size).toBe(1);

  await appendFile(join(folder.path, "voice.md"), "\n\nEnd every answer with a smile.\n");
  const isRead = () => product.logged.filter((line) => line.includes("knowledge read")).length === 2;
  await until("the guide to be read again", isRead);

  const third = await asks(dana, "And how do I cancel?", 6);
  expect(third.call?.status).toBe(200);
  expect(third.call?.body.messages).toHaveLength(1);
  expect(JSON.stringify(third.call?.body.system)).toContain("End every answer with a smile.");
  const [earlier] = fencedWords("earlier_conversation", lastInput(third.call?.body));
  expect(earlier).toContain("Customer: What does the Pro plan cost?");
  expect(earlier).toContain("You: It is as the article says.");
  const segments = await product.database.outside.segment.findMany({
    where: { conversationId: third.whole.conversation.id },
    orderBy: { createdAt: "asc" },
  });
  expect(segments.map(({ closedAt }) => closedAt === null)).toEqual([false, true]);
});
