import { describe, expect, it } from "vitest";
import { createFileLinks } from "../../src/attachments/file-links.ts";

const ID = "0190a3b4-0000-7000-8000-000000000001";
const FILE = { id: ID, filename: "Rechnung (März).pdf" };
const HOUR = 3_600_000;

let now = Date.parse("2026-03-01T12:00:00Z");
const links = createFileLinks("https://support.example.com/desk/", "the secret", () => now);

function parts(address: string) {
  const { pathname, searchParams } = new URL(address);
  return { path: pathname, until: searchParams.get("until") ?? "", key: searchParams.get("key") ?? "" };
}

describe("a link to a file", () => {
  it("is below our public address, short, ASCII, and without blanks [MMSO-5]", () => {
    const address = links.addressOf(FILE, HOUR);
    expect(address).toMatch(
      /^https:\/\/support\.example\.com\/desk\/files\/0190a3b4-0000-7000-8000-000000000001\/[\w.-]{1,20}\?until=\d+&key=[\w-]{22}$/,
    );
    expect(address).toContain("/Rechnung-Marz.pdf?");
  });

  it("is good until its time is over, and not a moment longer [MMSO-9]", () => {
    const begin = now;
    const { until, key } = parts(links.addressOf(FILE, HOUR));
    expect(links.isValid(ID, until, key)).toBe(true);
    now = begin + HOUR - 1;
    expect(links.isValid(ID, until, key)).toBe(true);
    now = begin + HOUR;
    expect(links.isValid(ID, until, key)).toBe(false);
    now = begin;
  });

  const { until, key } = parts(links.addressOf(FILE, HOUR));
  const other = parts(links.addressOf({ ...FILE, id: ID.replace(/1$/, "2") }, HOUR));
  const stranger = parts(
    createFileLinks("https://support.example.com", "another secret", () => now).addressOf(FILE, HOUR),
  );
  it.each([
    ["a key of another file", ID, until, other.key],
    ["a key of another secret", ID, stranger.until, stranger.key],
    ["a time moved on", ID, String(Number(until) + 1), key],
    ["a time with a sign before it", ID, `+${until}`, key],
    ["a time with a blank behind it", ID, `${until} `, key],
    ["a time that is none", ID, "never", key],
    ["no time", ID, "", key],
    ["no key", ID, until, ""],
    ["a part of the key", ID, until, key.slice(0, -2)],
    ["more than the key", ID, until, `${key}AA`],
    ["the id in capitals", ID.toUpperCase(), until, key],
    ["another id", other.path, until, key],
  ])("is good for nothing with %s [MMSO-9]", (_name, id, when, given) => {
    expect(links.isValid(id, when, given)).toBe(false);
  });
});
