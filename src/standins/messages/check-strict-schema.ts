import { invalid } from "./api-error.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Limits of the API over all strict schemas of one request together. */
const MAX_OPTIONAL = 24;
const MAX_UNIONS = 16;

/** Keywords that the constrained decoding understands. */
const SUPPORTED = new Set(
  (
    "$schema $id $ref $defs $comment definitions title description default examples " +
    "type properties required additionalProperties items minItems enum const anyOf allOf format pattern"
  ).split(" "),
);
const FORMATS = new Set("date-time time date duration email hostname uri ipv4 ipv6 uuid".split(" "));

/**
 * Checks the schemas that the answer is forced into: strict tools' and the output format's.
 * Wordings are from API errors quoted in public issues.
 * @throws {ApiError} 400.
 */
export function checkStrictSchemas(schemas: readonly { readonly where: string; readonly schema: unknown }[]): void {
  let optional = 0;
  let unions = 0;
  for (const { where, schema } of schemas) {
    for (const node of objectsIn(schema)) {
      checkNode(node, where);
      optional += optionalIn(node);
      unions += Object.values(asObject(node["properties"])).filter(isUnion).length;
    }
  }
  if (optional > MAX_OPTIONAL) {
    throw invalid(
      `Schemas contains too many optional parameters (${optional}), which would make grammar compilation inefficient. ` +
        `Reduce the number of optional parameters in your tool schemas (limit: ${MAX_OPTIONAL}).`,
    );
  }
  if (unions > MAX_UNIONS) {
    throw invalid(
      `Schemas contains too many parameters with union types (${unions} parameters with type arrays or anyOf). ` +
        `Reduce the number of nullable or union-typed parameters (limit: ${MAX_UNIONS} parameters with unions).`,
    );
  }
}

function checkNode(node: Schema, where: string): void {
  const type = typeof node["type"] === "string" ? node["type"] : "union";
  const refused = Object.keys(node).filter((key) => !SUPPORTED.has(key));
  if (refused.length === 1) throw invalid(`${where}: For '${type}' type, property '${refused[0]}' is not supported`);
  if (refused.length > 1) {
    throw invalid(`${where}: For '${type}' type, properties ${refused.sort().join(", ")} are not supported`);
  }
  if (type === "object" && node["additionalProperties"] !== false) {
    throw invalid(`${where}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  }
  if (node["minItems"] !== undefined && node["minItems"] !== 0 && node["minItems"] !== 1) {
    throw invalid(`${where}: For 'array' type, 'minItems' values other than 0 or 1 are not supported`);
  }
  if (typeof node["format"] === "string" && !FORMATS.has(node["format"])) {
    throw invalid(`${where}: For 'string' type, format '${node["format"]}' is not supported`);
  }
}

/** The schema and every schema inside of it. */
function objectsIn(schema: unknown): Schema[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [];
  const node = schema as Schema;
  const inner = [
    ...["properties", "$defs", "definitions"].flatMap((key) => Object.values(asObject(node[key]))),
    ...["anyOf", "allOf"].flatMap((key) => (Array.isArray(node[key]) ? node[key] : [])),
    node["items"],
  ];
  return [node, ...inner.flatMap(objectsIn)];
}

function optionalIn(node: Schema): number {
  const required = Array.isArray(node["required"]) ? node["required"] : [];
  return Object.keys(asObject(node["properties"])).filter((name) => !required.includes(name)).length;
}

function isUnion(schema: unknown): boolean {
  const node = asObject(schema);
  return Array.isArray(node["type"]) || Array.isArray(node["anyOf"]);
}

function asObject(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
