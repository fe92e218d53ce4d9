import { describe, expect, it } from "vitest";
import { type HandoffLines, handoffLine, type Situation } from "../../src/handoff/handoff-line.ts";
import { HANDOFF_WORDS } from "../../src/handoff/handoff-words.ts";

const OURS: HandoffLines = { language: "en", hours: null };
const OWN: HandoffLines = {
  ...OURS,
  normal: "A human of Acme takes this over.",
  urgent: { en: "At once!", pl: "Już!" },
};
const OFFICE = { from: "09:00", to: "17:00" };
const HOURS = { timezone: "Europe/Berlin", days: { thu: OFFICE, fri: OFFICE, mon: OFFICE } };
const THERE: Situation = {
  priority: "normal",
  language: "en",
  isSomebodyOnline: true,
  tickets: [],
  now: new Date("2026-11-26T12:00:00Z"),
};
const AWAY = { ...THERE, isSomebodyOnline: false };
const EVENING = new Date("2026-11-26T20:00:00Z");
const FRIDAY_EVENING = new Date("2026-11-27T20:00:00Z");
const EARLY = new Date("2026-11-27T05:00:00Z");
const OPENING = "Thanks for your patience. I am passing this to a colleague, who will answer you here.";
const NOBODY = "Nobody is at the desk at this moment: you will hear from us as soon as somebody is back.";

describe("the line a customer reads when a human takes over", () => {
  it.each([
    ["somebody is there", OURS, THERE, OPENING],
    ["nobody is there", OURS, AWAY, `${OPENING} ${NOBODY}`],
    ["with a ticket", OURS, { ...THERE, tickets: ["TKT-1001"] }, `${OPENING} Your reference is TKT-1001.`],
    ["within hours, somebody is there", { ...OURS, hours: HOURS }, THERE, OPENING],
    ["within hours, nobody is there", { ...OURS, hours: HOURS }, AWAY, `${OPENING} ${NOBODY}`],
    [
      "in the evening",
      { ...OURS, hours: HOURS },
      { ...AWAY, now: EVENING },
      `${OPENING} Our team is back tomorrow at 09:00 (Europe/Berlin).`,
    ],
    [
      "in the evening, somebody is there all the same",
      { ...OURS, hours: HOURS },
      { ...THERE, now: EVENING },
      `${OPENING} Our team is back tomorrow at 09:00 (Europe/Berlin).`,
    ],
    [
      "early in the morning",
      { ...OURS, hours: HOURS },
      { ...AWAY, now: EARLY },
      `${OPENING} Our team is back today at 09:00 (Europe/Berlin).`,
    ],
    [
      "before the weekend",
      { ...OURS, hours: HOURS },
      { ...AWAY, now: FRIDAY_EVENING },
      `${OPENING} Our team is back on Monday at 09:00 (Europe/Berlin).`,
    ],
    ["hours without a day", { ...OURS, hours: { timezone: "UTC", days: {} } }, AWAY, `${OPENING} ${NOBODY}`],
    [
      "in German",
      { ...OURS, hours: HOURS },
      { ...AWAY, language: "de-CH", tickets: ["TKT-7"], now: FRIDAY_EVENING },
      `${HANDOFF_WORDS.de.opening.normal} Ihre Vorgangsnummer ist TKT-7. Unser Team ist am Montag um 09:00 Uhr (Europe/Berlin) wieder da.`,
    ],
    ["in a language without words of ours", OURS, { ...THERE, language: "pl" }, OPENING],
    [
      "of nobody's known language",
      { ...OURS, language: "fr" },
      { ...THERE, language: null },
      HANDOFF_WORDS.fr.opening.normal,
    ],
    ["the company's own words", OWN, { ...AWAY, language: null }, `A human of Acme takes this over. ${NOBODY}`],
    [
      "the company's own words are for its own language",
      OWN,
      { ...THERE, language: "es" },
      HANDOFF_WORDS.es.opening.normal,
    ],
    ["the company's own words by language", OWN, { ...THERE, priority: "urgent" }, "At once!"],
    [
      "the company's words in a language that we do not know",
      OWN,
      { ...AWAY, priority: "urgent", language: "pl", tickets: ["TKT-7"] },
      "Już! TKT-7",
    ],
  ] as const)("%s [HAND-1]", (_what, lines, situation, line) => {
    expect(handoffLine(lines, situation)).toBe(line);
  });

  const languages = Object.keys(HANDOFF_WORDS);
  const whens = [EARLY, EVENING, FRIDAY_EVENING, THERE.now].flatMap((now) =>
    languages.map((language) => [language, now] as const),
  );

  it.each(whens)("is short enough for a text, and says no time but the team's: %s, %s [HAND-1]", (language, now) => {
    for (const priority of ["normal", "urgent"] as const) {
      const line = handoffLine({ ...OURS, hours: HOURS }, { ...AWAY, language, priority, tickets: ["TKT-1001"], now });
      expect(line.length).toBeLessThanOrEqual(320);
      expect(line).toContain("TKT-1001");
      expect(line.replace("TKT-1001", "").match(/\d+/g) ?? []).toEqual(now === THERE.now ? [] : ["09", "00"]);
    }
  });
});
