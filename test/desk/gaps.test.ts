import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keepHouse } from "../../src/housekeeping.ts";
import { reply, toolUse } from "../../src/standins/messages/reply.ts";
import { addOperator, problemOf, type Session } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
let operator: Session;
beforeAll(async () => {
  product = await startProduct();
  operator = await addOperator(product, "kim@desk.example");
});
afterEach(async () => {
  await product.database.outside.unansweredQuestion.deleteMany({});
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
});

interface Gap {
  id: string;
  question: string;
  count: number;
  conversations: number;
  firstAt: string;
  lastAt: string;
  examples: { text: string; conversationId: string; at: string }[];
  nowFound: { slug: string; title: string }[];
}

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const ZOO = "Does the workspace come with a zebra?";

let customers = 0;
async function conversation(): Promise<string> {
  customers += 1;
  const { id: contactId } = await product.database.outside.contact.create({ data: {} });
  const theirAddress = `+1555960${String(customers).padStart(4, "0")}`;
  const place = { threadKey: `gaps ${customers}`, ourAddress: "+15005550006", theirAddress };
  return (await product.database.outside.conversation.create({ data: { contactId, channel: "sms", ...place } })).id;
}

interface Asked {
  readonly text?: string;
  readonly agoMs?: number;
  readonly found?: string[];
  readonly conversationId?: string;
}
async function asked({ text = ZOO, agoMs = HOUR_MS, found = [], conversationId }: Asked = {}): Promise<string> {
  const data = {
    text,
    found,
    conversationId: conversationId ?? (await conversation()),
    turnId: randomUUID(),
    at: new Date(Date.now() - agoMs),
  };
  return (await product.database.outside.unansweredQuestion.create({ data })).id;
}

async function gaps(query = ""): Promise<Gap[]> {
  const { status, body } = await product.api<{ items: Gap[] }>("GET", `/api/knowledge/gaps${query}`);
  expect(status).toBe(200);
  return body.items;
}
const dismiss = (id: string, query = "") =>
  product.api("POST", `/api/knowledge/gaps/${id}/dismiss${query}`, undefined, operator);

describe("the list of what no article answers", () => {
  it("has each question once, the most frequent first, with its newest examples [GAP-5]", async () => {
    const again = await conversation();
    const first = await asked({ agoMs: 9 * HOUR_MS });
    for (const agoMs of [8, 7, 6, 5, 4, 3]) await asked({ agoMs: agoMs * HOUR_MS, conversationId: again });
    const other = await asked({ text: "How many penguins fit into the fridge?" });
    const items = await gaps();
    expect(items.map(({ id, count, conversations }) => ({ id, count, conversations }))).toEqual([
      { id: first, count: 7, conversations: 2 },
      { id: other, count: 1, conversations: 1 },
    ]);
    const [zoo] = items;
    expect(zoo).toMatchObject({ question: ZOO, nowFound: [] });
    expect(zoo?.examples).toHaveLength(5);
    expect(zoo?.examples[0]).toEqual({ text: ZOO, conversationId: again, at: zoo?.lastAt });
    const times = zoo?.examples.map(({ at }) => at) ?? [];
    expect(times).toEqual(times.toSorted().reverse());
    expect(Date.parse(zoo!.lastAt) - Date.parse(zoo!.firstAt)).toBeGreaterThanOrEqual(6 * HOUR_MS);
  });

  it("goes back as far, and has as many, as is asked for [GAP-5]", async () => {
    const old = await asked({ text: "Is there a penguin in the fridge?", agoMs: 40 * DAY_MS });
    const fresh = await asked({ agoMs: DAY_MS });
    expect((await gaps()).map(({ id }) => id)).toEqual([fresh]);
    expect((await gaps("?days=60")).map(({ id }) => id)).toEqual([fresh, old]);
    expect((await gaps("?days=60&limit=1")).map(({ id }) => id)).toEqual([fresh]);
  });

  it.each(["?days=0", "?days=181", "?days=x", "?limit=0"])("refuses %s [GAP-5]", async (query) => {
    problemOf(await product.api("GET", `/api/knowledge/gaps${query}`), 400);
  });

  it("is for operators alone [GAP-5]", async () => {
    problemOf(await product.api("GET", "/api/knowledge/gaps", undefined, {}), 401);
    expect((await product.api("GET", "/api/knowledge/gaps", undefined, operator)).status).toBe(200);
  });

  it("says which article answers it now: not one that was found before and is as it was [GAP-5]", async () => {
    const QUESTION = "How many zebras may a workspace keep?";
    await asked({ text: QUESTION, found: ["zebra-rules"] });
    const write = (body: string) =>
      product.api("PUT", "/api/articles/zebra-keeping", { title: "Zebras in a workspace", audience: "public", body });
    expect((await gaps())[0]?.nowFound).toEqual([]);
    expect((await write("A workspace may keep three zebras. How many more depends on the plan.")).status).toBe(201);
    const found = [{ slug: "zebra-keeping", title: "Zebras in a workspace" }];
    expect((await gaps())[0]?.nowFound).toEqual(found);

    // As it was when it did not answer: asked again since.
    await asked({ text: QUESTION, found: ["zebra-keeping"], agoMs: -1_000 });
    expect((await gaps())[0]).toMatchObject({ count: 2, nowFound: [] });
    await product.database.outside.unansweredQuestion.updateMany({ data: { at: new Date(Date.now() - HOUR_MS) } });
    expect((await write("A workspace may keep as many as seven zebras.")).status).toBe(200);
    expect((await gaps())[0]?.nowFound).toEqual(found);
    await product.api("DELETE", "/api/articles/zebra-keeping");
    expect((await gaps())[0]?.nowFound).toEqual([]);
  });

  it("never names an article that is for operators [GAP-5]", async () => {
    await asked({ text: "What is the secret handshake of giraffes?" });
    const article = { title: "The secret handshake of giraffes", audience: "internal", body: "Two nods, one bow." };
    await product.api("PUT", "/api/articles/giraffes", article);
    expect((await gaps())[0]?.nowFound).toEqual([]);
    await product.api("DELETE", "/api/articles/giraffes");
  });
});

