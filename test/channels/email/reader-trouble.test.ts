import { describe, expect, it } from "vitest";
import { until } from "../../harness/until.ts";
import { aMail, MAILBOX, TIMING } from "./mail-world.ts";
import { daysAgo, numbered, useReaderStage } from "./reader-stage.ts";

const stage = useReaderStage();

describe("after an interruption", () => {
  it("a restart goes on where the last one was [EMAIL-15]", async () => {
    const { host, start, started, deliver, read, subjects } = stage();
    const first = await started();
    await deliver("One");
    await read(1);
    await first.stop();
    await deliver("Two", "Three");
    await start();
    await read(3);
    expect(subjects()).toEqual(["One", "Two", "Three"]);
    expect(host.accepted).toHaveLength(3);
  });

  it("what was fetched and not stored comes again, and nothing twice [EMAIL-15]", async () => {
    const { host, started, place, deliver, read, subjects } = stage();
    await started();
    let failures = 3;
    host.onAccept(async () => {
      if (failures-- > 0) throw new Error("the database is away");
    });
    await deliver(...numbered(1, 4));
    await read(4);
    expect(subjects()).toEqual(numbered(1, 4));
    expect((await place()).lastUid).toBe(4);
  });

  it("a crash between storing and going on doubles nothing", async () => {
    const { store, start, started, place, deliver, read, subjects } = stage();
    const reading = await started();
    await deliver("One");
    await read(1);
    await reading.stop();
    // As if the rows had been stored by something that had no transaction.
    await store.memory.set(`place:${MAILBOX}/INBOX`, { ...(await place()), lastUid: 0 } as never, null);
    await start();
    await deliver("Two");
    await read(2);
    expect(subjects()).toEqual(["One", "Two"]);
  });

  it("a connection that is lost in the middle of a batch loses nothing [EMAIL-15]", async () => {
    const { mail, host, start, started, deliver, read, subjects } = stage();
    const first = await started();
    await first.stop();
    await deliver(...numbered(1, 20));
    mail.failImap({ kind: "cut_fetch", afterMails: 7 });
    await start();
    await read(20);
    expect(subjects()).toEqual(numbered(1, 20));
    expect(host.accepted).toHaveLength(20);
  });

  it("a server that is away at the start, and goes later, is found again [EMAIL-16]", async () => {
    const { mail, start, place, deliver, read } = stage();
    await mail.close();
    const channel = await start();
    expect(channel.health()).toEqual({ ok: true });
    await mail.open();
    await until("the place", () => place());
    await deliver("One");
    await read(1);
    await mail.close();
    await mail.open();
    await deliver("Two");
    await read(2);
    expect(channel.health()).toEqual({ ok: true });
  });

  it("a connection that is silent is given up", async () => {
    const { mail, started, deliver, read } = stage();
    const { reading } = TIMING;
    await started({ timing: { ...TIMING, reading: { ...reading, pollMs: 100, quietMs: 200 } } });
    mail.failImap({ kind: "silence" });
    await deliver("Parcel");
    await read(1);
  });

  it("a connection that is silent from IDLE on is given up", async () => {
    const { mail, started, deliver, read } = stage();
    const { reading } = TIMING;
    mail.failImap({ kind: "silent_idle" });
    await started({ timing: { ...TIMING, reading: { ...reading, pollMs: 100, quietMs: 200 } } });
    await deliver("Parcel");
    await read(1);
  });

  it("a process that is no longer the only one lets go at once, and comes back when it is [EMAIL-13]", async () => {
    const { mail, host, place, start, deliver, read, subjects } = stage();
    const lost = new AbortController();
    let times = 0;
    await start(
      {},
      {
        ...host,
        alone: (name, work, signal) => {
          times += 1;
          return host.alone(name, work, times === 1 ? AbortSignal.any([signal, lost.signal]) : signal);
        },
      },
    );
    await until("the place", place);
    lost.abort();
    await until("somebody else's turn", () => times === 2 && mail.connections() === 1);
    await deliver("Parcel");
    await read(1);
    expect(subjects()).toEqual(["Parcel"]);
  });

  it("stops in the middle of anything", async () => {
    const { mail, start } = stage();
    const channel = await start();
    await channel.stop();
    expect(mail.connections()).toBe(0);
    await channel.stop();
  });
});

