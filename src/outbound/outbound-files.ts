import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type AttachedFile, SendError } from "../contract/index.ts";
import type { Attachment } from "../database/generated/client.ts";
import type { Queries } from "../database/transactions.ts";

/** Where the content of files is, and how the outside may get at it. */
export interface FileAccess {
  read(hash: string): Promise<{ stream(): Readable } | null>;
  /** Signed addresses, made anew at each attempt: for a provider, and for people. */
  addressesOf(file: { readonly id: string; readonly filename: string }): Pick<AttachedFile, "url" | "lastingUrl">;
}

/** The files that go with an outbox row, in its order. @throws {SendError} when they cannot be looked up now. */
export async function outboundFiles(
  ids: readonly string[],
  outside: Pick<Queries, "attachment">,
  access: FileAccess,
): Promise<AttachedFile[]> {
  if (ids.length === 0) return [];
  const rows = await outside.attachment.findMany({ where: { id: { in: [...ids] } } }).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = known.get(id);
    if (!row) throw unreadable(new Error(`the attachment ${id} is not there`));
    return toOutboundFile(row, access);
  });
}

function toOutboundFile(row: Attachment, access: FileAccess): AttachedFile {
  const { id, filename, contentType, size, hash } = row;
  return {
    id,
    filename,
    contentType,
    size: size ?? 0,
    ...access.addressesOf(row),
    async read() {
      try {
        const file = hash === null ? null : await access.read(hash);
        if (!file) throw new Error(`the content of the attachment ${id} is not there`);
        return await buffer(file.stream());
      } catch (cause) {
        throw unreadable(cause);
      }
    },
  };
}

/** Nothing has left, and a disk or a database that is away may come back. */
function unreadable(cause: unknown): SendError {
  const about = { code: "file_unreadable", retryable: true, maybeSent: false, cause };
  return new SendError("A file that goes with this could not be read. Add it anew if it stays so.", about);
}

/** A file that was sent to a customer, by its attachment's id. Never what a customer sent, never what only colleagues see. */
export async function findSentFile(
  id: string,
  outside: Pick<Queries, "attachment">,
): Promise<{ readonly filename: string; readonly contentType: string; readonly hash: string } | null> {
  const row = await outside.attachment.findFirst({
    where: { id, state: "ready", message: { internal: false, author: { not: "customer" } } },
  });
  return row?.hash ? { filename: row.filename, contentType: row.contentType, hash: row.hash } : null;
}
