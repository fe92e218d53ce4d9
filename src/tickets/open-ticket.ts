import type { Held } from "../conversation/held.ts";
import { type OpenedTicket, type TicketRequest, ticketNumber } from "../conversation/model.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Tx } from "../database/transactions.ts";

/**
 * Opens a ticket, or returns the one that is open already: one per conversation and matter. The matter of a request is
 * its category within the engagement.
 */
export async function openTicket(tx: Tx, held: Held, request: TicketRequest, at: Date): Promise<OpenedTicket> {
  const matter = `${held.engagement}:${request.category}`;
  const known = await tx.ticket.findUnique({ where: { conversationId_matter: { conversationId: held.id, matter } } });
  if (known) return { number: ticketNumber(known.number), isNew: false };
  const ticket = await tx.ticket.create({ data: { ...request, conversationId: held.id, matter, createdAt: at } });
  held.category = request.category;
  held.severity = request.severity;
  const number = ticketNumber(ticket.number);
  await recordEvent(tx, held, { kind: "ticket_opened", by: null, data: { number }, at });
  return { number, isNew: true };
}
