import type { Owner } from "./model.ts";

/** Who must act next, and since when. The invariants are the database's too: an operator exactly when owned by one. */
export interface Ownership {
  readonly owner: Owner;
  readonly epoch: number;
  readonly assigneeId: string | null;
  readonly engagement: number;
  readonly waitingSince: Date | null;
}

/** An operator who acts. Admins may take a conversation out of a colleague's hands, though not by claiming it. */
export interface Actor {
  readonly operatorId: string;
  readonly isAdmin: boolean;
}

export type Act =
  | { readonly kind: "claim"; readonly by: Actor }
  | { readonly kind: "release"; readonly by: Actor }
  | { readonly kind: "answer"; readonly by: Actor }
  | { readonly kind: "close"; readonly by: Actor }
  | { readonly kind: "reopen"; readonly by: Actor }
  | { readonly kind: "hand_off" }
  | { readonly kind: "customer_wrote" }
  | { readonly kind: "fall_silent" }
  /** The assistant closes: the customer has said that the matter is settled. */
  | { readonly kind: "settle" };

export type OwnershipEvent = "claimed" | "released" | "closed" | "reopened" | "handed_off";

export type Decision =
  /** `event` is null when only the epoch rose. */
  | { readonly kind: "changed"; readonly next: Ownership; readonly event: OwnershipEvent | null }
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly because: "owned_by_another" | "closed" };

const UNCHANGED: Decision = { kind: "unchanged" };
const OWNED_BY_ANOTHER: Decision = { kind: "refused", because: "owned_by_another" };
const CLOSED: Decision = { kind: "refused", because: "closed" };

/** What an act makes of an ownership. Every change raises the epoch, and nothing else does. */
export function decide(now: Ownership, act: Act, at: Date): Decision {
  switch (act.kind) {
    case "claim":
      if (now.owner !== "operator") return toOperator(now, act.by);
      return now.assigneeId === act.by.operatorId ? UNCHANGED : OWNED_BY_ANOTHER;
    case "release":
      if (now.owner === "closed") return CLOSED;
      if (now.owner === "assistant") return UNCHANGED;
      if (isOutOfReach(now, act.by)) return OWNED_BY_ANOTHER;
      return changed(now, { owner: "assistant" }, "released");
    case "answer":
      if (now.owner !== "operator") return toOperator(now, act.by);
      if (now.assigneeId !== act.by.operatorId) return OWNED_BY_ANOTHER;
      return changed(now, { owner: "operator", assigneeId: now.assigneeId }, null);
    case "close":
      if (now.owner === "closed") return UNCHANGED;
      if (isOutOfReach(now, act.by)) return OWNED_BY_ANOTHER;
      return changed(now, { owner: "closed" }, "closed");
    case "reopen":
      return now.owner === "closed" ? toOperator(now, act.by) : UNCHANGED;
    case "hand_off":
      if (now.owner === "closed") return CLOSED;
      if (now.owner !== "assistant") return UNCHANGED;
      return changed(now, { owner: "queued", waitingSince: at }, "handed_off");
    case "fall_silent":
    case "settle":
      return now.owner === "assistant" ? changed(now, { owner: "closed" }, "closed") : UNCHANGED;
    case "customer_wrote":
      if (now.owner !== "closed") return UNCHANGED;
      return changed(now, { owner: "assistant", engagement: now.engagement + 1 }, "reopened");
  }
}

function toOperator(now: Ownership, by: Actor): Decision {
  const next = { owner: "operator", assigneeId: by.operatorId } as const;
  if (now.owner === "closed") return changed(now, { ...next, engagement: now.engagement + 1 }, "reopened");
  return changed(now, next, "claimed");
}

function isOutOfReach(now: Ownership, by: Actor): boolean {
  return now.owner === "operator" && now.assigneeId !== by.operatorId && !by.isAdmin;
}

function changed(
  now: Ownership,
  next: Pick<Ownership, "owner"> & Partial<Ownership>,
  event: OwnershipEvent | null,
): Decision {
  return {
    kind: "changed",
    next: { engagement: now.engagement, assigneeId: null, waitingSince: null, ...next, epoch: now.epoch + 1 },
    event,
  };
}
