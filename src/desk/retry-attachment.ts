import { touch } from "../database/changes.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";

/**
 * Has a file fetched again that could not be, from the first attempt. Asked twice, it is fetched once.
 * @throws {Problem} 404, 409 when it is here, or there is nothing to fetch it by
 */
export async function retryAttachment(id: string, database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const { count } = await tx.attachment.updateMany({
      where: { id, state: "failed", reference: { not: null } },
      data: { state: "pending", attempts: 0, nextTryAt: new Date(), claimedBy: null, error: null },
    });
    const row = await tx.attachment.findUnique({ where: { id }, include: { message: true } });
    if (!row) throw new Problem(404, "There is no attachment with this id.");
    if (row.state === "ready") throw new Problem(409, "The content of this attachment is here.");
    if (row.state === "failed") throw new Problem(409, "The content of this attachment was not kept anywhere.");
    if (count > 0) touch(tx, row.message.conversationId);
  });
}
