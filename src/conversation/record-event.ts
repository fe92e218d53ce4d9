import type { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { type Held, nextSeq } from "./held.ts";
import type { OwnershipEvent } from "./ownership.ts";

/** What the timeline tells beside the messages. Stored, so names stay. */
export type EventKind =
  | OwnershipEvent
  | "opened"
  | "opted_out"
  | "opted_in"
  | "unreachable"
  | "ticket_opened"
  | "contact_joined"
  | "verified"
  | "code_refused"
  | "raw_downloaded";

/** Adds to the timeline. `by` is an operator's name, or null when no operator did it. `data` holds no customer text. */
export async function recordEvent(
  tx: Tx,
  held: Held,
  event: {
    readonly kind: EventKind;
    readonly by: string | null;
    readonly data?: Prisma.InputJsonObject;
    readonly at: Date;
  },
): Promise<void> {
  const { kind, by, data = {}, at } = event;
  await tx.event.create({ data: { conversationId: held.id, seq: nextSeq(held), kind, by, data, at } });
}
