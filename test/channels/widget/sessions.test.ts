import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createSessions, type Session, type Sessions, threadOfVisitor } from "../../../channels/widget/sessions.ts";
import type { ChannelMemory, Json } from "../../../src/contract/index.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VISITOR: Session = { visitor: "v1", thread: threadOfVisitor("v1"), user: null };
const CUSTOMER: Session = { ...VISITOR, user: { sub: "ann", email: "ann@example.com", name: "Ann" } };

let clock: number;
let writes: { readonly key: string; readonly value: Json; readonly expiresAt: Date | null }[];
let sessions: Sessions;
beforeEach(() => {
  clock = Date.parse("2026-03-01T12:00:00Z");
  writes = [];
  sessions = createSessions(createMemory(), () => clock);
});

/** Forgets by the test's clock. */
function createMemory(): ChannelMemory {
  const kept = new Map<string, { value: Json; expiresAt: Date | null }>();
  return {
    async get(key) {
      const found = kept.get(key);
      return found === undefined || (found.expiresAt !== null && found.expiresAt.getTime() <= clock)
        ? null
        : found.value;
    },
    async set(key, value, expiresAt) {
      writes.push({ key, value, expiresAt });
      kept.set(key, { value, expiresAt });
    },
    async remove(key) {
      kept.delete(key);
    },
  };
}

describe("a session [WIDGET-1]", () => {
  it("is found by its token, which has 256 bits and is kept nowhere", async () => {
    const { token } = await sessions.begin(VISITOR);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect((await sessions.find(token))?.session).toEqual(VISITOR);
    expect(JSON.stringify(writes)).not.toContain(token);
    expect(writes[0]?.key).toBe(`session:${createHash("sha256").update(token).digest("hex")}`);
  });

  it.each([
    ["an unknown token", "x".repeat(43)],
    ["the hash of a token", createHash("sha256").update("x").digest("hex")],
    ["no token", null],
    ["an empty token", ""],
  ])("is not found by %s", async (_name, token) => {
    await sessions.begin(VISITOR);
    expect(await sessions.find(token)).toBeNull();
  });

  it.each([
    ["30 days for a visitor", VISITOR, 30 * DAY_MS],
    ["24 hours for an identified customer", CUSTOMER, DAY_MS],
  ])("lasts %s, and longer when it is used", async (_name, session, ttlMs) => {
    const open = await sessions.begin(session);
    clock += ttlMs - 1;
    expect(await sessions.renew(open)).toBe(true);
    clock += ttlMs - 1;
    expect((await sessions.find(open.token))?.session).toEqual(session);
    clock += 1;
    expect(await sessions.find(open.token)).toBeNull();
    expect(await sessions.renew(open)).toBe(false);
  });

  it("is written once an hour at most", async () => {
    const open = await sessions.begin(VISITOR);
    for (let minute = 1; minute < 60; minute += 1) {
      clock += 60_000;
      await sessions.renew(open);
    }
    expect(writes).toHaveLength(1);
    clock += 60_000;
    await sessions.renew(open);
    await sessions.renew(open);
    expect(writes).toHaveLength(2);
  });

  it("ends at once", async () => {
    const open = await sessions.begin(VISITOR);
    await sessions.end(open);
    expect(await sessions.find(open.token)).toBeNull();
    clock += HOUR_MS;
    expect(await sessions.renew(open)).toBe(false);
  });
});

describe("a customer's thread", () => {
  const ann = CUSTOMER.user!;

  it("is the same on two devices that come at once", async () => {
    const [one, two] = await Promise.all([sessions.threadOf(ann), sessions.threadOf({ ...ann, name: null })]);
    expect(one).toBe(two);
    expect(one).not.toContain("ann");
    expect(await sessions.threadOf({ ...ann, sub: "bob" })).not.toBe(one);
  });

  it("is the one that was brought along, for ever", async () => {
    await sessions.setThreadOf(ann, VISITOR.thread);
    clock += 1000 * DAY_MS;
    expect(await sessions.threadOf(ann)).toBe(VISITOR.thread);
    expect(JSON.stringify(writes)).not.toContain("ann");
  });
});
