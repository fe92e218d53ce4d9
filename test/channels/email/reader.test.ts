import { describe, expect, it } from "vitest";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { aMail, FOLDER, MAILBOX } from "./mail-world.ts";
import { daysAgo, numbered, polling, useReaderStage } from "./reader-stage.ts";

const stage = useReaderStage();

describe("what is read", () => {
  it("comes byte for byte, with what the server knows of it [EMAIL-10]", async () => {
    const { mail, host, started, read } = stage();
    await started();
    const at = new Date("2026-03-01T12:00:05Z");
    await mail.deliver(aMail("Parcel", "Grüße"), { at });
    await read(1);
    expect(host.rows).toEqual([
      {
        externalId: `${MAILBOX}/INBOX/1/1`,
        contentType: "message/rfc822",
        body: mail.folder().mails[0]!.bytes,
        meta: { mailbox: MAILBOX, uid: "1", uidValidity: "1", internalDate: at.toISOString() },
      },
    ]);
  });

  it("is not marked as read, and read or not it counts the same [EMAIL-11]", async () => {
    const { mail, started, deliver, read, subjects } = stage();
    await mail.deliver(aMail("Before"));
    await started();
    mail.folder().mails[0]!.flags.add("\\Seen");
    await deliver("Parcel");
    mail.folder().mails[1]!.flags.add("\\Seen");
    await read(1);
    await deliver("Another");
    await read(2);
    expect(subjects()).toEqual(["Parcel", "Another"]);
    expect([...mail.folder().mails[2]!.flags]).toEqual([]);
  });

  it("is not what is marked as deleted", async () => {
    const { mail, started, deliver, read, subjects } = stage();
    mail.setIdle("silent");
    await started({ timing: polling(50) });
    mail.folder().add(aMail("Gone")).flags.add("\\Deleted");
    await deliver("Here");
    await read(1);
    expect(subjects()).toEqual(["Here"]);
  });

  it("may be in any folder", async () => {
    const { mail, host, store, start, read } = stage();
    const path = encodeURIComponent(FOLDER);
    await start({ config: { imapUrl: mail.imapUrl.replace(/INBOX$/, path) } });
    await until("its place", () => store.memory.get(`place:${MAILBOX}/${FOLDER}`));
    mail.folder(FOLDER).add(aMail("Parcel"));
    await read(1);
    expect(host.rows[0]!.externalId).toBe(`${MAILBOX}/${FOLDER}/1/1`);
  });
});

describe("when it is read", () => {
  it("is at once, when the server tells of it [EMAIL-12]", async () => {
    const { started, deliver, read } = stage();
    await started();
    const began = performance.now();
    await deliver("Parcel");
    await read(1);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each(["silent", "none"] as const)("is at the next look on a server whose IDLE is: %s", async (idle) => {
    const { mail, started, deliver, read } = stage();
    mail.setIdle(idle);
    await started({ timing: polling(50) });
    await deliver("Parcel");
    await read(1);
  });

  it("is once, however many processes there are [EMAIL-13]", async () => {
    const { mail, store, start, started, deliver, read, subjects } = stage();
    const other = createRecordingHost(store);
    const [reading] = await Promise.all([started(), start({}, other)]);
    expect(mail.connections()).toBe(1);
    await deliver(...numbered(1, 5));
    await read(5);
    expect(store.accepted).toHaveLength(5);
    // The one that reads goes, and the other one goes on.
    await reading.stop();
    await deliver(...numbered(6, 8));
    await read(8);
    expect(subjects()).toEqual(numbered(1, 8));
    expect(store.accepted).toHaveLength(8);
  });
});

describe("the first connect", () => {
  it("begins at the end [EMAIL-14]", async () => {
    const { host, started, deliver, read, subjects } = stage();
    await deliver(...numbered(1, 3));
    await started();
    await deliver("New");
    await read(1);
    expect(subjects()).toEqual(["New"]);
    expect(host.rows[0]!.meta["imported"]).toBeUndefined();
  });

  it("imports some days when it is told to, and says of each mail that it was there before [EMAIL-14]", async () => {
    const { mail, host, start, deliver, read, subjects } = stage();
    await mail.deliver(aMail("Old"), daysAgo(9));
    await mail.deliver(aMail("Lately"), daysAgo(2));
    await mail.deliver(aMail("Older than its neighbours"), daysAgo(30));
    await mail.deliver(aMail("Today"), daysAgo(0));
    await start({ config: { importDays: 3 } });
    await read(2);
    await deliver("New");
    await read(3);
    expect(subjects()).toEqual(["Lately", "Today", "New"]);
    expect(host.rows.map(({ meta }) => meta["imported"])).toEqual(["1", "1", undefined]);
  });

  it("goes on with an import that was broken off, silently", async () => {
    const { host, start, deliver, read, subjects } = stage();
    await deliver(...numbered(1, 60));
    // The first batch is stored, and the process dies in the second one.
    let stored = 0;
    host.onAccept(async () => {
      stored += 1;
      if (stored > 2) throw new Error("killed");
    });
    const first = await start({ config: { importDays: 1 } });
    await read(50);
    await first.stop();
    host.onAccept(async () => {});
    await start({ config: { importDays: 1 } });
    await deliver("New");
    await read(61);
    expect(subjects()).toEqual([...numbered(1, 60), "New"]);
    expect(host.rows.map(({ meta }) => meta["imported"])).toEqual([...Array<string>(60).fill("1"), undefined]);
  });
});

describe("a connection that ends between two batches", () => {
  it.each([
    ["by an orderly stop", "stop"],
    ["by the server", "cut"],
  ] as const)("%s makes nobody take what is not read for gone [EMAIL-16]", async (_how, how) => {
    const { mail, host, start, deliver, subjects } = stage();
    const all = numbered(1, 120);
    await deliver(...all);
    let isFirst = true;
    let stopping: Promise<void> | undefined;
    host.onAccept(async () => {
      if (!isFirst) return;
      isFirst = false;
      if (how === "cut") mail.cut();
      else stopping = channel.stop();
      await until("the end of the connection", () => mail.connections() === 0);
    });
    const channel = await start({ config: { isFresh: true } });
    await until("a first batch", () => !isFirst);
    await stopping;
    if (how === "stop") await start({ config: { isFresh: true } });
    await until("all mails", () => subjects().length === all.length);
    expect(subjects()).toEqual(all);
  });
});
