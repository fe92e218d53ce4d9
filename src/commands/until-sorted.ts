import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../database/database.ts";

const MAX_WAIT_MS = 3_000;
const LOOK_EVERY_MS = 25;

/** Waits a little for what the cheap model says of a conversation that nobody has given a category yet. */
export async function untilSorted(conversationId: string, { outside }: Database): Promise<void> {
  for (let waitedMs = 0; waitedMs < MAX_WAIT_MS; waitedMs += LOOK_EVERY_MS) {
    const { category } = await outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
    if (category !== null) return;
    // A rule that ended the turn asked nobody; and what has failed will not come.
    if ((await outside.turnStep.count({ where: { turn: { conversationId } } })) === 0) return;
    if ((await outside.modelCall.count({ where: { conversationId, purpose: "triage" } })) > 0) return;
    await sleep(LOOK_EVERY_MS);
  }
}
