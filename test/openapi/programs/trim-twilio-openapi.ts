// Cuts Twilio's OpenAPI down to what the product uses: `node test/openapi/programs/trim-twilio-openapi.ts FILE COMMIT > …`, with
// `spec/json/twilio_api_v2010.json` of https://github.com/twilio/twilio-oai and the commit it is from. Prose and examples
// go, and so does everything about other resources; what is left is as Twilio wrote it.
import { readFileSync } from "node:fs";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages";
const PATHS = [
  `${MESSAGES}.json`,
  `${MESSAGES}/{Sid}.json`,
  `${MESSAGES}/{MessageSid}/Media.json`,
  `${MESSAGES}/{MessageSid}/Media/{Sid}.json`,
];
const PROSE = new Set(["description", "summary", "tags", "examples", "x-twilio"]);

const [file = "", commit = ""] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
const paths = pick(whole["paths"], PATHS);
const components = whole["components"] as JsonObject;
const trimmed = {
  "x-provenance": {
    repo: "twilio/twilio-oai",
    commit,
    file: "spec/json/twilio_api_v2010.json",
    // Of the repository, its text beside this file; the document itself names the one in `info`.
    licence: "MIT, corpora/LICENSE.twilio",
    trimmedBy: "test/openapi/programs/trim-twilio-openapi.ts",
  },
  ...pick(whole, ["openapi", "info", "servers", "security"]),
  paths: withoutProse(paths, false),
  components: {
    securitySchemes: components["securitySchemes"] ?? null,
    schemas: withoutProse(pick(components["schemas"], referenced(paths, components["schemas"] as JsonObject)), true),
  },
};
process.stdout.write(`${JSON.stringify(trimmed, null, 2)}\n`);

function pick(from: Json | undefined, names: readonly string[]): JsonObject {
  const known = new Map(Object.entries(from as JsonObject));
  return Object.fromEntries(names.map((name) => [name, known.get(name) ?? null]));
}

/** `isNames`: the keys are names of Twilio's, one of which may be `description`. */
function withoutProse(value: Json, isNames: boolean): Json {
  if (Array.isArray(value)) return value.map((one) => withoutProse(one, false));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNames || !PROSE.has(key))
      .map(([key, one]) => [key, withoutProse(one, key === "properties")]),
  );
}

/** The names of the schemas that are referred to, also by other schemas. */
function referenced(value: Json, schemas: JsonObject, found: Set<string> = new Set()): readonly string[] {
  for (const [, name = ""] of JSON.stringify(value).matchAll(/#\/components\/schemas\/([^"]+)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    referenced(schemas[name] ?? null, schemas, found);
  }
  return [...found].toSorted();
}
