import { describe, expect, it } from "vitest";
import { type BusinessHours, nextOpening } from "../../src/handoff/business-hours.ts";

const OFFICE = { from: "09:00", to: "17:30" };
const BERLIN: BusinessHours = {
  timezone: "Europe/Berlin",
  days: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: { from: "09:00", to: "13:00" } },
};
const NIGHT: BusinessHours = { timezone: "UTC", days: { fri: { from: "22:00", to: "06:00" } } };
const at = (inDays: number, time: string, weekday: number) => ({ inDays, time, weekday });

describe("when the team is back", () => {
  it.each([
    ["in winter, a minute before", BERLIN, "2026-11-26T07:59:00Z", at(0, "09:00", 4)],
    ["in winter, on the minute", BERLIN, "2026-11-26T08:00:00Z", null],
    ["in winter, the last minute", BERLIN, "2026-11-26T16:29:59Z", null],
    ["in winter, closed on the minute", BERLIN, "2026-11-26T16:30:00Z", at(1, "09:00", 5)],
    ["in summer, on the minute", BERLIN, "2026-07-02T07:00:00Z", null],
    ["over the weekend", BERLIN, "2026-11-27T12:00:00Z", at(3, "09:00", 1)],
    ["on Sunday", BERLIN, "2026-11-29T12:00:00Z", at(1, "09:00", 1)],
    ["just after midnight there, the day before here", BERLIN, "2026-11-25T23:30:00Z", at(0, "09:00", 4)],
    ["the night the clocks go forward", BERLIN, "2026-03-29T00:30:00Z", at(1, "09:00", 1)],
    ["the Monday after the clocks went forward", BERLIN, "2026-03-30T07:00:00Z", null],
    ["the Monday after the clocks went back", BERLIN, "2026-10-26T07:30:00Z", at(0, "09:00", 1)],
    ["half-hour zones", { ...BERLIN, timezone: "Asia/Kolkata" }, "2026-11-26T03:30:00Z", null],
    ["over midnight, before it", NIGHT, "2026-11-27T23:00:00Z", null],
    ["over midnight, after it", NIGHT, "2026-11-28T05:59:00Z", null],
    ["over midnight, closed", NIGHT, "2026-11-28T06:00:00Z", at(6, "22:00", 5)],
    [
      "the one day of the week is over",
      { timezone: "UTC", days: { thu: OFFICE } },
      "2026-11-26T18:00:00Z",
      at(7, "09:00", 4),
    ],
    ["no day at all", { timezone: "UTC", days: {} }, "2026-11-26T18:00:00Z", "never"],
  ] as const)("%s [HAND-1]", (_what, hours, now, opening) => {
    expect(nextOpening(hours, new Date(now))).toEqual(opening);
  });
});
