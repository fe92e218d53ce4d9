import { describe, expect, it } from "vitest";
import { KNOWN_ERRORS } from "../../../channels/sms/known-errors.ts";
import { againAfter, concernOf, oursOf, REMARK_CODES, wordsFor } from "../../../channels/sms/twilio-errors.ts";

const CODES = Object.keys(KNOWN_ERRORS).map(Number);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** https://www.twilio.com/docs/api/errors/… */
const REACH = {
  account: [10001, 20003, 20005, 20403, 20404, 30002, 63038, 70051],
  rate: [20429, 30022],
  sender: [21611, 30001],
  address: [21211, 21265, 21268, 21614, 21635, 30005, 30006],
  consent: [21610],
  part: [21408, 21606, 21612, 21617, 21659, 30003, 30004, 30007, 30008, 30034, 30036, 30410],
} as const;

describe("Twilio's codes [SMSE-1]", () => {
  it.each(Object.entries(REACH))("tell how far they reach: %s", (concern, codes) => {
    expect(codes.map((code) => concernOf(code))).toEqual(codes.map(() => concern));
  });

  it("reach no further than the text unless it is said above", () => {
    const further = CODES.filter((code) => concernOf(code) !== "part");
    const { part: _, ...rest } = REACH;
    expect(further).toEqual(
      Object.values(rest)
        .flat()
        .toSorted((a, b) => a - b),
    );
  });

  it.each(CODES)("have the cause and what can be done in words: %i", (code) => {
    const words = wordsFor(code);
    expect(words).toMatch(/^[A-Z].{20,}\.$/);
    // A number of a customer, or a code for machines.
    expect(words).not.toMatch(/\d{5,}/);
  });

  it.each([
    [21717, "a2p-10dlc"],
    [30024, "a2p-10dlc"],
    [30032, "toll-free"],
    [30034, "a2p-10dlc"],
  ])("say where a number is registered: %i", (code, page) => {
    expect(wordsFor(code)).toContain(`(https://www.twilio.com/docs/messaging/compliance/${page}`);
  });

  it.each<[number, readonly number[]]>([
    [30003, [15 * MINUTE_MS, 2 * HOUR_MS]],
    [30008, [MINUTE_MS]],
    [30410, [5 * MINUTE_MS]],
    [30500, [MINUTE_MS]],
    [30001, [MINUTE_MS, 5 * MINUTE_MS]],
    [30022, [MINUTE_MS, 5 * MINUTE_MS]],
    [30002, [MINUTE_MS]],
    [30004, []],
    [30005, []],
    [30006, []],
    [30007, []],
    [30036, []],
    [21610, []],
  ])("say when a text that Twilio took is sent once more: %i", (code, expected) => {
    expect(againAfter(code)).toEqual(expected);
  });

  it.each<[number, ReturnType<typeof oursOf>]>([
    [20003, "all"],
    [21609, "all"],
    [21705, "all"],
    [21606, "number"],
    [21659, "number"],
    [21660, "number"],
    [21661, "number"],
    [21711, "number"],
    [21712, "number"],
    [21211, null],
    [20429, null],
    [30007, null],
  ])("say which of our texts fail like this one: %i", (code, expected) => {
    expect(oursOf(code)).toBe(expected);
  });

  it("say what an administrator is to hear of, while texts leave [SMSX-42]", () => {
    expect(REMARK_CODES).toEqual([21408, 30007, 30024, 30032, 30034, 30042].map((code) => `twilio_${code}`));
  });

  it("that we do not know are an ordinary failure, with Twilio's page", () => {
    expect(concernOf(29999)).toBeNull();
    expect(againAfter(29999)).toEqual([]);
    expect(oursOf(29999)).toBeNull();
    expect(wordsFor(29999)).toContain("https://www.twilio.com/docs/api/errors/29999");
  });

  it.each(["constructor", "__proto__"])("are not what every object has: %s", (name) => {
    expect(concernOf(name as unknown as number)).toBeNull();
  });
});
