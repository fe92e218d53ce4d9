import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PayloadError, SendError } from "../src/contract/index.ts";
import { Prisma } from "../src/database/generated/client.ts";
import { createLogger } from "../src/log.ts";
import { createTestDatabase } from "./harness/database.ts";

const SECRET = "my-card-is-4111111111111111";

/** The line about an error, as it is written. */
function lineAbout(error: unknown): string {
  const lines: string[] = [];
  createLogger("trace", { write: (line: string) => void lines.push(line) }).error({ err: error }, "it failed");
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("it did not throw");
}

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => {
      throw new Error("it did not reject");
    },
    (error: unknown) => error,
  );
}

describe("an error in the log quotes nothing", () => {
  const known = new Prisma.PrismaClientKnownRequestError(`Unique constraint failed: ${SECRET}`, {
    code: "P2002",
    clientVersion: "7",
  });
  const wide: unknown = SECRET;

  it.each<[string, () => unknown]>([
    ["a parser's, of JSON", () => thrownBy(() => JSON.parse(`{"text": ${SECRET}}`))],
    ["a schema's", () => thrownBy(() => z.strictObject({ a: z.literal(1) }).parse({ a: 2, [SECRET]: 1 }))],
    ["an escape's", () => thrownBy(() => decodeURIComponent(`${SECRET}%E0%A4%A`))],
    ["the language's, that quotes a value", () => thrownBy(() => "length" in (wide as object))],
    ["the language's, about a property of a text", () => thrownBy(() => Object.assign(wide as object, { length: 1 }))],
    ["Node's, that says what it received", () => thrownBy(() => Buffer.from("x").fill("x", wide as number))],
    ["a header's", () => thrownBy(() => new Headers({ authorization: `Bearer ${SECRET}\n!` }))],
    ["an address's", () => thrownBy(() => new Request(SECRET))],
    ["Prisma's, known", () => known],
    ["Prisma's, unknown", () => new Prisma.PrismaClientUnknownRequestError(SECRET, { clientVersion: "7" })],
    ["Prisma's, of validation", () => new Prisma.PrismaClientValidationError(SECRET, { clientVersion: "7" })],
    ["the model's", () => new Anthropic.BadRequestError(400, { error: SECRET }, SECRET, new Headers())],
    ["one whose cause quotes", () => new Error("It could not be read", { cause: new SyntaxError(SECRET) })],
    ["one whose cause is a text", () => new Error("It could not be read", { cause: SECRET })],
    ["one that descends from one that quotes", () => new (class Odd extends SyntaxError {})(SECRET)],
    ["one with a place in its words", () => new SyntaxError(`Bad\n    at ${SECRET}\n    at f (/x.ts:1:2)`)],
    ["one with other members", () => Object.assign(new Error("Refused"), { body: SECRET, config: { token: SECRET } })],
    ["one whose code is text", () => Object.assign(new Error("Refused"), { code: `${SECRET} is taken` })],
    ["one of many", () => new AggregateError([new SyntaxError(SECRET)], "All failed")],
    ["a text that was thrown", () => SECRET],
    ["a thing that was thrown", () => ({ message: SECRET })],
    ["nothing that was thrown", () => null],
  ])("%s [LOG-1]", (_name, error) => {
    expect(lineAbout(error())).not.toContain(SECRET);
  });

  it.each<[string, string]>([
    ["a value that does not fit", `SELECT '${SECRET}'::int`],
    ["a statement that is wrong", `SELEC '${SECRET}'`],
    [
      "a raised exception",
      `DO $$ BEGIN RAISE EXCEPTION '%', '${SECRET}' USING DETAIL = '${SECRET}', HINT = '${SECRET}'; END $$`,
    ],
    [
      "a unique row",
      `INSERT INTO "Operator" (id, email) SELECT gen_random_uuid(), '${SECRET}' FROM generate_series(1, 2)`,
    ],
    [
      "a row that a check refuses",
      `INSERT INTO "Operator" (id, email) VALUES (gen_random_uuid(), '${SECRET.toUpperCase()}')`,
    ],
  ])("the database's, about %s, from the driver and from Prisma [LOG-1]", async (_name, statement) => {
    const { database, drop } = await createTestDatabase();
    const errors = [
      await rejectionOf(database.pool.query(statement)),
      await rejectionOf(database.outside.$executeRawUnsafe(statement)),
      await rejectionOf(database.transaction(async (tx) => await tx.$executeRawUnsafe(statement))),
    ];
    await drop();
    for (const error of errors) expect(lineAbout(error).toLowerCase()).not.toContain(SECRET);
  });
});

describe("an error in the log tells what helps", () => {
  const about = (error: unknown) => JSON.parse(lineAbout(error)).err;

  it("its kind and where it happened, whatever it is", () => {
    expect(about(new SyntaxError(SECRET))).toEqual({
      type: "SyntaxError",
      stack: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+/),
    });
  });

  it("the database's code", async () => {
    const { database, drop } = await createTestDatabase();
    const error = await rejectionOf(database.pool.query("SELECT 1/0"));
    await drop();
    expect(about(error)).toMatchObject({ code: "22012" });
  });

  it.each([
    [new PayloadError("Twilio's request has no From"), "PayloadError"],
    [
      new SendError("Twilio did not answer", { code: "twilio_no_answer", retryable: true, maybeSent: true }),
      "SendError",
    ],
    [new Error("Connection terminated unexpectedly"), "Error"],
    [thrownBy(() => (undefined as unknown as { name: string }).name), "TypeError"],
    [thrownBy(() => (null as unknown as { call(): void }).call()), "TypeError"],
  ])("our own words, and the language's about our code: %s", (error, type) => {
    expect(about(error)).toMatchObject({ type, message: (error as Error).message });
  });

  it("its cause, and not without end", () => {
    const inner = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
    expect(about(new Error("No database", { cause: inner }))).toMatchObject({
      message: "No database",
      cause: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:5432" },
    });
    const loop = new Error("round");
    loop.cause = loop;
    expect(about(loop)).toMatchObject({ message: "round", cause: { message: "round" } });
  });
});
