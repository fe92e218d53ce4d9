import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { isUniqueViolation } from "../../src/database/sql-error.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.database;
  await database.outside.operator.create({ data: { email: "ada@example.com" } });
});
afterAll(() => test.drop());

const SQL = `INSERT INTO "Operator" (id, email) VALUES (gen_random_uuid(), 'ada@example.com')`;

describe("isUniqueViolation", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["from a model's query", () => database.outside.operator.create({ data: { email: "ada@example.com" } })],
    ["from raw SQL over Prisma", () => database.outside.$executeRawUnsafe(SQL)],
    ["from pg", () => database.pool.query(SQL)],
    [
      "from a transaction",
      () => database.transaction((tx) => tx.operator.create({ data: { email: "ada@example.com" } })),
    ],
    [
      "behind an error of ours",
      () => database.pool.query(SQL).catch((cause: unknown) => Promise.reject(new Error("not stored", { cause }))),
    ],
  ])("knows one %s, and by its name", async (_from, insert) => {
    const error = await insert().catch((caught: unknown) => caught);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, "Operator_email_key")).toBe(true);
    expect(isUniqueViolation(error, "Operator_pkey")).toBe(false);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a check", () => database.outside.operator.create({ data: { email: "Ada@example.com" } })],
    ["a foreign key", () => database.outside.contactAddress.create({ data: address })],
    ["a syntax error", () => database.pool.query("SELECT FROM WHERE")],
    ["an error of ours", () => Promise.reject(new Error("unique"))],
    ["what is no error at all", () => Promise.reject("23505")],
  ])("is not fooled by %s", async (_what, attempt) => {
    const error = await attempt().catch((caught: unknown) => caught);
    expect(error).toBeDefined();
    expect(isUniqueViolation(error)).toBe(false);
  });
});

const address = {
  contactId: "00000000-0000-7000-8000-000000000000",
  channel: "sms",
  address: "+1",
  identity: "claimed",
} as const;
