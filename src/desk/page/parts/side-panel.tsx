import type { ContactView, TicketView } from "../../../conversation/view.ts";
import { contactWords } from "../state/message-words.ts";
import type { ThreadState } from "../state/thread-state.ts";
import { costOf, usd } from "../state/turn-words.ts";
import { HandoffSection } from "./handoff-section.tsx";
import { IdentityBadge } from "./identity-badge.tsx";
import { OutwardLink } from "./outward-link.tsx";
import { Section } from "./section.tsx";
import { TurnEntry } from "./turn-entry.tsx";

interface SidePanelProps {
  readonly thread: ThreadState;
  readonly onClose: () => void;
  /** Puts a text into the composer; null: there is no answering now. */
  readonly onUse: ((text: string) => void) | null;
}

/** What is to be known beside what was said. */
export function SidePanel({ thread, onClose, onUse }: SidePanelProps) {
  const { conversation, contact, turns, phase } = thread;
  if (phase !== "ready" || !conversation || !contact)
    return <aside id="side-panel" class="side-panel" aria-label="Details" />;
  return (
    <aside id="side-panel" class="side-panel" aria-label="Details">
      <button type="button" class="details" onClick={onClose}>
        Close details
      </button>
      {conversation.handoff && <HandoffSection handoff={conversation.handoff} onUse={onUse} />}
      <Contact contact={contact} flags={conversation.flags} />
      {conversation.tickets.length > 0 && <Tickets tickets={conversation.tickets} />}
      {turns.length > 0 && (
        <Section title="Assistant" about={usd(costOf(turns))}>
          {turns.toReversed().map((turn) => (
            <TurnEntry key={turn.id} turn={turn} />
          ))}
        </Section>
      )}
    </aside>
  );
}

function Contact({ contact, flags }: { readonly contact: ContactView; readonly flags: readonly string[] }) {
  return (
    <Section title="Contact">
      <p>
        {contactWords(contact)} <IdentityBadge identity={contact.identity} />
      </p>
      {contact.name && contact.address && <p class="quiet">{contact.address}</p>}
      {flags.length > 0 && (
        <p class="flags">
          {flags.map((flag) => (
            <span key={flag} class="badge">
              {flag.replaceAll("_", " ")}
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}

function Tickets({ tickets }: { readonly tickets: readonly TicketView[] }) {
  return (
    <Section title="Tickets">
      <ul class="tickets">
        {tickets.map(({ number, summary, category, severity, status, url }) => (
          <li key={number}>
            <strong>
              <OutwardLink url={url} title={number} />
            </strong>{" "}
            <span class="quiet">
              {category}, {severity}, {status}
            </span>
            <p>{summary}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