describe("a folder with another UIDVALIDITY", () => {
  it("is read again, as far back as something can have been missed [EMAIL-17]", async () => {
    const { mail, host, started, deliver, read, subjects } = stage();
    await mail.deliver(aMail("Long ago"), daysAgo(30));
    await mail.deliver(aMail("Before we came"), daysAgo(1));
    await started();
    await mail.deliver(aMail("One"));
    await read(1);
    await mail.close();
    mail.folder().renumber();
    mail.folder().add(aMail("Meanwhile"));
    await mail.open();
    await read(4);
    await deliver("After");
    await read(5);
    // Those of before come with other ids, and the core knows them by their fingerprint.
    expect(host.rows.map(({ externalId }) => externalId)).toEqual(
      ["1/3", "2/2", "2/3", "2/4", "2/5"].map((id) => `${MAILBOX}/INBOX/${id}`),
    );
    expect(subjects()).toEqual(["One", "Before we came", "One", "Meanwhile", "After"]);
    // What was there before we came is nobody's question to us, now as then.
    expect(host.rows.map(({ meta }) => meta["imported"])).toEqual([undefined, "1", undefined, undefined, undefined]);
  });
});

describe("a mail that is trouble", () => {
  it("of more than 50 MB is read in part, and its size is kept [EMAIL-18]", async () => {
    const { mail, host, started, deliver, read } = stage();
    await started();
    await mail.deliver(aMail("Large", "x".repeat(51 * 1024 * 1024)));
    await deliver("Small");
    await read(2);
    const [large, small] = host.rows;
    expect(large!.body).toHaveLength(1024 * 1024);
    expect(large!.meta["truncated"]).toBe(String(mail.folder().mails[0]!.bytes.length));
    expect(small!.meta["truncated"]).toBeUndefined();
  });

  it("and cannot be given out holds up no other, and is seen by somebody [EMAIL-19]", async () => {
    const { mail, host, start, started, deliver, read, subjects } = stage();
    const first = await started();
    await first.stop();
    await deliver(...numbered(1, 5));
    mail.unreadable.add(3);
    await start();
    await read(5);
    expect(subjects()).toEqual(["Mail 1", "Mail 2", undefined, "Mail 4", "Mail 5"]);
    expect(host.rows[2]!.body).toHaveLength(0);
    await deliver("New");
    await read(6);
  });
});

describe("health", () => {
  it("is bad while the login is refused, and good again by itself [EMAIL-20]", async () => {
    const { mail, start } = stage();
    mail.refuseLogins(true);
    const channel = await start();
    const why = await until("the trouble", () => {
      const health = channel.health();
      return health.ok ? null : health.why;
    });
    expect(why).toMatch(/refuses the login/);
    expect(why).not.toMatch(/s3cret|support@/);
    mail.refuseLogins(false);
    await until("good health", () => channel.health().ok);
  });

  it("is bad when the password would go to another machine in the clear [EMAIL-28]", async () => {
    const { mail, start } = stage();
    // An address of this machine that does not say so.
    const channel = await start({ config: { imapUrl: mail.imapUrl.replace("127.0.0.1", "0.0.0.0") } });
    await until("the trouble", () => !channel.health().ok);
    expect(channel.health()).toMatchObject({ why: expect.stringMatching(/no encryption/) });
  });

  it("is bad when the folder does not exist", async () => {
    const { mail, start } = stage();
    const channel = await start({ config: { imapUrl: mail.imapUrl.replace(/INBOX$/, "Nowhere") } });
    await until("the trouble", () => !channel.health().ok);
    expect(channel.health()).toMatchObject({ why: expect.stringMatching(/folder .* does not exist/) });
  });
});
