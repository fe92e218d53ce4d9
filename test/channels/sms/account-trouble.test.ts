import { describe, expect, it } from "vitest";
import { type AccountTrouble, createAccountTrouble } from "../../../channels/sms/account-trouble.ts";
import { type CallFailure, toSendError } from "../../../channels/sms/to-send-error.ts";
import { address } from "../../../src/contract/index.ts";
import { ACCOUNT } from "./sms-case.ts";

const [FIRST, SECOND] = [address(ACCOUNT.phoneNumbers[0]), address(ACCOUNT.phoneNumbers[1])];
const MINUTE_MS = 60_000;
const OK = { ok: true };
/** By what the list met alone, which takes no webhook away from this process. */
const UNKNOWN_TO_TWILIO = {
  ok: false,
  why: expect.stringMatching(/^Twilio does not accept our credentials\./),
  isReady: true,
};

const refused = (status: number, code: number | null = null): CallFailure => ({
  kind: "refused",
  status,
  code,
  retryAfter: null,
});
const STRANGERS = refused(401, 20003);

/** What Twilio makes of calls, one after the other, by a clock that stands still. */
function watching() {
  let at = 0;
  const trouble: AccountTrouble = createAccountTrouble(() => at);
  const fail = (watch: (call: Promise<never>) => Promise<never>, failure: CallFailure) =>
    expect(watch(Promise.reject(toSendError(failure)))).rejects.toThrow();
  return {
    health: () => trouble.health(),
    taken: (from = FIRST) => trouble.taken(from),
    leaveList: () => trouble.leaveList(),
    textFails: (failure: CallFailure, from = FIRST) => fail((call) => trouble.watch(from, call), failure),
    listFails: (failure: CallFailure) => fail((call) => trouble.watchList(call), failure),
    listed: () => trouble.watchList(Promise.resolve("a page")),
    later(ms: number) {
      at += ms;
    },
  };
}

describe("what reading the list finds out [SMSX-40]", () => {
  it("counts until it is read again, however long that takes", async () => {
    const now = watching();
    await now.listFails(STRANGERS);
    now.later(60 * MINUTE_MS);
    expect(now.health()).toEqual(UNKNOWN_TO_TWILIO);
    await now.listed();
    expect(now.health()).toEqual(OK);
  });

  it.each<[string, CallFailure]>([
    ["a bad day of Twilio's", refused(503)],
    ["no network", { kind: "unreachable", cause: null }],
    ["too many requests", refused(429, 20429)],
  ])("is not taken back by %s", async (_name, failure) => {
    const now = watching();
    await now.listFails(failure);
    expect(now.health()).toEqual(OK);
    await now.listFails(STRANGERS);
    await now.listFails(failure);
    expect(now.health()).toEqual(UNKNOWN_TO_TWILIO);
  });

  it.each<[string, CallFailure]>([
    ["an account that is not active", refused(403, 20005)],
    ["an account that Twilio does not know", refused(404, 20404)],
    ["credentials without Twilio's words", refused(401)],
  ])("may be %s", async (_name, failure) => {
    const now = watching();
    await now.listFails(failure);
    expect(now.health()).toMatchObject({ ok: false });
  });

  it.each([refused(403), refused(403, 20403), refused(401, 70051)])(
    "is no trouble when the key may send and not read: %j",
    async (failure) => {
      const now = watching();
      await now.listFails(failure);
      expect(now.health()).toEqual(OK);
      await now.listFails(STRANGERS);
      await now.listFails(failure);
      expect(now.health()).toEqual(OK);
    },
  );

  it("does not count against texts that are taken meanwhile, until it or a text says otherwise", async () => {
    const now = watching();
    await now.listFails(STRANGERS);
    now.taken();
    expect(now.health()).toEqual(OK);
    await now.listFails(STRANGERS);
    expect(now.health()).toEqual(OK);
    await now.listed();
    await now.listFails(STRANGERS);
    expect(now.health()).toEqual(UNKNOWN_TO_TWILIO);

    now.taken();
    await now.textFails(STRANGERS);
    await now.listFails(STRANGERS);
    now.later(2 * MINUTE_MS);
    expect(now.health()).toEqual(UNKNOWN_TO_TWILIO);
  });

  it("does not count any more where the list is not read any more", async () => {
    const now = watching();
    await now.listFails(STRANGERS);
    now.leaveList();
    expect(now.health()).toEqual(OK);
  });

  it.each<[string, CallFailure]>([
    ["a fault of ours", { kind: "not_asked", cause: new Error("no request") }],
    ["a proxy's refusal", refused(400)],
  ])("is not proven wrong by %s", async (_name, failure) => {
    const now = watching();
    await now.listFails(STRANGERS);
    await now.textFails(failure);
    expect(now.health()).toEqual(UNKNOWN_TO_TWILIO);
  });

  it("takes nothing back that a text has met: what may read may not send for that", async () => {
    const now = watching();
    await now.textFails(refused(429, 63038));
    await now.listed();
    expect(now.health()).toMatchObject({ ok: false, why: expect.stringContaining("24 hours") });
  });
});

describe("the trouble of one of our numbers [SMSX-41]", () => {
  const NOT_OURS = refused(400, 21659);
  const SECOND_FAILS = {
    ok: false,
    why: expect.stringMatching(/^Texts from \+14155550101 fail\. The number we send from is not a Twilio number\. /),
  };

  it("is named, and stays when another number's text is taken", async () => {
    const now = watching();
    await now.textFails(NOT_OURS, SECOND);
    expect(now.health()).toEqual(SECOND_FAILS);
    now.taken(FIRST);
    await now.textFails(refused(400, 21211), FIRST);
    await now.listed();
    expect(now.health()).toEqual(SECOND_FAILS);
  });

  it("ends when one of its texts is taken, or a minute after the last refusal", async () => {
    const now = watching();
    await now.textFails(NOT_OURS, SECOND);
    now.taken(SECOND);
    expect(now.health()).toEqual(OK);
    await now.textFails(NOT_OURS, SECOND);
    now.later(MINUTE_MS - 1);
    await now.textFails(NOT_OURS, SECOND);
    now.later(MINUTE_MS - 1);
    expect(now.health()).toEqual(SECOND_FAILS);
    now.later(1);
    expect(now.health()).toEqual(OK);
  });

  it("stands beside another's, and behind the account's, which it disproves", async () => {
    const now = watching();
    await now.textFails(STRANGERS, FIRST);
    await now.textFails(NOT_OURS, SECOND);
    expect(now.health()).toEqual(SECOND_FAILS);
    await now.textFails(refused(400, 21606), FIRST);
    expect(now.health()).toMatchObject({ why: expect.stringMatching(/from \+14155550101 .* from \+14155550100 /) });
    await now.textFails(STRANGERS, FIRST);
    expect(now.health()).toMatchObject({ why: expect.stringMatching(/^Twilio does not .* from \+14155550101 /) });
  });

  it("is the account's where all numbers fare the same", async () => {
    const now = watching();
    await now.textFails(refused(400, 21705), SECOND);
    expect(now.health()).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^Twilio does not know the Messaging/),
    });
    now.taken(FIRST);
    expect(now.health()).toEqual(OK);
  });
});
