import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aMail, openChannel } from "../channels/email/mail-world.ts";
import { createRecordingHost, type RecordingHost } from "../contract/recording-host.ts";
import { createTestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";
import { createDovecot, type Dovecot, dovecotVersion } from "./dovecot.ts";

const version = dovecotVersion();
// Where nobody has installed it nothing is wrong; where everything has to be tried it is missing.
if (version === null && !process.env["CI"]) console.log("Dovecot is not installed: apt-get install dovecot-imapd");

describe.skipIf(version === null && !process.env["CI"])("a real IMAP server [EMAIL-15]", () => {
  let dovecot: Dovecot;
  let host: RecordingHost;
  const open: { stop(): Promise<void> }[] = [];
  beforeEach(async () => {
    dovecot = await createDovecot();
    await dovecot.start();
    host = createRecordingHost();
  });
  afterEach(async () => {
    for (const channel of open.splice(0)) await channel.stop();
    await dovecot.remove();
  });

  const read = async (importDays = 0) => {
    const mail = { imapUrl: dovecot.imapUrl, smtpUrl: "smtp://127.0.0.1:9" };
    const channel = openChannel(mail as never, host, { config: { importDays } });
    open.push(channel);
    await channel.start();
    await until("the reader's place", () => host.memory.get(KEY));
    return channel;
  };
  const KEY = "place:support@example.com@127.0.0.1/INBOX";
  const rows = (count: number) => until(`${count} mails`, () => host.rows.length >= count, 30_000);
  const subjects = () => host.rows.map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1]);
  const deliver = (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) dovecot.deliver(aMail(`Mail ${number}`));
  };
  const numbered = (to: number) => Array.from({ length: to }, (_each, index) => `Mail ${index + 1}`);

  it("tells of mail by IDLE, goes on after a restart of either side, and no flag is changed", async () => {
    const first = await read();
    deliver(1, 3);
    await rows(3);
    await first.stop();
    deliver(4, 6);
    await read();
    await rows(6);
    await dovecot.stop();
    deliver(7, 8);
    await dovecot.start();
    await rows(8);
    expect(new Set(subjects())).toEqual(new Set(numbered(8)));
    expect(host.accepted).toHaveLength(8);
    expect(dovecot.flags()).toEqual(Array(8).fill(""));
  });

  it("reads again what came lately when all mails got other UIDs", async () => {
    await read();
    deliver(1, 3);
    await rows(3);
    await dovecot.stop();
    dovecot.forgetUids();
    deliver(4, 4);
    // UIDVALIDITY is the time, in seconds.
    await until("another second", () => new Date().getMilliseconds() < 50);
    await dovecot.start();
    await rows(7);
    expect(new Set(subjects())).toEqual(new Set(numbered(4)));
    const validities = new Set(host.rows.map(({ meta }) => meta["uidValidity"]));
    expect(validities.size).toBe(2);
    // The same bytes, and so the same fingerprint, by which the core knows them.
    const bodies = host.rows.map(({ body }) => Buffer.from(body).toString());
    expect(new Set(bodies).size).toBe(4);
  });

  it("loses and doubles nothing when the process that reads is killed over and over", {
    timeout: 120_000,
  }, async () => {
    const MAILS = 1_500;
    const KILLS = 5;
    const { database, url, drop } = await createTestDatabase();
    const count = () => database.outside.rawInbound.count({ where: { channel: "email" } });
    deliver(1, MAILS);
    let killedInBetween = 0;
    for (let life = 0; life < KILLS; life += 1) {
      const reader = readInto(url);
      const before = await count();
      await until("some more of them", async () => (await count()) > before, 30_000);
      await killed(reader);
      const after = await count();
      if (after > before && after < MAILS) killedInBetween += 1;
    }
    const last = readInto(url);
    deliver(MAILS + 1, MAILS + 1);
    await until("all of them", async () => (await count()) === MAILS + 1, 60_000);
    await killed(last);
    const stored = await database.outside.rawInbound.findMany({ where: { channel: "email" }, select: { body: true } });
    const names = stored.map(({ body }) => /^Subject: Mail (\d+)\r$/m.exec(Buffer.from(body!).toString())?.[1]);
    expect(names.map(Number).toSorted((one, other) => one - other)).toEqual(
      numbered(MAILS + 1).map((_name, i) => i + 1),
    );
    expect(killedInBetween).toBeGreaterThan(0);
    await drop();
  });

  function readInto(databaseUrl: string): ChildProcess {
    const program = fileURLToPath(new URL("programs/read-mailbox.ts", import.meta.url));
    return spawn(process.execPath, ["--no-warnings", program, databaseUrl, dovecot.imapUrl], { stdio: "inherit" });
  }

  async function killed(child: ChildProcess): Promise<void> {
    const gone = once(child, "close");
    child.kill("SIGKILL");
    await gone;
  }
});
