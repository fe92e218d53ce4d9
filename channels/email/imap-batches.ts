/** Larger mails are read only in part: they fill the memory, and the database for little. */
export const MAX_MAIL_BYTES = 50 * 1024 * 1024;
/** What is read of those. The header and the words are at the beginning. */
export const TRUNCATED_BYTES = 1024 * 1024;

/** How many mails are stored in one transaction. */
const MAX_COUNT = 50;
/** How much of them is in memory at a time, a single larger one apart. */
const MAX_BYTES = 20 * 1024 * 1024;

/** A mail as the server tells of it before it is read. `size` in bytes. */
export interface MailSize {
  readonly uid: number;
  readonly size: number;
}

/** What is read together, in the order in which it was given. */
export function batchesOf(
  mails: readonly MailSize[],
  { maxCount = MAX_COUNT, maxBytes = MAX_BYTES }: { readonly maxCount?: number; readonly maxBytes?: number } = {},
): readonly (readonly MailSize[])[] {
  const batches: MailSize[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const size = mail.size > MAX_MAIL_BYTES ? TRUNCATED_BYTES : mail.size;
    const current = batches.at(-1);
    if (current !== undefined && current.length < maxCount && bytes + size <= maxBytes) {
      current.push(mail);
      bytes += size;
    } else {
      batches.push([mail]);
      bytes = size;
    }
  }
  return batches;
}
