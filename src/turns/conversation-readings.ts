import type { CustomerRecord } from "../agent/tools/customer-record.ts";
import type { Readings } from "../agent/tools/define-tool.ts";
import { maskAddress } from "../conversation/mask-address.ts";
import { ticketNumber } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { Queries } from "../database/transactions.ts";
import { isVerified } from "./is-verified.ts";

const MOST_CONVERSATIONS = 10;
const MOST_TICKETS = 10;

/** What everybody's turns may read. */
export type ArticleReadings = Pick<Readings, "searchKnowledge" | "searchByWords" | "isPublic">;

/** What the tools of one conversation may read: of its own contact, and of nobody else. */
export function conversationReadings(
  conversationId: string,
  articles: ArticleReadings,
  { outside }: Pick<Database, "outside">,
): Readings {
  const where = { id: conversationId };
  return {
    ...articles,
    customer: () => readCustomer(conversationId, outside),
    isVerified: async () => await isVerified(outside, await outside.conversation.findUniqueOrThrow({ where })),
  };
}

async function readCustomer(conversationId: string, client: Queries): Promise<CustomerRecord> {
  const { contact } = await client.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    select: { contact: { include: { addresses: { orderBy: { createdAt: "asc" } } } } },
  });
  const { id: contactId, name, addresses } = contact;
  // What came from an address that was only claimed may be somebody else's, though it lies with this contact.
  const issued = addresses.flatMap((one) => (one.issued ? [one.address] : []));
  const isTheirs = { contactId, OR: [{ identity: "verified" as const }, { theirAddress: { in: issued } }] };
  const [conversations, tickets] = await Promise.all([
    client.conversation.findMany({
      where: { ...isTheirs, id: { not: conversationId } },
      orderBy: { lastMessageAt: "desc" },
      take: MOST_CONVERSATIONS,
      select: { channel: true, subject: true, owner: true, openedAt: true },
    }),
    client.ticket.findMany({
      where: { status: "open", conversation: { OR: [{ id: conversationId }, isTheirs] } },
      orderBy: { number: "desc" },
      take: MOST_TICKETS,
    }),
  ]);
  return {
    contactId,
    name,
    addresses: addresses
      .filter(({ identity, issued }) => identity === "verified" && !issued)
      .map(({ channel, address }) => ({ channel, address, shown: maskAddress(channel, address) })),
    openTickets: tickets.map(({ number, category, severity, summary, createdAt }) => ({
      number: ticketNumber(number),
      category,
      severity,
      summary,
      openedAt: createdAt,
    })),
    conversations: conversations.map(({ owner: state, ...one }) => ({ ...one, state })),
  };
}
