import { describe, expect, it } from "vitest";
import { batchesOf, MAX_MAIL_BYTES } from "../../../channels/email/imap-batches.ts";
import { pauseBefore } from "../../../channels/email/imap-pause.ts";
import {
  firstPlace,
  isImported,
  type Place,
  parsePlace,
  placeAfter,
  placeIn,
  toJson,
} from "../../../channels/email/imap-place.ts";
import { NotStoredError, toTrouble } from "../../../channels/email/imap-trouble.ts";
import { mailboxOf, parseMailUrl } from "../../../channels/email/mail-url.ts";
import { createMailboxHealth } from "../../../channels/email/mailbox-health.ts";

const NOON = new Date("2026-03-01T12:00:00Z");
const day = (days: number): Date => new Date(NOON.getTime() + days * 86_400_000);

describe("the place", () => {
  const folder = { uidValidity: "7", uidNext: 101 };
  const place: Place = { uidValidity: "7", lastUid: 100, lastAt: day(5), firstAt: NOON, backlog: null };

  it.each<[string, Place, Partial<Place>]>([
    [
      "begins at the beginning of a mailbox that is no older than we are",
      firstPlace(folder, { importDays: 0, isFresh: true }, NOON),
      { lastUid: 0, backlog: null },
    ],
    ["begins at the end", firstPlace(folder, { importDays: 0 }, NOON), { lastUid: 100, backlog: null }],
    [
      "or some days before it",
      firstPlace(folder, { importDays: 3 }, NOON),
      { lastUid: 0, backlog: { upTo: 100, since: day(-3), imported: true } },
    ],
    [
      "of an empty folder has nothing to import",
      firstPlace({ ...folder, uidNext: 1 }, { importDays: 3 }, NOON),
      { lastUid: 0, backlog: null },
    ],
    ["stays where it is", placeIn(folder, place), place],
    [
      "under another UIDVALIDITY is two days back",
      placeIn({ uidValidity: "8", uidNext: 51 }, place),
      { uidValidity: "8", lastUid: 0, backlog: { upTo: 50, since: day(3), imported: false }, firstAt: NOON },
    ],
    ["moves on", placeAfter(place, 103, day(6)), { lastUid: 103, lastAt: day(6) }],
    ["never goes back", placeAfter(place, 99, day(1)), { lastUid: 100, lastAt: day(5) }],
  ])("%s", (_name, found, expected) => {
    expect(found).toMatchObject(expected);
  });

  it("is the same after it was kept", () => {
    const kept = firstPlace(folder, { importDays: 3 }, NOON);
    expect(parsePlace(JSON.parse(JSON.stringify(toJson(kept))))).toEqual(kept);
    expect(parsePlace(null)).toBeNull();
    expect(() => parsePlace({ uidValidity: 7 })).toThrow("not readable");
  });

  it.each([
    ["of the import", firstPlace(folder, { importDays: 3 }, NOON), 100, day(-1), true],
    ["after it", firstPlace(folder, { importDays: 3 }, NOON), 101, day(-1), false],
    ["found again, from before we came", placeIn({ ...folder, uidValidity: "8" }, place), 3, day(-1), true],
    ["found again, from since", placeIn({ ...folder, uidValidity: "8" }, place), 4, day(1), false],
    ["that is new and has an old date, such as one that was moved", place, 101, day(-9), false],
  ])("a mail %s: silent %#", (_name, at, uid, date, expected) => {
    expect(isImported(at, uid, date)).toBe(expected);
  });
});

describe("what is read together", () => {
  const mails = (...sizes: number[]) => sizes.map((size, index) => ({ uid: index + 1, size }));
  it.each([
    ["nothing", mails(), []],
    ["few", mails(1, 2, 3), [[1, 2, 3]]],
    [
      "more than fit by number",
      mails(1, 1, 1, 1, 1),
      [
        [1, 2, 3],
        [4, 5],
      ],
    ],
    ["more than fit by size", mails(60, 60, 40, 1), [[1], [2, 3], [4]]],
    ["one that is larger than all", mails(1, 500, 1), [[1], [2], [3]]],
  ])("%s", (_name, given, expected) => {
    const batches = batchesOf(given, { maxCount: 3, maxBytes: 100 });
    expect(batches.map((batch) => batch.map(({ uid }) => uid))).toEqual(expected);
  });

  it("counts of a mail that is too large only what is read", () => {
    expect(
      batchesOf([
        { uid: 1, size: MAX_MAIL_BYTES + 1 },
        { uid: 2, size: 1_000 },
      ]),
    ).toHaveLength(1);
  });
});

