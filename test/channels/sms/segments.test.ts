import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { septetsOf } from "../../../channels/sms/gsm-7.ts";
import { sizeOf } from "../../../channels/sms/segments.ts";
import { segmentsOf } from "../../../src/standins/twilio/segments.ts";

interface Case {
  readonly id: string;
  readonly body: string;
  readonly encoding: string;
  readonly segments: number;
}

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/sms/corpora/sms-segments.json", import.meta.url), "utf8"),
) as { cases: readonly Case[] };

describe("what a text costs", () => {
  it("is tried in Twilio's own 46 ways", () => expect(cases).toHaveLength(46));

  it.each(cases)("$id: $segments in $encoding [SMSR-1]", ({ body, encoding, segments }) => {
    expect(sizeOf(body)).toMatchObject({ encoding, segments });
    expect(septetsOf(body)).toBe(encoding === "GSM-7" ? sizeOf(body).characters : null);
    expect(segmentsOf(body)).toBe(segments);
  });

  it.each([
    ["all of the basic table is one each", "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤ÄÖÑÜ§¿äöñüà", 41, []],
    ["of the extension two each", "^{}\\[~]|€", 18, []],
    ["a foreign one is named once", "naïve, naïve", 12, ["ï"]],
    ["one that would be made plain is not to blame", "It’s naïve…", 11, ["ï"]],
    ["unless there is no other", "“https://acme.example/a–b”", 26, ["“", "–", "”"]],
    ["a picture counts as it travels, and is named whole", "ok 👩‍🚀!", 9, ["👩‍🚀"]],
  ])("%s [SMSR-1]", (_name, text, characters, foreign) => {
    expect(sizeOf(text)).toMatchObject({ characters, foreign });
  });
});
