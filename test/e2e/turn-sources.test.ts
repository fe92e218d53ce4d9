import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { citedText, type Reply, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { lastInput, modelRequests } from "../harness/model-requests.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";

let folder: TemporaryFolder;
let product: Product;
beforeAll(async () => {
  folder = temporaryFolder();
  await mkdir(join(folder.path, "articles"));
  product = await startProduct({ strictModel: true, env: { KNOWLEDGE_DIR: folder.path } });
  await keep("zebras", "public", "Every workspace may keep three zebras in the north meadow, behind the blue fence.");
  await keep("giraffes", "internal", "Every workspace may keep nine giraffes in the south meadow, behind a red fence.");
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
  folder.remove();
});

const urlOf = (slug: string): string => `https://help.acme.example/${slug}`;
const ZEBRAS = { title: "About zebras", url: urlOf("zebras") };

async function keep(slug: string, audience: string, body: string): Promise<void> {
  const article = { title: `About ${slug}`, audience, body, url: urlOf(slug) };
  const { status } = await product.api("PUT", `/api/articles/${slug}`, article);
  expect([200, 201]).toContain(status);
}

let customers = 0;
const newNumber = (): string => {
  customers += 1;
  return `+1555970${String(customers).padStart(4, "0")}`;
};

/** Somebody asks, and gets this answer. */
async function asks(question: string, answers: readonly Reply[], number = newNumber()): Promise<Whole> {
  product.model.script(answers.map((one) => ({ reply: one })));
  const before = await product.database.outside.message.count({ where: { conversation: { theirAddress: number } } });
  await product.twilio.text({ from: number, body: question });
  return await product.conversationWhen(number, ({ messages }) => messages.length === before + 2);
}
const sourcesOf = ({ messages }: Whole) => messages.at(-1)?.sources;

describe("an answer's sources", () => {
  it("are the articles that it cites [GAP-8]", async () => {
    const answer = reply(citedText("Three, in the meadow.", { result: 0 }), text(" Anything else?"));
    expect(sourcesOf(await asks("How many zebras may I keep?", [answer]))).toEqual([ZEBRAS]);
  });

  it("are the one it plainly comes from when it cites none [GAP-8]", async () => {
    const answer = reply(text("You may keep three zebras per workspace, in the north meadow behind the blue fence."));
    expect(sourcesOf(await asks("How many zebras may I keep?", [answer]))).toEqual([ZEBRAS]);
  });

  it("are what a tool of the same turn found [GAP-8]", async () => {
    const search = reply(toolUse("lookup_knowledge_base", { query: "zebras" }));
    const answer = reply(text("You may keep three zebras per workspace, in the north meadow behind the blue fence."));
    expect(sourcesOf(await asks("And how about striped horses?", [search, answer]))).toEqual([ZEBRAS]);
  });

  it.each([
    ["asks back", "Which of your workspaces is this about, and do the zebras live in a meadow?"],
    ["knows nothing", "I do not know whether three zebras may live in the north meadow behind the blue fence."],
    ["says something else", "Have a nice day, and give my love to everybody in your wonderful family."],
  ])("are none when it %s [GAP-8]", async (_name, answer) => {
    expect(sourcesOf(await asks("How many zebras may I keep?", [reply(text(answer))]))).toEqual([]);
  });

  it("have no article for operators among them, for none is found [GAP-8]", async () => {
    const answer = reply(text("A workspace may keep nine giraffes in the south meadow, behind a red fence."));
    expect(sourcesOf(await asks("How many giraffes may I keep?", [answer]))).toEqual([]);
    const said = JSON.stringify(lastInput(modelRequests(product.model).at(-1)));
    expect(said).not.toContain("south meadow");
  });

  it("have no article among them that was taken back after an earlier turn found it [GAP-8]", async () => {
    const cites = reply(citedText("Three, in the meadow.", { result: 0 }));
    const whole = await asks("Hello!", [reply(text("Hello! What can I do for you?"))]);
    const number = whole.contact.address;
    await keep("lions", "public", "Every workspace may keep two lions on the hill.");
    expect(sourcesOf(await asks("How many lions on the hill?", [cites], number))?.map(({ title }) => title)).toEqual([
      "About lions",
    ]);
    await keep("lions", "internal", "Every workspace may keep two lions on the hill.");
    expect(sourcesOf(await asks("Thank you. Is that for sure?", [cites], number))).toEqual([]);
  });
});