describe("the pause before another attempt", () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 1, 2_000],
    [7, 1, 60_000],
    [1_000, 0, 30_000],
  ])("after %i failures, by chance %d: %i ms", (failures, chance, ms) => {
    expect(pauseBefore(failures, { least: 1_000, most: 60_000 }, chance)).toBe(ms);
  });
});

describe("the URL of a mail server", () => {
  it.each([
    [
      "imaps://ada%40example.com:p%2Fw%3A@Mail.Example.com/INBOX",
      "mail.example.com",
      993,
      true,
      false,
      "ada@example.com",
      "INBOX",
    ],
    ["imap://ada:pw@127.0.0.1:1143/Support%2FMehr", "127.0.0.1", 1143, false, true, "ada", "Support/Mehr"],
    ["smtps://ada:pw@smtp.example.com", "smtp.example.com", 465, true, false, "ada", ""],
    ["smtp://ada:pw@[::1]:25", "::1", 25, false, true, "ada", ""],
    ["smtp://localhost", "localhost", 587, false, true, undefined, ""],
    ["smtp://127.evil.example", "127.evil.example", 587, false, false, undefined, ""],
  ])("%s", (url, host, port, secure, loopback, user, path) => {
    const server = parseMailUrl(url);
    expect(server).toMatchObject({ host, port, secure, loopback, path });
    expect(server.login?.user).toBe(user);
  });

  it("keeps its password to itself, also when it is wrong", () => {
    expect(parseMailUrl("imaps://ada:p%2Fw%3A@mail.example.com").login?.password).toBe("p/w:");
    expect(mailboxOf(parseMailUrl("imaps://ada:secret@mail.example.com/INBOX"))).toBe("ada@mail.example.com");
    for (const wrong of ["pop3://ada:secret@mail.example.com", "imaps://ada:secret%@mail.example.com", "secret"]) {
      expect(() => parseMailUrl(wrong)).toThrow(TypeError);
      expect(() => parseMailUrl(wrong)).not.toThrow("secret");
    }
  });
});

describe("what is wrong with a mailbox", () => {
  it.each([
    ["a refused login", { authenticationFailed: true }, "login_refused", true],
    ["no STARTTLS", { tlsFailed: true }, "insecure", true],
    ["no such folder", { mailboxMissing: true }, "no_folder", true],
    ["a certificate that has expired", { code: "CERT_HAS_EXPIRED" }, "untrusted", true],
    ["a certificate of another host", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "untrusted", true],
    ["nobody there", { code: "ECONNREFUSED" }, "unreachable", false],
    ["a database that is away", new NotStoredError("no"), "not_stored", false],
    ["something else", "what?", "unreachable", false],
  ])("%s", (_name, error, kind, lasting) => {
    expect(toTrouble(error)).toMatchObject({ kind, lasting });
  });

  it("is told at once when it lasts, and after half a minute when it may pass [EMAIL-20]", () => {
    let clock = 0;
    const health = createMailboxHealth(() => clock);
    expect(health.now()).toEqual({ ok: true });
    health.failed(toTrouble({ code: "ECONNREFUSED" }));
    clock = 30_000;
    health.failed(toTrouble({ code: "ECONNREFUSED" }));
    expect(health.now()).toEqual({ ok: true });
    clock = 30_001;
    expect(health.now()).toMatchObject({ ok: false, why: expect.stringContaining("ECONNREFUSED") });
    health.read();
    expect(health.now()).toEqual({ ok: true });
    health.failed(toTrouble({ authenticationFailed: true }));
    expect(health.now()).toMatchObject({ ok: false });
  });
});
