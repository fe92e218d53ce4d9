import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationView } from "../../src/conversation/view.ts";
import type { Prisma } from "../../src/database/generated/client.ts";
import { addOperator, problemOf } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { CONVERSATION_PAGE } from "../harness/shapes.ts";

type Fields = Partial<Prisma.ConversationUncheckedCreateInput>;
interface Page {
  items: ConversationView[];
  next: string | null;
}

let product: Product;
let contactId: string;
beforeAll(async () => {
  product = await startProduct();
  contactId = (await product.database.outside.contact.create({ data: { name: "Zoë Ünal" } })).id;
});
afterAll(() => product.stop());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
let threads = 0;
function row(fields: Fields): Prisma.ConversationUncheckedCreateInput {
  threads += 1;
  const theirAddress = `+1555080${String(threads).padStart(4, "0")}`;
  const addresses = { threadKey: `thread ${threads}`, ourAddress: "+15005550006", theirAddress };
  return { contactId, channel: "sms", ...addresses, ...fields };
}
const add = async (fields: Fields) => (await product.database.outside.conversation.create({ data: row(fields) })).id;
const addMany = (count: number, fields: Fields) =>
  product.database.outside.conversation.createMany({ data: Array.from({ length: count }, () => row(fields)) });

/** One page, its shape checked. */
async function page(query: Record<string, string | number>): Promise<Page> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]),
  );
  const { status, body } = await product.api<Page>("GET", `/api/conversations?${search.toString()}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  CONVERSATION_PAGE.parse(body);
  return body;
}

/** All pages, one after the other. */
async function pages(query: Record<string, string | number>, between?: () => Promise<unknown>): Promise<Page[]> {
  const all = [await page(query)];
  for (let next = all[0]?.next; next; next = all.at(-1)?.next) {
    await between?.();
    all.push(await page({ ...query, cursor: next }));
  }
  return all;
}

const idsOf = (all: readonly Page[]) => all.flatMap(({ items }) => items.map(({ id }) => id));

describe("a long list", () => {
  beforeAll(async () => {
    await addMany(130, { lastMessageAt: new Date("2026-11-01T10:00:00.123Z"), channel: "widget" });
    await addMany(80, { lastMessageAt: new Date("2026-11-01T10:00:00.124Z"), channel: "widget" });
  });

  it("comes in pages of fifty unless told, each conversation once, also when all are of one moment [DESK-5]", async () => {
    const all = await pages({ channel: "widget" });
    expect(all.map(({ items }) => items.length)).toEqual([50, 50, 50, 50, 10]);
    expect(new Set(idsOf(all)).size).toBe(210);
  });

  it("has the newest activity first [DESK-5]", async () => {
    const times = (await pages({ channel: "widget" })).flatMap(({ items }) => items.map((item) => item.lastMessageAt));
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each([
    [1, 1],
    [200, 200],
    [201, 200],
    [1_000_000, 200],
  ])("has %i on a page when asked, two hundred at most [DESK-5]", async (limit, length) => {
    expect((await page({ channel: "widget", limit })).items).toHaveLength(length);
  });

  it("ends without an empty page when the last one is full", async () => {
    expect((await pages({ channel: "widget", limit: 70 })).map(({ items }) => items.length)).toEqual([70, 70, 70]);
  });

  it("loses and doubles nothing while new ones arrive and read ones come to life again [DESK-5]", async () => {
    const before = idsOf(await pages({ channel: "widget", limit: 200 }));
    const seen: string[] = [];
    const all = await pages({ channel: "widget", limit: 20 }, async () => {
      await add({ channel: "widget", lastMessageAt: new Date() });
      const first = before[seen.length];
      seen.push(first ?? "");
      await product.database.outside.conversation.updateMany({
        where: { id: first ?? "" },
        data: { lastMessageAt: new Date() },
      });
    });
    const ids = idsOf(all);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(before));
  });
});

describe("the queue", () => {
  it("has those first that wait longest, whatever their last message, page by page [DESK-5]", async () => {
    const waiting = [50, 40, 40, 30, 20];
    const ids: string[] = [];
    for (const [index, minutes] of waiting.entries())
      ids.push(
        await add({ owner: "queued", waitingSince: minutesAgo(minutes), lastMessageAt: minutesAgo((index * 7) % 5) }),
      );
    const all = await pages({ state: "queued", limit: 2 });
    expect(idsOf(all)).toHaveLength(5);
    const times = await Promise.all(
      idsOf(all).map((id) => product.database.outside.conversation.findUniqueOrThrow({ where: { id } })),
    );
    expect(times.map(({ waitingSince }) => Number(waitingSince))).toEqual(
      times.map(({ waitingSince }) => Number(waitingSince)).sort((a, b) => a - b),
    );
    expect(new Set(idsOf(all))).toEqual(new Set(ids));
  });
});

describe("a filter", () => {
  let mine: string;
  let closed: string;
  let mail: string;
  beforeAll(async () => {
    await addOperator(product, "ana@example.com");
    const ana = await product.database.outside.operator.findUniqueOrThrow({ where: { email: "ana@example.com" } });
    mine = await add({ owner: "operator", assigneeId: ana.id });
    closed = await add({ owner: "closed" });
    mail = await add({ channel: "email", owner: "closed" });
  });

  it.each<[Record<string, string>, () => string[]]>([
    [{ state: "operator" }, () => [mine]],
    [{ state: "closed" }, () => [mail, closed]],
    [{ channel: "email" }, () => [mail]],
    [{ state: "closed", channel: "sms" }, () => [closed]],
    [{ assignee: "ana@example.com" }, () => [mine]],
    [{ assignee: "Ana@Example.com", state: "operator" }, () => [mine]],
    [{ assignee: "ana@example.com", state: "closed" }, () => []],
    [{ assignee: "nobody@example.com" }, () => []],
    [{ state: "closed", channel: "", assignee: "", q: "", cursor: "", limit: "" }, () => [mail, closed]],
  ])("%j shows what fits, and nothing else [DESK-5]", async (query, expected) => {
    expect(idsOf([await page(query)])).toEqual(expected());
  });

  it("does not keep the assignee of another conversation [DESK-5]", async () => {
    const [item] = (await page({ assignee: "ana@example.com" })).items;
    expect(item).toMatchObject({ id: mine, state: "operator", assignee: "ana@example.com" });
  });
});

describe("a query that is wrong", () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = "0190a0a0-0000-7000-8000-000000000000";

  it.each([
    "state=open",
    "state=queued&state=closed",
    "channel=fax",
    "limit=0",
    "limit=-1",
    "limit=1.5",
    "limit=many",
    "cursor=garbage",
    "cursor=%00",
    `cursor=${cursor([1])}`,
    `cursor=${cursor([Date.now(), "no id"])}`,
    `cursor=${cursor(["2026-11-01", id])}`,
    `cursor=${cursor([Number.MAX_SAFE_INTEGER, id])}`,
    `cursor=${cursor([-8.64e15, id])}`,
    `cursor=${cursor([8.64e15 + 1, id])}`,
    `q=${"x".repeat(201)}`,
    "q=%00",
    "assignee=a%00b",
  ])("such as %s is a 400 that says so [DESK-7]", async (query) => {
    problemOf(await product.api("GET", `/api/conversations?${query}`), 400);
  });

  it("such as an escape that is none is one too, or is taken as it stands", async () => {
    const { status } = await product.api("GET", "/api/conversations?q=%E0%A4%A");
    expect([200, 400]).toContain(status);
  });
});
