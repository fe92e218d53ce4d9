import type { Database } from "../database/database.ts";
import { API_OPERATOR, type Operator } from "./operators.ts";

/** What "online" means is told from it within minutes: more often would be writes for nothing. */
const EVERY_MS = 30_000;

/**
 * Writes down that an operator is at the desk: called at each of his requests and while his page is connected, in whatever
 * process. A program is there only while it does something.
 */
export async function noteSeen(
  { operatorId, name, seenAt }: Operator,
  does: "looks" | "acts",
  { outside }: Database,
): Promise<void> {
  if (name === API_OPERATOR && does === "looks") return;
  const now = new Date();
  const due = new Date(now.getTime() - EVERY_MS);
  if (seenAt !== null && seenAt > due) return;
  await outside.operator.updateMany({
    where: { id: operatorId, OR: [{ seenAt: null }, { seenAt: { lte: due } }] },
    data: { seenAt: now },
  });
}
