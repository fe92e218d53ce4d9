import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationView } from "../../src/conversation/view.ts";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

interface Seed {
  readonly name?: string;
  readonly address: string;
  readonly subject?: string;
  readonly texts: readonly string[];
}

const SEEDS = {
  ana: {
    name: "Ana María Ößling",
    address: "+15550901111",
    texts: ["My invoice from October is wrong", "It says 100%"],
  },
  bob: { address: "+15550902222", subject: "Re: the_broken_import", texts: ["The import is broken"] },
  eve: { address: "+15550903333", texts: [`Robert'); DROP TABLE "Message"; --`, String.raw`C:\temp\new`] },
  ivan: { address: "ivan_1@example.com", texts: ["Где мой счёт? 🎉"] },
} as const satisfies Record<string, Seed>;
type Who = keyof typeof SEEDS;

const ids = new Map<string, Who>();
let ticket: number;

async function seed(who: Who, { name, address, subject, texts }: Seed): Promise<void> {
  const { outside } = product.database;
  const contact = await outside.contact.create({ data: { name: name ?? null } });
  const { id } = await outside.conversation.create({
    data: {
      contactId: contact.id,
      channel: "sms",
      threadKey: address,
      ourAddress: "+15005550006",
      theirAddress: address,
      subject: subject ?? null,
      seq: texts.length,
    },
  });
  ids.set(id, who);
  for (const [index, text] of texts.entries())
    await outside.message.create({
      data: {
        conversationId: id,
        seq: index + 1,
        engagement: 1,
        author: "customer",
        text,
        fullText: text,
        at: new Date(),
      },
    });
  if (who !== "bob") return;
  const { number } = await outside.ticket.create({
    data: { conversationId: id, matter: "import", category: "technical", severity: "low", summary: "Import" },
  });
  ticket = number;
}

beforeAll(async () => {
  for (const [who, about] of Object.entries(SEEDS)) await seed(who as Who, about);
});

const names = (items: readonly ConversationView[]): string[] =>
  items.map(({ id }) => ids.get(id) ?? id).toSorted((a, b) => a.localeCompare(b));

async function found(q: string): Promise<string[]> {
  const search = new URLSearchParams({ q });
  const { status, body } = await product.api<{ items: ConversationView[] }>(
    "GET",
    `/api/conversations?${search.toString()}`,
  );
  expect({ status, body }).toMatchObject({ status: 200 });
  return names(body.items);
}

describe("a search", () => {
  it.each<[string, string, readonly Who[]]>([
    ["a word of a message", "invoice", ["ana"]],
    ["a word in another case", "INVOICE", ["ana"]],
    ["several words, in any order", "october invoice", ["ana"]],
    ["words that stand in no one message together", "invoice import", []],
    ["a phrase", '"invoice from october"', ["ana"]],
    ["a word of another alphabet", "счёт", ["ivan"]],
    ["either of two words", "invoice or import", ["ana", "bob"]],
    ["a part of a number", "0902", ["bob"]],
    ["a whole number", "+15550903333", ["eve"]],
    ["a part of a mail address", "@EXAMPLE", ["ivan"]],
    ["a part of a name", "maría ö", ["ana"]],
    ["a part of a subject", "broken_imp", ["bob"]],
    ["blanks around", "  invoice  ", ["ana"]],
    ["nothing that is there", "unicorn", []],
  ])("finds %s [DESK-5]", async (_name, q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it("finds a ticket by its number, however it is written [DESK-5]", async () => {
    for (const q of [`TKT-${ticket}`, `tkt-${ticket}`, `${ticket}`]) expect(await found(q)).toEqual(["bob"]);
    expect(await found(`TKT-${ticket + 1}`)).toEqual([]);
  });

  it.each<[string, readonly Who[]]>([
    ["%", []],
    ["_", ["bob", "ivan"]],
    ["%_%", []],
    ["+1555090____", []],
    ["\\", []],
    ["ivan\\_1", []],
  ])("takes %j as it stands, not as a pattern [DESK-5]", async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it.each([
    `'; DROP TABLE "Message"; --`,
    `' OR '1'='1`,
    `") OR TRUE --`,
    "$1",
    "a & b | !c",
    "((((",
    ":*",
    "a <-> b",
    "-",
    '"',
    "\\",
    "\\'",
    "🎉",
    "\ud800",
    "\u202e",
    "TKT-99999999999999999999",
    "999999999",
    "x ".repeat(100),
  ])("takes %j for words and nothing else [DESK-5]", async (q) => {
    await found(q);
    expect(await product.database.outside.message.count()).toBe(6);
  });

  it("goes with a filter and pages [DESK-5]", async () => {
    const all: ConversationView[] = [];
    for (let cursor = ""; ; ) {
      const path = `/api/conversations?q=%2B1555090&channel=sms&limit=1&cursor=${cursor}`;
      const { body } = await product.api<{ items: ConversationView[]; next: string | null }>("GET", path);
      all.push(...body.items);
      if (!body.next) break;
      cursor = body.next;
    }
    expect(names(all)).toEqual(["ana", "bob", "eve"]);
    const { body } = await product.api<{ items: unknown[] }>("GET", "/api/conversations?q=invoice&state=closed");
    expect(body.items).toEqual([]);
  });
});
