import { describe, expect, it } from "vitest";
import { keep, recall } from "../../src/standins/sandbox/page/state/keep.ts";
import { mailsOf } from "../../src/standins/sandbox/page/state/mails-of.ts";
import { FIRST_PEOPLE, initialsOf, problemWith } from "../../src/standins/sandbox/page/state/people.ts";
import { phoneThread } from "../../src/standins/sandbox/page/state/phone-thread.ts";
import {
  type Change,
  reduce,
  type SandboxState,
  type Text,
} from "../../src/standins/sandbox/page/state/sandbox-state.ts";

const ABOUT = {
  run: "run-1",
  company: "Acme",
  isModelStandIn: true,
  number: "+15005550006",
  mailbox: "support@sandbox.example",
  authservId: "mx.sandbox.example",
};
const [ADA, JOERG] = FIRST_PEOPLE as [(typeof FIRST_PEOPLE)[0], (typeof FIRST_PEOPLE)[1]];
const TEXT: Text = { id: "1", from: ADA!.number, body: "Hi", at: "2026-11-26T10:00:00.000Z", state: "sent" };

describe("what the page remembers", () => {
  it("is there again after a reload, whoever one was [SB-7]", () => {
    const storage = memory();
    const before = play(
      { kind: "chose", id: JOERG!.id },
      { kind: "texted", text: TEXT },
      { kind: "visitor", id: "ada" },
    );
    keep(before, storage);
    const after = reduce(recall(storage), { kind: "about", about: ABOUT });
    expect(after).toMatchObject({ who: JOERG!.id, texts: [TEXT], visitor: "ada" });
  });

  it("goes when the server was started anew, but for who one is: the answers are gone as well [SB-7]", () => {
    const storage = memory();
    const met = { id: "zoe", name: "Zoë", number: "+12025550199", address: "zoe@example.com" };
    keep(play({ kind: "texted", text: TEXT }, { kind: "met", person: met }), storage);
    const after = reduce(recall(storage), { kind: "about", about: { ...ABOUT, run: "run-2" } });
    expect(after.texts).toEqual([]);
    expect(after.people.at(-1)).toEqual(met);
    expect(after.who).toBe("zoe");
  });

  it("says of a text that was under way that nobody knows [SB-7]", () => {
    const storage = memory();
    keep(play({ kind: "texted", text: { ...TEXT, state: "sending" } }), storage);
    expect(recall(storage).texts[0]?.state).toBe("failed");
  });

  it.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["an empty object", "{}"],
  ])("may be %s [SB-7]", (_name, kept) => {
    expect(recall({ getItem: () => kept, setItem: () => {} })).toMatchObject({ people: FIRST_PEOPLE, texts: [] });
  });

  it("is not kept where there is no storage, or a full one [SB-7]", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    for (const storage of [null, full]) expect(() => keep(play(), storage)).not.toThrow();
  });
});

describe("what somebody sees", () => {
  const sms = { channel: "sms", to: ADA!.number, text: "$49", raw: {}, at: "2026-11-26T10:00:01.000Z" } as const;

  it("on the phone is what was written to and from its number, in order [SB-5]", () => {
    const others = [
      { ...sms, to: JOERG!.number },
      { ...sms, channel: "email" as const },
    ];
    const bubbles = phoneThread(ADA!.number, [TEXT, { ...TEXT, from: JOERG!.number }], [...others, sms]);
    expect(bubbles.map(({ isReceived, body }) => [isReceived, body])).toEqual([
      [false, "Hi"],
      [true, "$49"],
    ]);
  });

  it("on the phone are the files that came with a text, and nothing that is no address [SB-5]", () => {
    const sms = { channel: "sms" as const, to: ADA!.number, text: "", at: "2026-11-26T10:00:01.000Z" };
    const [png, pdf] = ["https://a.example/files/1/screw.png?key=x", "https://a.example/files/2/plan.pdf?key=y"];
    const raws = [
      { Body: "" },
      { MediaUrl: png },
      { MediaUrl: [png, pdf] },
      { MediaUrl: "javascript:alert(1)" },
      "raw",
    ];
    const bubbles = phoneThread(
      ADA!.number,
      [],
      raws.map((raw) => ({ ...sms, raw })),
    );
    expect(bubbles.map(({ media }) => media)).toEqual([[], [png], [png, pdf], [], []]);
  });

  it("in the mailbox is what was sent from and to its address, however that is written [SB-5]", () => {
    const mail = {
      name: "<1@x>",
      isReceived: false,
      from: "",
      subject: "",
      text: "",
      files: [],
      at: "",
      references: [],
    };
    const mails = [{ ...mail, address: "Ada@Example.com", state: "sent" as const }];
    const received = [
      { ...mail, name: "<2@x>", to: "kim@example.com, ADA@example.com" },
      { ...mail, name: "<3@x>", to: "notada@example.com" },
    ];
    expect(mailsOf("ada@example.com", { mails, received }).map(({ name }) => name)).toEqual(["<1@x>", "<2@x>"]);
  });
});

describe("a person", () => {
  it.each([
    ["like the first ones", {}, null],
    ["without a name", { name: " " }, /name/],
    ["without a country", { number: "2025550143" }, /number/],
    ["with words for a number", { number: "home" }, /number/],
    ["with half an address", { address: "ada@" }, /address/],
    ["with a line break in the address", { address: "ada@example.com\nBcc: x@example.com" }, /address/],
  ])("%s is told what is wrong [SB-5]", (_name, about, problem) => {
    const found = problemWith({ ...ADA!, ...about });
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  it.each([
    ["Ada Lindqvist", "AL"],
    ["Zoë", "Z"],
    ["Juan de la Cruz", "JC"],
    ["", ""],
  ])("%s has initials [SB-5]", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

function play(...changes: readonly Change[]): SandboxState {
  const begun = reduce(recall(null), { kind: "about", about: ABOUT });
  return changes.reduce(reduce, begun);
}

function memory(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, words) => void kept.set(key, words) };
}
