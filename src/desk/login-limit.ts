import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../http/problem.ts";

/**
 * Failed attempts in a quarter of an hour: to one account from one network address, to one account from anywhere, and from
 * one address, which may be a whole office. With one limit per account alone anybody could keep its owner out.
 */
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ACCOUNT = 100;
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
  const pairs = limiter("login:pair", PER_ACCOUNT_AND_ADDRESS);
  const accounts = limiter("login:account", PER_ACCOUNT);
  const addresses = limiter("login:address", PER_ADDRESS);
  return {
    async attempt(email, address) {
      try {
        // One after the other: who is refused by the first counts for no other.
        await pairs.consume(keyOf(`${email} ${address}`));
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
      await Promise.all([
        pairs.delete(keyOf(`${email} ${address}`)),
        accounts.reward(keyOf(email)),
        addresses.reward(keyOf(address)),
      ]);
    },
  };
}

/** Whatever somebody sends fits into the table's key, which takes 255 characters. */
function keyOf(name: string): string {
  return createHash("sha256").update(name.toLowerCase()).digest("base64url");
}
