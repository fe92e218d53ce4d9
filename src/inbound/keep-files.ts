import type { FileStore } from "../attachments/file-store.ts";
import type { InboundAttachment, Interpretation } from "../contract/index.ts";

/** The hash under which the content of each attachment is kept. */
export type KeptFiles = ReadonlyMap<InboundAttachment, string>;

/** Stores the content of all attachments. Run again, it finds them there. */
export async function keepFiles({ messages }: Interpretation, files: FileStore): Promise<KeptFiles> {
  const kept = new Map<InboundAttachment, string>();
  for (const attachment of messages.flatMap(({ attachments }) => attachments))
    if (attachment.content !== null) kept.set(attachment, await files.put(attachment.content));
  return kept;
}
