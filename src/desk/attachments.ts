import type { Response } from "express";
import type { FileStore } from "../attachments/file-store.ts";
import type { Database } from "../database/database.ts";
import type { Attachment } from "../database/generated/client.ts";
import { Problem } from "../http/problem.ts";

/** Types that no browser runs anything of. All others are bytes to it: what the sender says is only a claim. */
const HARMLESS = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.-]+|video\/[\w.-]+|application\/pdf|text\/plain)$/;

/** How soon somebody who waits for a file may ask again, s: its first attempts follow each other so fast. */
const ASK_AGAIN_S = 5;

/** Hands a file out to be saved, never to be shown on a page of ours. @throws {Problem} 404 */
export async function sendAttachment(
  id: string,
  response: Response,
  { database, files }: { readonly database: Database; readonly files: FileStore },
): Promise<void> {
  const row = await database.outside.attachment.findUnique({ where: { id } });
  if (!row) throw new Problem(404, "There is no attachment with this id.");
  const file = row.hash ? await files.read(row.hash) : null;
  if (!file) throw whyNotHere(row);
  response.attachment(row.filename);
  // Not by `set`, which adds a charset that nobody has told us.
  response.setHeader("Content-Type", HARMLESS.test(row.contentType) ? row.contentType : "application/octet-stream");
  response.set({
    "Content-Length": String(file.size),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
  });
  await new Promise<void>((resolve, reject) => {
    file.stream().on("error", reject).pipe(response).on("finish", resolve).on("close", resolve);
  });
}

/** `canRetry`: whether `POST …/retry` may bring it. */
function whyNotHere({ state, reference, error }: Attachment): Problem {
  if (state === "pending") {
    const headers = { "Retry-After": String(ASK_AGAIN_S) };
    return new Problem(
      404,
      `The content of this attachment is on its way.${error === null ? "" : ` ${error}`}`,
      { canRetry: false },
      headers,
    );
  }
  const canRetry = reference !== null;
  if (canRetry) return new Problem(404, error ?? "The file could not be fetched.", { canRetry });
  return new Problem(404, "The content of this attachment was not kept.", { canRetry });
}
