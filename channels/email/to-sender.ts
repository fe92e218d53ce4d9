import { address, type Sender } from "../../src/contract/index.ts";
import { type Mailbox, mailboxes } from "./addresses.ts";
import { provenBy } from "./authentication-results.ts";
import type { EmailReading } from "./email-config.ts";
import { type Headers, headersNamed } from "./headers.ts";
import { ownGroup } from "./own-group.ts";

/** Where an author is looked for, in this order, when there is no usable From. */
const IN_PLACE_OF_FROM = ["reply-to", "return-path", "sender"];

/** Top-level names that are no one's (RFC 2606), so that nothing is ever sent there. */
const NOBODY = "unknown-sender@unknown.invalid";

/** Who wrote a mail, and whether that is proven. Reply-To says nothing about it (anybody writes anything there). */
export function toSender(headers: Headers, config: Pick<EmailReading, "addresses" | "authservId">): Sender {
  const claimed = fromOf(headers, config);
  const author = claimed ?? inPlaceOfFrom(headers);
  return {
    address: address(author?.address ?? NOBODY),
    name: author?.name ?? null,
    proof: claimed === null || severalAuthors(headers) ? null : provenBy(headers, claimed.address, config.authservId),
    issued: false,
    aliases: [],
  };
}

/** The mail says nowhere whom it is from. */
export function isNobody(sender: Sender): boolean {
  return sender.address === NOBODY;
}

function fromOf(headers: Headers, config: Pick<EmailReading, "addresses">): Mailbox | null {
  const from = mailboxes(headers, "from")[0] ?? null;
  if (from === null || !config.addresses.includes(from.address) || !ownGroup(headers, config.addresses)) return from;
  // Google Groups puts itself in the author's place when his domain forbids others to write in its name.
  return mailboxes(headers, "x-original-from")[0] ?? mailboxes(headers, "x-original-sender")[0] ?? from;
}

function inPlaceOfFrom(headers: Headers): Mailbox | null {
  for (const field of IN_PLACE_OF_FROM) {
    const found = mailboxes(headers, field)[0];
    if (found !== undefined) return found;
  }
  return null;
}

/** RFC 7489, section 6.6.1: no domain speaks for a mail with several. */
function severalAuthors(headers: Headers): boolean {
  return headersNamed(headers, "from").length > 1 || mailboxes(headers, "from").length > 1;
}
