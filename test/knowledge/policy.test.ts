import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { PolicyError, parsePolicy } from "../../src/knowledge/policy/policy.ts";
import { type OpenedPolicy, openPolicy } from "../../src/knowledge/policy/policy-source.ts";
import { until } from "../harness/until.ts";

const SAMPLE = readFileSync(new URL("../../knowledge/policy.yaml", import.meta.url), "utf8");
const read = (text: string) => parsePolicy(text, "policy.yaml");

describe("the sample policy", () => {
  const spelledOut = SAMPLE.replaceAll(/^( *)#(?=\S)/gm, "$1");

  it("shows the defaults as they are [POL-1]", () => {
    expect(spelledOut).not.toBe(SAMPLE);
    expect(read(spelledOut)).toEqual(read(SAMPLE));
  });

  it("names every key [POL-1]", () => {
    const keys = (value: unknown): string[] =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...keys(inner)])
        : [];
    const known = keys({ ...read("{}"), escalate: { ...read("{}").escalate, usd_per: null } });
    expect(known.length).toBeGreaterThan(20);
    expect(known.filter((key) => !new RegExp(`^ *#?${key}:`, "m").test(SAMPLE))).toEqual([]);
  });
});

describe("a policy", () => {
  it.each(["", "# nothing", "{}", "escalate: {}\nflags: {}", "escalate:\nflags:\n  legal_threat:\n"])(
    "may leave everything out: %j [POL-1]",
    (text) => {
      const { escalate, flags, budget } = read(text);
      expect(escalate).toMatchObject({ disputed_usd_over: 200, security: true, legal: true, human_request: true });
      expect(flags).toEqual({ over_20_messages: { escalates: true }, legal_threat: { escalates: true } });
      expect(budget).toEqual({ output_tokens: 4_096, usd: 0.5, messages: 20 });
    },
  );

  it("adds to the currencies we know [POL-1]", () => {
    const { usd_per: usdPer } = read("escalate: { usd_per: { EUR: 2, TRY: 0.02 } }").escalate;
    expect(usdPer).toMatchObject({ EUR: 2, TRY: 0.02, GBP: 1.32 });
  });

  it.each([
    ["a key that does not exist", "escalate: { disputed_over: 5 }", "disputed_over"],
    ["one at the top", "limits: 5", "limits"],
    ["a word for a number", "budget: { usd: much }", "budget.usd"],
    ["a negative limit", "escalate: { disputed_usd_over: -1 }", "escalate.disputed_usd_over"],
    ["a currency that is none", "escalate: { usd_per: { euro: 1 } }", "usd_per"],
    ["an empty phrase", 'escalate: { phrases: [" "] }', "escalate.phrases.0"],
    ["a flag that is no flag", "flags: { angry: { escalates: true } }", "angry"],
    ["no YAML", "escalate: [", "not YAML"],
    ["a list", "- 5", "policy.yaml"],
    ["the same key twice", "company: A\ncompany: B", "not YAML"],
  ])("is refused for %s, which is named [POL-2]", (_name, text, named) => {
    expect(() => read(text)).toThrow(PolicyError);
    expect(() => read(text)).toThrow(named);
  });
});

describe("a policy that is followed", () => {
  let source: OpenedPolicy | undefined;
  const folders: string[] = [];
  afterEach(() => {
    source?.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  async function following(text: string) {
    const dir = mkdtempSync(join(tmpdir(), "policy-"));
    folders.push(dir);
    // Beside it and put in its place, as editors do: in between nobody sees an empty file.
    const write = (next: string) => {
      writeFileSync(join(dir, "next"), next);
      renameSync(join(dir, "next"), join(dir, "policy.yaml"));
    };
    write(text);
    source = await openPolicy({ dir });
    const lines: string[] = [];
    let failures = 0;
    source.follow({
      pollMs: 20,
      log: {
        info: (_about, message) => void lines.push(message),
        warn: (about, message) => void lines.push(`${message}: ${about["reason"]}`),
      },
      onFailure() {
        failures += 1;
      },
    });
    const ours = source;
    return { dir, write, source: ours, lines, failures: () => failures };
  }

  it("changes as a whole, soon after the file [POL-3]", async () => {
    const { write, source, lines } = await following("company: One");
    const before = source.current;
    write("company: Two");
    await until("the new rules", () => source.current.company === "Two");
    expect(before.company).toBe("One");
    expect(lines).toEqual(["policy read"]);
  });

  it("stays the same object while nothing in it is another [POL-3]", async () => {
    const { write, source, lines } = await following("company: One");
    const before = source.current;
    write("# a remark\ncompany: One");
    write("company: One # and another");
    write("company: Two");
    await until("the new rules", () => source.current.company === "Two");
    write("company: 'Two'  # the same");
    write("company: Two\nbudget: { usd: 0.5 }");
    await until("a look at it", () => source.current.company === "Two" && lines.length === 1);
    expect(before).not.toBe(source.current);
  });

  it("that breaks stays as it was, is told once, and is read again when it is mended [POL-4]", async () => {
    const { write, source, lines, failures } = await following("company: One");
    const before = source.current;
    write("compny: Two");
    await until("a complaint", () => failures() === 1);
    expect(source.current).toBe(before);
    write("company: [");
    await until("another complaint", () => failures() === 2);
    write("company: Three");
    await until("the new rules", () => source.current.company === "Three");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^policy cannot be used, the one before stays: [\s\S]*compny/);
    expect(lines[1]).toMatch(/not YAML/);
    expect(failures()).toBe(2);
  });

  it("whose file goes away stays as it was [POL-4]", async () => {
    const { dir, source, lines, failures } = await following("company: One");
    const before = source.current;
    rmSync(join(dir, "policy.yaml"));
    await until("a complaint", () => failures() === 1);
    expect(source.current).toBe(before);
    expect(lines[0]).toMatch(/is gone$/);
  });

  it("that is emptied stays as it was: somebody is about to write it [POL-4]", async () => {
    const { write, source, lines, failures } = await following("company: One");
    write("");
    await until("a complaint", () => failures() === 1);
    expect(source.current.company).toBe("One");
    expect(lines[0]).toMatch(/is empty$/);
  });
});
