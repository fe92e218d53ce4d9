import { useState } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import { type MailThread, threadMails } from "../mail/thread-mails.ts";
import { mailsOf } from "../state/mails-of.ts";
import { personOf, type SandboxState } from "../state/sandbox-state.ts";
import { Icon } from "./icon.tsx";
import { MailComposer } from "./mail-composer.tsx";
import { MailThreadView } from "./mail-thread-view.tsx";
import { Time } from "./time.tsx";

type View = { readonly kind: "list" | "write" } | { readonly kind: "thread"; readonly id: string };

/** The mailbox of whoever one is. */
export function Mailbox({ play, state }: { readonly play: SandboxPlay; readonly state: SandboxState }) {
  const [view, setView] = useState<View>({ kind: "list" });
  const { name, address } = personOf(state);
  const threads = threadMails(mailsOf(address, state));
  const open = view.kind === "thread" ? threads.find(({ mails }) => mails.some((mail) => mail.name === view.id)) : null;
  const toList = (): void => setView({ kind: "list" });
  return (
    <section class="card mailbox" aria-label={`The mailbox of ${name}`}>
      <header class="card-top">
        {view.kind === "list" ? (
          <Icon name="mail" />
        ) : (
          <button type="button" class="icon-button" aria-label="Back to all mail" onClick={toList}>
            <Icon name="back" />
          </button>
        )}
        <h2>{view.kind === "write" ? "New mail" : (open?.subject ?? "Mail")}</h2>
        {view.kind === "list" && <span class="quiet card-note">{address}</span>}
        {view.kind === "list" && (
          <button type="button" class="small" onClick={() => setView({ kind: "write" })}>
            <Icon name="write" />
            Write
          </button>
        )}
      </header>
      {view.kind === "write" && (
        <MailComposer
          from={address}
          to={state.about?.mailbox ?? ""}
          onDiscard={toList}
          onSend={(draft) => {
            play.write({ ...draft, references: [] });
            toList();
          }}
        />
      )}
      {open && (
        <MailThreadView
          from={address}
          to={state.about?.mailbox ?? ""}
          thread={open}
          onSend={(draft) => play.write(draft)}
        />
      )}
      {view.kind !== "write" && !open && (
        <ThreadList threads={threads} onOpen={(id) => setView({ kind: "thread", id })} />
      )}
    </section>
  );
}

function ThreadList({ threads, onOpen }: { readonly threads: readonly MailThread[]; onOpen(id: string): void }) {
  if (threads.length === 0)
    return <p class="hint">No mail yet. Write to support; the answer comes back here, in its thread.</p>;
  return (
    <ul class="threads">
      {threads.map(({ id, subject, mails, newest }) => (
        <li key={id}>
          <button type="button" class="thread-row" onClick={() => onOpen(id)}>
            <span class="thread-from">
              {newest.from}
              {mails.length > 1 && <span class="quiet"> {mails.length}</span>}
            </span>
            <Time at={newest.at} />
            <span class="thread-subject">{subject || "(no subject)"}</span>
            <span class="quiet thread-text">{newest.text.replaceAll(/\s+/g, " ").slice(0, 140)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
