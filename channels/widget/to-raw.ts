import { externalId, type RawInbound } from "../../src/contract/index.ts";
import type { Session } from "./sessions.ts";
import type { Send } from "./wire.ts";

/**
 * What a visitor sent, for keeping: a line of JSON with his words and the names and sizes of his files, then the files' bytes, one
 * behind the other. Beside it who he is as we know it. The id is the page's own within the thread: sent again, also under the
 * session's next token, it is the same message.
 */
export function toRaw({ clientId, text, attachments }: Send, { visitor, thread, user }: Session): RawInbound {
  const files = attachments.map(({ filename, contentType, data }) => ({
    filename,
    contentType,
    size: data.byteLength,
  }));
  // JSON has no line breaks of its own: the first one ends it.
  const head = Buffer.from(`${JSON.stringify({ clientId, text, attachments: files })}\n`);
  return {
    externalId: externalId(`${thread}/${clientId}`),
    contentType: files.length === 0 ? "application/json" : "application/octet-stream",
    body: Buffer.concat([head, ...attachments.map(({ data }) => data)]),
    meta: {
      thread,
      visitor,
      ...(user === null ? {} : { sub: user.sub }),
      ...(user?.email == null ? {} : { email: user.email }),
      ...(user?.name == null ? {} : { name: user.name }),
    },
  };
}
