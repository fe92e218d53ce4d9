import type { Request } from "express";
import { z } from "zod";
import { Problem } from "../http/problem.ts";

/** The body as the schema has it. @throws {Problem} 400 that names every member that is wrong, 415. */
export function bodyOf<T>(request: Request, schema: z.ZodType<T>): T {
  if (request.headers["content-type"] !== undefined && request.is("json") === false)
    throw new Problem(415, "Send JSON, with Content-Type: application/json.");
  return parse(request.body ?? {}, schema, "body");
}

/** The query string as the schema has it. @throws {Problem} 400 */
export function queryOf<T>(request: Request, schema: z.ZodType<T>): T {
  // A form sends its empty fields along: not filled in is the same as left out.
  const given = Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== ""));
  return parse(given, schema, "query");
}

/** The `:id` of the path. @throws {Problem} 404: what is no UUID names nothing. */
export function idOf(request: Request): string {
  const id = z.uuid().safeParse(request.params["id"]);
  if (!id.success) throw new Problem(404, "There is nothing with this id.");
  return id.data;
}

function parse<T>(value: unknown, schema: z.ZodType<T>, where: string): T {
  const parsed = schema.safeParse(value, { error: inWords });
  const problems = parsed.success
    ? unstorable(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".") || where}: ${message}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Problem(400, problems.join("; "), { problems });
}

/** For people; null leaves a problem to the schema's own words. */
const inWords: z.core.$ZodErrorMap = ({ code, input, ...issue }) => {
  if (code !== "invalid_type") return null;
  if (input === undefined) return "is missing";
  const expected = String(issue["expected"]);
  return `must be ${NAMES[expected] ?? `a ${expected}`}`;
};

const NAMES: Readonly<Record<string, string>> = { int: "a whole number", object: "an object", string: "a text" };

/** PostgreSQL has no text with a NUL in it. */
function unstorable(data: unknown): string[] {
  const texts = Object.entries(data ?? {}).filter(([, value]) => typeof value === "string" && value.includes("\0"));
  return texts.map(([name]) => `${name}: must not contain a NUL character`);
}
