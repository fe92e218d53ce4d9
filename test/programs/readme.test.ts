import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { SETTINGS } from "../../src/settings.ts";
import { ROOT } from "./run-program.ts";

const README = readFileSync(join(ROOT, "README.md"), "utf8");
const NONE = "–";
/** Node's own, which its users know. */
const NOT_OURS = "NODE_ENV";

const unquoted = (cell: string): string => cell.replaceAll("`", "");

/** The table below a heading, cell by cell, without its head. */
function tableBelow(heading: string): string[][] {
  const [, section = ""] = README.split(`\n## ${heading}\n`);
  const lines = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Names with their defaults: `A`, `B` | `1`, `2` are two settings. */
const documented = new Map(
  tableBelow("Settings").flatMap(([names = "", defaults = ""]) => {
    const values = defaults.split(", ");
    return names
      .split(", ")
      .map((name, index) => [unquoted(name), unquoted(values[index] ?? values[0] ?? "")] as const);
  }),
);

/** What a setting is when it is not set; what others make of it where the schema has no default. */
function defaultOf(name: string): string {
  const defaults: Readonly<Record<string, string | number | string[] | undefined>> = SETTINGS.parse({});
  if (defaults[name] !== undefined) return String(defaults[name]);
  if (name === "PUBLIC_URL") return readConfig({}).publicUrl.replace("3000", "$PORT");
  return name === "ANTHROPIC_BASE_URL" ? "the SDK's" : NONE;
}

describe("the README's table of settings", () => {
  const names = Object.keys(SETTINGS.shape).filter((name) => name !== NOT_OURS);

  it("has every setting that is read, and no other [HOUSE-2]", () => {
    expect([...documented.keys()].sort()).toEqual([...names].sort());
    expect({ [NOT_OURS]: README.includes(NOT_OURS) }).toEqual({ [NOT_OURS]: true });
  });

  it.each(names)("has the default of %s [HOUSE-2]", (name) => {
    expect(documented.get(name)).toBe(defaultOf(name));
  });
});
