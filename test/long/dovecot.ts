import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "../harness/free-port.ts";
import { until } from "../harness/until.ts";

/** Where Debian has it; the path of an unprivileged user has no `sbin`. */
const PROGRAM = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].find((path) => existsSync(path)) ?? null;

/** A private Dovecot with one mailbox, in a folder of its own, on a port of the loopback. */
export interface Dovecot {
  readonly imapUrl: string;
  /** A mail arrives in INBOX, as a delivery agent puts it into a Maildir. */
  deliver(bytes: Uint8Array): void;
  /** The flags of all mails in INBOX, as letters of Maildir: `S` is seen. */
  flags(): string[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** All mails get other UIDs under another UIDVALIDITY. Only while it is stopped. */
  forgetUids(): void;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

/** Null: it is not installed. */
export const dovecotVersion = (): string | null =>
  PROGRAM === null ? null : execFileSync(PROGRAM, ["--version"], { encoding: "utf8" }).trim();

const USER = "support@example.com";
const PASSWORD = "s3cret";

export async function createDovecot(): Promise<Dovecot> {
  if (PROGRAM === null) throw new Error("Dovecot is not installed");
  const program = PROGRAM;
  const folder = mkdtempSync(join(tmpdir(), "switchboard-dovecot-"));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const owner = whoOwnsTheMail();
  const inbox = join(folder, "mail");
  for (const name of ["", "cur", "new", "tmp"]) {
    mkdirSync(join(inbox, name));
    chownSync(join(inbox, name), owner.uid, owner.gid);
  }
  const settings = join(folder, "dovecot.conf");
  writeFileSync(settings, configuration(folder, port, owner));

  let running: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    if (running === null) return;
    const gone = once(running, "close");
    running.kill("SIGTERM");
    await gone;
    running = null;
  };
  return {
    imapUrl: `imap://${encodeURIComponent(USER)}:${PASSWORD}@127.0.0.1:${port}/INBOX`,
    deliver(bytes) {
      const name = `${Date.now()}.${randomUUID()}.test`;
      writeFileSync(join(inbox, "tmp", name), bytes);
      chownSync(join(inbox, "tmp", name), owner.uid, owner.gid);
      renameSync(join(inbox, "tmp", name), join(inbox, "new", name));
    },
    flags: () =>
      ["new", "cur"].flatMap((name) => readdirSync(join(inbox, name))).map((file) => file.split(":2,")[1] ?? ""),
    async start() {
      running = spawn(program, ["-F", "-c", settings], { stdio: ["ignore", "ignore", "inherit"] });
      await until("Dovecot", () => answers(port), 20_000);
    },
    stop,
    forgetUids() {
      for (const file of readdirSync(inbox)) {
        if (file.startsWith("dovecot")) rmSync(join(inbox, file));
      }
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Dovecot gives no mail to root. */
function whoOwnsTheMail(): Owner {
  const { uid, gid } = userInfo();
  if (uid !== 0) return { uid, gid };
  const idOf = (option: string): number => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function configuration(folder: string, port: number, { uid, gid }: Owner): string {
  const isRoot = process.getuid?.() === 0;
  // Without root it cannot become anybody else, nor shut itself in.
  const own = isRoot ? "" : `default_internal_user = ${nameOf("-un")}\ndefault_login_user = ${nameOf("-un")}`;
  const group = isRoot ? "" : `default_internal_group = ${nameOf("-gn")}`;
  const chroot = isRoot ? "" : "chroot =";
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_location = maildir:${folder}/mail
${own}
${group}
service imap-login {
  ${chroot}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  ${chroot}
}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
`;
}

/** Of whoever runs the test. */
const nameOf = (option: "-un" | "-gn"): string => execFileSync("id", [option], { encoding: "utf8" }).trim();

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}
