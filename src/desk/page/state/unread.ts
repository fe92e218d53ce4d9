import type { ConversationView } from "../../../conversation/view.ts";
import { belongsTo } from "./views.ts";

/** The last seq that this operator has seen of each conversation, those looked at last at the end. */
export type SeenSeqs = readonly (readonly [id: string, seq: number])[];

/** More than anybody has open in a week; older ones count as unread again. */
const MAX_REMEMBERED = 500;

export function withSeen(seen: SeenSeqs, id: string, seq: number): SeenSeqs {
  const known = seen.find(([one]) => one === id)?.[1] ?? 0;
  if (seq <= known) return seen;
  const others = seen.filter(([one]) => one !== id);
  return [...others, [id, seq] as const].slice(-MAX_REMEMBERED);
}

/** Only what waits for a human, or is one's own, is worth a mark: the assistant reads the others. */
export function isUnread(conversation: ConversationView, seen: SeenSeqs, me: string): boolean {
  if (!belongsTo("queued", conversation, me) && !belongsTo("mine", conversation, me)) return false;
  const known = seen.find(([id]) => id === conversation.id)?.[1] ?? 0;
  return conversation.seq > known;
}
