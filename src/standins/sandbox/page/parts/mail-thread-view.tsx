import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../create-sandbox.ts";
import { answerMail, splitQuote } from "../mail/answer-mail.ts";
import type { Mail, MailThread } from "../mail/thread-mails.ts";
import type { SentMail } from "../state/sandbox-state.ts";
import { Icon } from "./icon.tsx";
import { MailComposer } from "./mail-composer.tsx";
import { Time } from "./time.tsx";
import { Words } from "./words.tsx";

interface MailThreadViewProps {
  readonly from: string;
  readonly to: string;
  readonly thread: MailThread;
  onSend(draft: Draft): void;
}

/** A thread as the customer sees it, and his answer to it. */
export function MailThreadView({ from, to, thread, onSend }: MailThreadViewProps) {
  const [isAnswering, setAnswering] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const newest = thread.newest.name;
  useLayoutEffect(() => {
    if (newest !== "") list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [newest]);
  const { subject, quote, references } = answerMail(thread);
  return (
    <>
      <ol ref={list} class="mails">
        {thread.mails.map((mail) => (
          <MailView key={mail.name} mail={mail} />
        ))}
      </ol>
      {isAnswering ? (
        <MailComposer
          from={from}
          to={to}
          answer={{ subject, quote }}
          onDiscard={() => setAnswering(false)}
          onSend={(draft) => {
            onSend({ ...draft, references });
            setAnswering(false);
          }}
        />
      ) : (
        <footer class="mail-foot">
          <button type="button" class="small" onClick={() => setAnswering(true)}>
            Reply
          </button>
        </footer>
      )}
    </>
  );
}

const STATES = { sending: "Sending…", sent: "", failed: "Not sent" } as const;

function MailView({ mail }: { readonly mail: Mail & Partial<Pick<SentMail, "state">> }) {
  const { own, quoted } = splitQuote(mail.text);
  return (
    <li class={`mail${mail.isReceived ? " is-received" : ""}`}>
      <p class="mail-top">
        <strong>{mail.from}</strong>
        <span class={mail.state === "failed" ? "problem" : "quiet"}>
          {STATES[mail.state ?? "sent"] || <Time at={mail.at} />}
        </span>
      </p>
      <p class="mail-text" dir="auto">
        <Words text={own} />
      </p>
      {quoted !== "" && (
        <details>
          <summary>Quoted text</summary>
          <p class="mail-text quiet">{quoted}</p>
        </details>
      )}
      {mail.files.map((file) => (
        <span key={file} class="file">
          <Icon name="file" />
          {file}
        </span>
      ))}
    </li>
  );
}
