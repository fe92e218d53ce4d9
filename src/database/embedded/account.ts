import { lchownSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A user of the system, as `spawn` takes it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Who may stand in for root, best first. */
const STAND_INS = ["postgres", "nobody"] as const;

/**
 * Who runs the server of this cluster; undefined means ourselves. PostgreSQL refuses to run as root, so root starts it
 * as the owner of the cluster, or as somebody without rights where there is no cluster yet.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const accounts = readFileSync("/etc/passwd", "utf8");
  for (const name of STAND_INS) {
    const account = accountNamed(name, accounts);
    if (account) return account;
  }
  throw new Error(
    `PostgreSQL does not run as root, and this machine has no user ${STAND_INS.join(" or ")} to run it as. ` +
      "Start us as another user, or set DATABASE_URL.",
  );
}

/** Makes `account` the owner of a folder and of all in it. Links are given away themselves, not what they point to. */
export function giveTo(account: Account, folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, name), account.uid, account.gid);
  lchownSync(folder, account.uid, account.gid);
}

/** `accounts` in the format of passwd(5): name, password, uid, gid, …, separated by colons. */
function accountNamed(name: string, accounts: string): Account | undefined {
  const line = accounts.split("\n").find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
