import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REQUIREMENTS } from "./requirements.ts";

const HERE = import.meta.dirname;

describe("the requirements", () => {
  const cited = new Set(testFiles().flatMap((file) => citations(readFileSync(join(HERE, file), "utf8"))));
  const known = new Set<string>(Object.keys(REQUIREMENTS));

  it("are each cited by a test", () => {
    expect([...known.difference(cited)]).toEqual([]);
  });

  it("are the only ones that tests cite", () => {
    expect([...cited.difference(known)]).toEqual([]);
  });
});

function testFiles(): string[] {
  const files = readdirSync(HERE, { recursive: true, encoding: "utf8" });
  return files.filter((file) => /\.test\.ts$|-suite\.ts$/.test(file) && file !== "requirements.test.ts");
}

/** `[IN-2]` in the name of a test. */
function citations(source: string): string[] {
  return [...source.matchAll(/\[((?:[A-Z]+-\d+(?:, )?)+)\]/g)].flatMap(([, ids]) => ids?.split(", ") ?? []);
}
