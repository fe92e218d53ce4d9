import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const MIB = 1024 * 1024;

/** All ours. Of addresses they are generous, for a whole office may have one. */
const ALLOWANCES = {
  /** Connections of an address. */
  connection: { points: 300, duration: 60 },
  /** Messages of a session, … */
  sessionSend: { points: 120, duration: 60 },
  /** … and of an address. */
  addressSend: { points: 600, duration: 60 },
  /** What is sent along, in MiB, of a session … */
  sessionUpload: { points: 100, duration: 600 },
  /** … and of an address. */
  addressUpload: { points: 500, duration: 600 },
  /** Events of any kind, of a socket. No page of ours comes near it. */
  event: { points: 1000, duration: 10 },
} as const satisfies Record<string, Allowance>;

type Allowances = Readonly<Record<keyof typeof ALLOWANCES, Allowance>>;

interface Allowance {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

/** How much visitors may do on this process. Each method counts what it is asked about. */
export interface Limits {
  mayConnect(address: string): Promise<Verdict>;
  /** `bytes`: what is sent along. */
  maySend(sessionId: string, address: string, bytes: number): Promise<Verdict>;
  /** Any event of a socket. */
  mayEmit(socketId: string): Promise<Verdict>;
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryInMs: number };

/** `changed`: for tests, other allowances than ours. */
export function createLimits(changed: Partial<Allowances> = {}): Limits {
  const of = (name: keyof Allowances) => new RateLimiterMemory({ ...ALLOWANCES, ...changed }[name]);
  const connection = of("connection");
  const sessionSend = of("sessionSend");
  const addressSend = of("addressSend");
  const sessionUpload = of("sessionUpload");
  const addressUpload = of("addressUpload");
  const event = of("event");
  return {
    mayConnect: (address) => take(connection, addressKey(address)),
    async maySend(sessionId, address, bytes) {
      const from = addressKey(address);
      const size = Math.ceil(bytes / MIB);
      const verdicts = await Promise.all([
        take(sessionSend, sessionId),
        take(addressSend, from),
        take(sessionUpload, sessionId, size),
        take(addressUpload, from, size),
      ]);
      return verdicts.reduce(stricter);
    },
    mayEmit: (socketId) => take(event, socketId),
  };
}

const ALLOWED: Verdict = { allowed: true };

async function take(limiter: RateLimiterMemory, key: string | null, points = 1): Promise<Verdict> {
  if (key === null || points === 0) return ALLOWED;
  try {
    await limiter.consume(key, points);
    return ALLOWED;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return { allowed: false, retryInMs: reason.msBeforeNext };
    throw reason;
  }
}

function stricter(one: Verdict, other: Verdict): Verdict {
  if (one.allowed) return other;
  return other.allowed || other.retryInMs < one.retryInMs ? one : other;
}

/**
 * What an address is counted under. Null: it is not counted, being this machine, or a proxy that does not say for whom it
 * speaks, or unknown. Of IPv6 the first 64 bits, for that much is one customer's (RFC 6177).
 */
export function addressKey(address: string): string | null {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
  if (plain === "" || plain === "::1" || plain.startsWith("127.")) return null;
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  const all = [...groups, ...Array.from({ length: missing }, () => "0"), ...(tail ?? "").split(":")];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