describe("a gap that is dismissed", () => {
  it("is gone with all its questions, until it is asked again [GAP-6]", async () => {
    const id = await asked({ agoMs: 3 * HOUR_MS });
    await asked({ agoMs: 2 * HOUR_MS });
    const other = await asked({ text: "How many penguins fit into the fridge?" });
    expect(await dismiss(id)).toMatchObject({ status: 204, body: "" });
    expect((await gaps()).map((gap) => gap.id)).toEqual([other]);
    const rows = await product.database.outside.unansweredQuestion.findMany({ where: { dismissedBy: { not: null } } });
    expect(rows.map(({ dismissedBy }) => dismissedBy)).toEqual(["kim@desk.example", "kim@desk.example"]);
    expect((await dismiss(id)).status).toBe(204);
    const again = await asked({ agoMs: 0 });
    expect((await gaps()).find((gap) => gap.id === again)).toMatchObject({ count: 1, question: ZOO });
  });

  it("of a longer list goes with its older questions [GAP-6]", async () => {
    const old = await asked({ agoMs: 40 * DAY_MS });
    await asked({ agoMs: DAY_MS });
    expect((await dismiss(old, "?days=60")).status).toBe(204);
    expect(await gaps("?days=60")).toEqual([]);
  });

  it("of two who dismiss it at once is dismissed by one [GAP-6]", async () => {
    const id = await asked();
    const answers = await Promise.all([dismiss(id), dismiss(id), dismiss(id)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await gaps()).toEqual([]);
  });

  it.each([randomUUID(), "nonsense"])("must be there: %s is not [GAP-6]", async (id) => {
    problemOf(await dismiss(id), 404);
  });
});

it("a question is kept for 180 days, dismissed or not [GAP-7]", async () => {
  const before = Date.now() - 180 * DAY_MS;
  await asked({ agoMs: Date.now() - before + HOUR_MS });
  const dismissed = await asked({ agoMs: Date.now() - before + HOUR_MS });
  await product.database.outside.unansweredQuestion.update({ where: { id: dismissed }, data: { dismissedBy: "kim" } });
  const kept = await asked({ agoMs: Date.now() - before - HOUR_MS });
  expect(await keepHouse(product.database, 90)).toMatchObject({ questions: 2 });
  const left = await product.database.outside.unansweredQuestion.findMany({ select: { id: true } });
  expect(left).toEqual([{ id: kept }]);
});

describe("a customer's question", () => {
  const number = (): string => {
    customers += 1;
    return `+1555961${String(customers).padStart(4, "0")}`;
  };

  it("that no article answers is listed, and its log has none of its words [GAP-1, GAP-5]", async () => {
    const from = number();
    await product.twilio.text({ from, body: "Do your zebras wear pyjamas in Antarctica?" });
    const { conversation } = await product.conversationWhen(from, ({ messages }) => messages.length === 2);
    expect(await gaps()).toMatchObject([
      {
        question: "Do your zebras wear pyjamas in Antarctica?",
        count: 1,
        examples: [{ conversationId: conversation.id }],
      },
    ]);
    expect(product.logged.join("\n")).not.toMatch(/zebras|pyjamas/);
  });

  it.each([
    ["that an article answers", "How do I reset my password?"],
    ["of no matter", "Hello there, how are you today?"],
    ["of thanks", "Thanks a lot for your quick help!"],
  ])("%s is not [GAP-2]", async (_name, body) => {
    const from = number();
    await product.twilio.text({ from, body });
    await product.conversationWhen(from, ({ messages }) => messages.length === 2);
    expect(await gaps()).toEqual([]);
  });

  it("with which a human goes on because no article tells is listed as the assistant searched for it [GAP-2]", async () => {
    const from = number();
    await product.twilio.text({ from, body: "Hello" });
    const { conversation } = await product.conversationWhen(from, ({ messages }) => messages.length === 2);
    product.model.script(
      [
        { reply: reply(toolUse("lookup_knowledge_base", { query: "zebra insurance abroad" })) },
        {
          reply: reply(
            toolUse("escalate_to_human", {
              reason: "Asks whether zebras are insured abroad, which the help centre does not cover.",
              priority: "normal",
            }),
          ),
        },
      ],
      { conversation: conversation.id },
    );
    await product.twilio.text({ from, body: "Is my zebra insured there?" });
    await product.conversationWhen(from, (whole) => whole.conversation.state === "queued");
    expect(await gaps()).toMatchObject([{ question: "zebra insurance abroad", count: 1 }]);
  });
});
