import { describe, expect, it } from "vitest";
import { nameOf } from "../../../channels/email/message-name.ts";
import { mail, messageOf, READING } from "./raw-mail.ts";

const PART = "0192f0a1-7b3c-7d4e-8f50-617283940516";
const OURS = nameOf(PART, "example.com", READING.secret);
const FORGED = nameOf(PART, "example.com", "guess");

describe("[EMAIL-4] what a mail answers", () => {
  it("is named by In-Reply-To, all of it, then by References, nearest first, each once", async () => {
    const { references } = await messageOf(
      mail({ "In-Reply-To": "<c@x> <d@x>", References: "<a@x>\n <b@x>\n\t<c@x> <1@customer.example>" }),
    );
    expect(references).toEqual({
      scope: READING.mailbox,
      self: "<1@customer.example>",
      parts: [],
      ancestors: ["<c@x>", "<d@x>", "<b@x>", "<a@x>"],
    });
  });

  it.each([
    ["without brackets", "c@x", ["<c@x>"]],
    ["with words around", 'Your message of "Sunday" <c@x> (hello)', ["<c@x>"]],
    ["folded in the middle", "<long\n .name@x>", ["<long.name@x>"]],
    ["empty", "<>", []],
    ["none", "no", []],
  ])("is understood when broken: %s", async (_how, value, ancestors) => {
    expect((await messageOf(mail({ "In-Reply-To": value }))).references!.ancestors).toEqual(ancestors);
  });

  it("is a part of ours when we made the name", async () => {
    const { references } = await messageOf(mail({ "In-Reply-To": FORGED, References: `<a@x> ${OURS}` }));
    expect(references!.parts).toEqual([PART]);
  });

  it("is bounded, the nearest are kept", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `<${index}@x>`).join(" ");
    const { references } = await messageOf(mail({ References: many }));
    expect(references!.ancestors).toHaveLength(100);
    expect(references!.ancestors[0]).toBe("<4999@x>");
  });
});

describe("[EMAIL-5] the same mail", () => {
  it("has the same fingerprint wherever it lies", async () => {
    const here = await messageOf(mail(), { uid: "1", uidValidity: "1" });
    const moved = await messageOf(mail({ Received: "by elsewhere", "X-Spam": "no" }), { uid: "9", uidValidity: "2" });
    expect(moved.fingerprint).toBe(here.fingerprint);
    expect(moved.threadKey).toBe(here.threadKey);
  });

  it.each([
    ["other words under the same name", mail({}, "Other words\n")],
    ["the same words under another name", mail({ "Message-ID": "<2@customer.example>" })],
    ["the same words under no name", mail({ "Message-ID": null })],
  ])("is another one with %s", async (_what, other) => {
    const [one, two] = await Promise.all([messageOf(mail()), messageOf(other)]);
    expect(two.fingerprint).not.toBe(one.fingerprint);
    expect(two.threadKey).not.toBe(one.threadKey);
  });

  it.each([
    ["somebody else", { From: "Bob <bob@other.example>" }],
    ["another day", { Date: "Fri, 27 Nov 2026 10:00:00 +0000" }],
    ["another subject", { Subject: "Once more" }],
  ])("without a name is another one from %s", async (_what, header) => {
    const nameless = { "Message-ID": null };
    const [one, two] = await Promise.all([messageOf(mail(nameless)), messageOf(mail({ ...nameless, ...header }))]);
    expect(two.fingerprint).not.toBe(one.fingerprint);
    expect((await messageOf(mail(nameless))).fingerprint).toBe(one.fingerprint);
  });
});
