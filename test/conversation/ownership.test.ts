import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Act, decide, type Ownership } from "../../src/conversation/ownership.ts";

const AT = new Date("2026-11-22T10:00:00Z");
const ME = { operatorId: "me", isAdmin: false };
const OTHER = { operatorId: "other", isAdmin: false };
const ADMIN = { operatorId: "admin", isAdmin: true };

const base: Ownership = { owner: "assistant", epoch: 4, assigneeId: null, engagement: 2, waitingSince: null };
const queued: Ownership = { ...base, owner: "queued", waitingSince: AT };
const mine: Ownership = { ...base, owner: "operator", assigneeId: "me" };
const closed: Ownership = { ...base, owner: "closed" };

const changed = (next: Partial<Ownership>, event: string | null) => ({
  kind: "changed",
  next: { ...base, ...next, epoch: 5 },
  event,
});
const UNCHANGED = { kind: "unchanged" };
const ANOTHER = { kind: "refused", because: "owned_by_another" };
const CLOSED = { kind: "refused", because: "closed" };

describe("decide", () => {
  it.each<[string, Ownership, Act, unknown]>([
    [
      "claims from the assistant",
      base,
      { kind: "claim", by: ME },
      changed({ owner: "operator", assigneeId: "me" }, "claimed"),
    ],
    [
      "claims from the queue",
      queued,
      { kind: "claim", by: ME },
      changed({ owner: "operator", assigneeId: "me" }, "claimed"),
    ],
    ["claims what is mine already", mine, { kind: "claim", by: ME }, UNCHANGED],
    ["does not claim a colleague's", mine, { kind: "claim", by: OTHER }, ANOTHER],
    ["not even as an admin", mine, { kind: "claim", by: ADMIN }, ANOTHER],
    [
      "reopens by claiming",
      closed,
      { kind: "claim", by: ME },
      changed({ owner: "operator", assigneeId: "me", engagement: 3 }, "reopened"),
    ],
    ["releases mine", mine, { kind: "release", by: ME }, changed({ owner: "assistant" }, "released")],
    ["releases from the queue", queued, { kind: "release", by: ME }, changed({ owner: "assistant" }, "released")],
    ["releases what the assistant has", base, { kind: "release", by: ME }, UNCHANGED],
    ["does not release a colleague's", mine, { kind: "release", by: OTHER }, ANOTHER],
    [
      "releases a colleague's as an admin",
      mine,
      { kind: "release", by: ADMIN },
      changed({ owner: "assistant" }, "released"),
    ],
    ["does not release what is closed", closed, { kind: "release", by: ME }, CLOSED],
    [
      "takes over by answering",
      base,
      { kind: "answer", by: ME },
      changed({ owner: "operator", assigneeId: "me" }, "claimed"),
    ],
    [
      "raises the epoch by answering again",
      mine,
      { kind: "answer", by: ME },
      changed({ owner: "operator", assigneeId: "me" }, null),
    ],
    ["does not answer in a colleague's", mine, { kind: "answer", by: OTHER }, ANOTHER],
    ["closes", mine, { kind: "close", by: ME }, changed({ owner: "closed" }, "closed")],
    ["closes from the queue", queued, { kind: "close", by: ME }, changed({ owner: "closed" }, "closed")],
    ["closes what is closed", closed, { kind: "close", by: ME }, UNCHANGED],
    ["does not close a colleague's", mine, { kind: "close", by: OTHER }, ANOTHER],
    [
      "reopens into the operator's hands",
      closed,
      { kind: "reopen", by: ME },
      changed({ owner: "operator", assigneeId: "me", engagement: 3 }, "reopened"),
    ],
    ["reopens what is open", mine, { kind: "reopen", by: OTHER }, UNCHANGED],
    [
      "hands off to the queue",
      base,
      { kind: "hand_off" },
      changed({ owner: "queued", waitingSince: AT }, "handed_off"),
    ],
    ["hands off what a human has", mine, { kind: "hand_off" }, UNCHANGED],
    ["does not hand off what is closed", closed, { kind: "hand_off" }, CLOSED],
    [
      "is reopened by the customer, for the assistant [OWN-4]",
      closed,
      { kind: "customer_wrote" },
      changed({ owner: "assistant", engagement: 3 }, "reopened"),
    ],
    ["is otherwise not moved by the customer", queued, { kind: "customer_wrote" }, UNCHANGED],
  ])("%s", (_name, now, act, expected) => {
    expect(decide(now, act, AT)).toEqual(expected);
  });

  const actor = fc.constantFrom(ME, OTHER, ADMIN);
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.record({
      kind: fc.constantFrom(
        "claim" as const,
        "release" as const,
        "answer" as const,
        "close" as const,
        "reopen" as const,
      ),
      by: actor,
    }),
    fc.constantFrom<Act>({ kind: "hand_off" }, { kind: "customer_wrote" }),
  );

  it("keeps its invariants over any series of acts, and every change raises the epoch by one [OWN-1]", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let now: Ownership = { ...base, epoch: 1, engagement: 1 };
        for (const next of acts) {
          const decision = decide(now, next, AT);
          if (decision.kind !== "changed") continue;
          expect(decision.next.epoch).toBe(now.epoch + 1);
          now = decision.next;
          expect(now.owner === "operator").toBe(now.assigneeId !== null);
          expect(now.owner === "queued").toBe(now.waitingSince !== null);
        }
      }),
    );
  });
});
