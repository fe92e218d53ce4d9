import { readFile } from "node:fs/promises";
import { parse, stringify } from "yaml";
import { parsePolicy, policyFile } from "../knowledge/policy/policy.ts";
import type { PolicySource } from "../knowledge/policy/policy-source.ts";

/** What is true of a business in a rehearsal, in the place of what `policy.yaml` says: keys of that file. */
export type PolicyFacts = Readonly<Record<string, unknown>>;

/** The rules of a folder with other facts; they stay as they are. @throws {PolicyError} */
export async function openPolicyWith(facts: PolicyFacts, dir: string): Promise<PolicySource> {
  const text = await readFile(policyFile(dir), "utf8").catch(() => "{}");
  // A file that is broken by itself says so.
  parsePolicy(text, policyFile(dir));
  const merged = merge(parse(text) ?? {}, facts);
  return {
    current: parsePolicy(stringify(merged), `${policyFile(dir)}, with the facts of a scenario file,`),
    stop() {},
  };
}

/** Maps are merged key by key, everything else is replaced. */
function merge(base: unknown, facts: unknown): unknown {
  if (!isMap(base) || !isMap(facts)) return facts;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, merge(base[key], value)])),
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
