import { externalId, type RawInbound } from "../../src/contract/index.ts";
import type { Session } from "./sessions.ts";
import type { Send } from "./wire.ts";

/**
 * What a visitor sent, for keeping: his words and files as JSON, and beside it who he is as we know it. The id is the
 * page's own within the thread: sent again, also under the session's next token, it is the same message.
 */
export function toRaw({ clientId, text, attachments }: Send, { visitor, thread, user }: Session): RawInbound {
  const files = attachments.map(({ filename, contentType, data }) => ({
    filename,
    contentType,
    data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64"),
  }));
  return {
    externalId: externalId(`${thread}/${clientId}`),
    contentType: "application/json",
    body: Buffer.from(JSON.stringify({ clientId, text, attachments: files })),
    meta: {
      thread,
      visitor,
      ...(user === null ? {} : { sub: user.sub }),
      ...(user?.email == null ? {} : { email: user.email }),
      ...(user?.name == null ? {} : { name: user.name }),
    },
  };
}
