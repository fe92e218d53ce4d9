import { holdConversation, letGo } from "../conversation/held.ts";
import { touch } from "../database/changes.ts";
import type { Database } from "../database/database.ts";
import type { Outbox } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import type { Hold } from "./hold-channel.ts";
import { SHOW_ON_MESSAGE } from "./settle.ts";
import { NOBODY_KNOWS } from "./settlements.ts";
import { afterUndelivered, type HandOff } from "./undelivered.ts";

/** Ours: an answer that comes a day late is none any more. */
export const MOST_HELD_MS = 24 * 3_600_000;
/** The others follow at the next probe. */
const AT_ONCE = 100;

type Expired = Pick<Hold, "channel" | "sender" | "code" | "why">;

interface ExpireDeps {
  readonly database: Database;
  readonly handOff: HandOff;
}

/** Gives up what is held and has been due for too long. Nothing that is held changes its time. */
export async function expireHeld(hold: Expired, deps: ExpireDeps): Promise<void> {
  const { channel, sender } = hold;
  const before = new Date(Date.now() - MOST_HELD_MS);
  const rows = await deps.database.outside.outbox.findMany({
    where: { channel, state: "pending", nextTryAt: { lt: before }, ...(sender !== null && { fromAddress: sender }) },
    orderBy: { nextTryAt: "asc" },
    take: AT_ONCE,
  });
  for (const row of rows) await deps.database.transaction((tx) => giveUp(tx, row, before, hold, deps));
}

async function giveUp(tx: Tx, row: Outbox, before: Date, { code, why }: Expired, deps: ExpireDeps): Promise<void> {
  const held = await holdConversation(tx, row.conversationId);
  const error = `It waited for a day and could not be sent. ${why}`;
  const [ended] = await tx.$queryRaw<{ delivery: Outbox["delivery"] }[]>`
    WITH part AS (
      UPDATE "Outbox" SET state = CASE WHEN "maybeSent" THEN 'unknown'::"OutboxState" ELSE 'failed' END,
        delivery = CASE WHEN "maybeSent" THEN 'unknown'::"DeliveryStatus" ELSE 'failed' END,
        "errorCode" = CASE WHEN "maybeSent" THEN ${NOBODY_KNOWS.errorCode} ELSE ${code} END,
        error = CASE WHEN "maybeSent" THEN ${NOBODY_KNOWS.error} ELSE ${error} END
      WHERE id = ${row.id}::uuid AND state = 'pending' AND "nextTryAt" < ${before}::timestamptz RETURNING *),
    ${SHOW_ON_MESSAGE}
    SELECT delivery FROM part`;
  if (!ended) return;
  touch(tx, row.conversationId);
  if (!held || ended.delivery !== "failed") return;
  const part = { ...row, code, why: error, concerns: "part" } as const;
  if (await afterUndelivered(tx, held, part, deps)) await letGo(tx, held);
}
