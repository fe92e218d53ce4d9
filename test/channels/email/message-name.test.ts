import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameOf, ourNamesIn, partOf } from "../../../channels/email/message-name.ts";

const SECRET = "secret";
const PART = "0192f0a1-7b3c-7d4e-8f50-617283940516";
const NAME = nameOf(PART, "example.com", SECRET);

/** SpamAssassin's rule for names that spam programs make up. */
const MSGID_RANDY = /<[a-z\d][a-z\d$-]{10,29}[a-z\d]@[a-z\d][a-z\d.]{3,12}[a-z\d]>/;

describe("[EMAIL-1] the name of a mail of ours", () => {
  it("leads back to its part, whoever's part it is", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(partOf(nameOf(id, "example.com", SECRET), SECRET)).toBe(id);
      }),
    );
  });

  it("survives relays that change its case", () => {
    expect(partOf(NAME.toUpperCase(), SECRET)).toBe(PART);
  });

  it("does not look like spam's", () => {
    expect(NAME).not.toMatch(MSGID_RANDY);
  });

  it.each([
    ["another secret", nameOf(PART, "example.com", "guess")],
    ["another part", NAME.replace("0192", "0193")],
    ["a longer one", `${NAME}x`],
    ["a shorter proof", NAME.replace(/\.[0-9a-f]+@/, ".abc@")],
    ["no name", ""],
    ["somebody else's", "<abc@example.com>"],
  ])("is nobody's when forged: %s", (_how, name) => {
    expect(partOf(name, SECRET)).toBeNull();
  });

  it("is found in a text, once, and without the forged ones", () => {
    const text = `Message-ID: ${NAME}\nIn reply to ${NAME.slice(1, -1)} and ${nameOf(PART, "example.com", "guess")}`;
    expect(ourNamesIn([text, text], SECRET)).toEqual([NAME]);
  });
});
