import { changeOwner } from "../conversation/change-owner.ts";
import type { Held } from "../conversation/held.ts";
import { type HandoffNote, SEVERITIES, type Severity } from "../conversation/model.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { type Channels, say } from "../outbound/say.ts";
import { type HandoffLines, handoffLine } from "./handoff-line.ts";
import { readSituation } from "./read-situation.ts";

export type { HandoffLines };

type Note = HandoffNote & { readonly turnId: string | null; readonly at: Date };

/**
 * Gives a conversation that the assistant owns to the humans: owner, handoff with its reason, and the one line that
 * tells the customer, all in the caller's transaction. The caller has passed the fence. False: it was not the
 * assistant's any more.
 */
export async function handOff(
  tx: Tx,
  held: Held,
  note: Note,
  deps: { readonly channels: Channels; readonly lines: HandoffLines },
): Promise<boolean> {
  if (!(await handOffSilently(tx, held, note))) return false;
  const { turnId, at } = note;
  const text = handoffLine(deps.lines, await readSituation(tx, held, note));
  await say(tx, held, { author: "system", text, turnId, at }, deps.channels);
  return true;
}

/** The same without a word to the customer: for one who must not be written to. */
export async function handOffSilently(tx: Tx, held: Held, note: Note): Promise<boolean> {
  const { at, reason, priority, trigger, summary, turnId } = note;
  const about = { by: null, at, data: { trigger, priority } };
  const decision = await changeOwner(tx, held, { kind: "hand_off" }, about);
  if (decision.kind !== "changed") return false;
  held.category ??= note.category ?? null;
  held.severity = graver(held.severity, note.severity ?? null);
  const { id: conversationId, engagement } = held;
  const pack = { ...note.pack } as Prisma.InputJsonObject;
  await tx.handoff.create({
    data: { conversationId, engagement, turnId, reason, priority, trigger, summary, pack, at },
  });
  return true;
}

/** A rule knows of what has just been said; whoever has sorted the conversation, perhaps only of what was said before. */
function graver(one: Severity | null, other: Severity | null): Severity | null {
  const rank = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));
  return rank(other) > rank(one) ? other : one;
}
