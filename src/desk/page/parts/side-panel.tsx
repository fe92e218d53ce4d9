import type { ComponentChildren } from "preact";
import type { ContactView, HandoffView, TicketView } from "../../../conversation/view.ts";
import { clockTime, dayWords } from "../state/ages.ts";
import { contactWords, TRIGGER_WORDS } from "../state/message-words.ts";
import type { ThreadState } from "../state/thread-state.ts";
import { costOf, usd } from "../state/turn-words.ts";
import { IdentityBadge } from "./identity-badge.tsx";
import { OutwardLink } from "./outward-link.tsx";
import { TurnEntry } from "./turn-entry.tsx";

/** What is to be known beside what was said. */
export function SidePanel({ thread, onClose }: { readonly thread: ThreadState; readonly onClose: () => void }) {
  const { conversation, contact, turns, phase } = thread;
  if (phase !== "ready" || !conversation || !contact)
    return <aside id="side-panel" class="side-panel" aria-label="Details" />;
  return (
    <aside id="side-panel" class="side-panel" aria-label="Details">
      <button type="button" class="details" onClick={onClose}>
        Close details
      </button>
      {conversation.handoff && <Handoff handoff={conversation.handoff} />}
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

interface SectionProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ComponentChildren;
}

function Section({ title, about, children }: SectionProps) {
  return (
    <section class="section">
      <h3>
        {title}
        {about && <span class="quiet">{about}</span>}
      </h3>
      {children}
    </section>
  );
}

function Handoff({ handoff: { reason, priority, trigger, summary, at } }: { readonly handoff: HandoffView }) {
  return (
    <Section title="Handoff">
      <p class="handoff-reason">
        {priority === "urgent" && <span class="badge is-urgent">Urgent</span>} {reason}
      </p>
      {summary !== reason && <p>{summary}</p>}
      <p class="quiet">
        {TRIGGER_WORDS[trigger]}, {dayWords(at)}, {clockTime(at)}
      </p>
    </Section>
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
