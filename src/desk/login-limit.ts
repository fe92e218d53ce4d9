import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../http/problem.ts";

/** Failed attempts in a quarter of an hour: for one account, and from one network address, which may be a whole office. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;
const WINDOW_SECONDS = 15 * 60;

export interface LoginLimit {
  /** Counts an attempt. @throws {Problem} 429 when there were too many. */
  attempt(email: string, address: string): Promise<void>;
  /** A success is no failure, and forgives what was mistyped before. */
  succeeded(email: string, address: string): Promise<void>;
}

/** Counted in the database: several processes are not several chances. */
export function createLoginLimit(pool: Pool): LoginLimit {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: "RateLimit",
      tableCreated: true,
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
    });
  const accounts = limiter("login:account", PER_ACCOUNT);
  const addresses = limiter("login:address", PER_ADDRESS);
  return {
    async attempt(email, address) {
      try {
        await Promise.all([accounts.consume(keyOf(email)), addresses.consume(keyOf(address))]);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const seconds = Math.ceil(refused.msBeforeNext / 1_000);
        throw new Problem(
          429,
          "Too many attempts to sign in. Try again later.",
          {},
          { "Retry-After": String(seconds) },
        );
      }
    },
    async succeeded(email, address) {
      await Promise.all([accounts.delete(keyOf(email)), addresses.reward(keyOf(address))]);
    },
  };
}

/** Whatever somebody sends in place of an address fits into the table's key, which takes 255 characters. */
function keyOf(address: string): string {
  return createHash("sha256").update(address.toLowerCase()).digest("base64url");
}
