import type { z } from "zod";
import { type ApiError, invalid } from "./api-error.ts";

type Issue = z.core.$ZodIssue;

/** The API's names for JSON types, as its messages spell them. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  int: "integer",
  boolean: "boolean",
  array: "list",
  object: "dictionary",
  record: "dictionary",
};

/**
 * Checks that a body has the schema's fields and no other.
 * @throws {ApiError} 400 that names the first wrong field by its path, in the API's words.
 */
export function checkShape(body: unknown, schema: z.ZodType): void {
  const result = schema.safeParse(body);
  if (result.success) return;
  const issue = result.error.issues[0];
  throw issue === undefined ? invalid("The request is not valid.") : toError(issue, body, []);
}

function toError(issue: Issue, body: unknown, above: readonly PropertyKey[]): ApiError {
  const path = [...above, ...issue.path];
  const value = valueAt(body, path);
  if (issue.code === "invalid_union") {
    const branch = likeliestBranch(issue, value);
    if (branch !== undefined) return toError(branch, body, path);
  }
  const where = issue.code === "unrecognized_keys" ? [...path, issue.keys[0] ?? ""] : path;
  const message = wording(issue, value);
  return invalid(where.length === 0 ? message : `${where.join(".")}: ${message}`);
}

function wording(issue: Issue, value: unknown): string {
  if (issue.code === "unrecognized_keys") return "Extra inputs are not permitted";
  if (value === undefined) return "Field required";
  switch (issue.code) {
    case "invalid_type":
      return `Input should be a valid ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `Input should be ${issue.values.map((one) => `'${String(one)}'`).join(" or ")}`;
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    case "invalid_format":
      return `String should match pattern '${(issue.pattern ?? "").replace(/^\/|\/$/g, "")}'`;
    case "invalid_union":
      return `Input tag ${JSON.stringify(value)} does not match any of the expected tags`;
    default:
      return issue.message;
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string") return `String should have at least ${minimum} character${minimum === 1 ? "" : "s"}`;
  if (origin === "array") return `List should have at least ${minimum} item${minimum === 1 ? "" : "s"}`;
  return `Input should be greater than or equal to ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "string") return `String should have at most ${maximum} characters`;
  if (origin === "array") return `List should have at most ${maximum} items`;
  return `Input should be less than or equal to ${maximum}`;
}

/** Of "a string or a list of blocks", the complaint about the one that was meant. */
function likeliestBranch(issue: z.core.$ZodIssueInvalidUnion, value: unknown): Issue | undefined {
  if (value === undefined) return undefined;
  return issue.errors.map((branch) => branch[0]).find((first) => first !== undefined && meant(first, value));
}

function meant(first: Issue, value: unknown): boolean {
  if (first.path.length > 0 || first.code === "unrecognized_keys") return true;
  return first.code === "invalid_type" && first.expected === "array" && typeof value !== "string";
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
