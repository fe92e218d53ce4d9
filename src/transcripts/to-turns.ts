import type { StoredMessage, StoredTurn } from "./read-conversations.ts";

/** What was said for one turn of the assistant and in it, or what belongs to none: between a customer and a human. */
export interface TurnOfTalk {
  readonly turn: StoredTurn | null;
  readonly messages: readonly StoredMessage[];
}

/**
 * The messages of a conversation by the turns they belong to, in the order they were said. A turn stands once, where it
 * began, whatever was written while it ran.
 */
export function toTurns(messages: readonly StoredMessage[], turns: readonly StoredTurn[]): TurnOfTalk[] {
  const parts: { readonly turn: StoredTurn | null; readonly messages: StoredMessage[] }[] = [];
  for (const message of messages) {
    const turn = turnOf(message, messages, turns);
    const part = turn ? parts.find((one) => one.turn === turn) : parts.slice(-1).find((one) => one.turn === null);
    if (part) part.messages.push(message);
    else parts.push({ turn, messages: [message] });
  }
  return parts;
}

function turnOf(
  { seq, author, turnId }: StoredMessage,
  messages: readonly StoredMessage[],
  turns: readonly StoredTurn[],
): StoredTurn | null {
  if (author !== "customer") return turns.find(({ id }) => id === turnId) ?? null;
  const turn = turns.find(({ upToSeq }) => upToSeq >= seq);
  if (!turn) return null;
  // What a human has answered was not the assistant's any more.
  const byHuman = messages.some(
    (one) => one.author === "operator" && !one.internal && one.seq > seq && one.seq <= turn.upToSeq,
  );
  return byHuman ? null : turn;
}
