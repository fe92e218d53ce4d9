import type { Logger } from "pino";
import { sumUp } from "../agent/summary/sum-up.ts";
import type { CheapModel } from "../agent/triage/cheap-model.ts";
import type { OpenTurn, TurnLog } from "../agent/turn.ts";
import { touch } from "../database/changes.ts";
import type { Database } from "../database/database.ts";
import { readUnread } from "./unread.ts";

export interface HandoffSummaryDeps {
  readonly database: Database;
  readonly cheap: CheapModel;
  readonly turnLog: Pick<TurnLog, "saveSideCall">;
  readonly log: Pick<Logger, "warn">;
  /** Aborted when the process ends. */
  readonly signal: AbortSignal;
}

/** Less is read as fast as a summary of it. UTF-16 units. */
const FEW_MESSAGES = 3;
const SHORT_LENGTH = 600;

/**
 * After a handoff: has the cheap model sum up what was said, for the operator who takes over. The customer has been told and
 * the conversation waits already; what fails leaves the summary that code has made. Never rejects.
 */
export async function sumUpHandoff(turn: OpenTurn, deps: HandoffSummaryDeps): Promise<void> {
  const { conversationId, summary: before, earlier, unanswered, customer } = turn;
  try {
    // Since the turn was opened, read by it or not.
    const { utterances: meanwhile } = await readUnread(deps.database.outside, turn, turn.upTo);
    const said = [...earlier, ...unanswered, ...meanwhile];
    const length = said.reduce((sum, { text }) => sum + text.length, 0);
    if (before === null && said.length < FEW_MESSAGES && length < SHORT_LENGTH) return;
    const stretch = { conversationId, before, said, tickets: customer.tickets };
    const { text, call } = await sumUp(stretch, deps.cheap, deps.signal);
    if (text !== null) await store(turn, text, deps.database);
    if (call) await deps.turnLog.saveSideCall("summary", call);
  } catch (error) {
    deps.log.warn({ conversation: conversationId, turn: turn.id, err: error }, "a handoff could not be summed up");
  }
}

async function store({ id, conversationId }: OpenTurn, summary: string, database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const { count } = await tx.handoff.updateMany({ where: { turnId: id }, data: { summary } });
    if (count > 0) touch(tx, conversationId);
  });
}
