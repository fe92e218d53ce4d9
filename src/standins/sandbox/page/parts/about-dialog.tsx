import type { RefObject } from "preact";
import type { About } from "../wire/sandbox-api.ts";

interface AboutDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly about: About | null;
}

/** What this page is, and where to read on. */
export function AboutDialog({ dialog, about }: AboutDialogProps) {
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="about-title">
      <h2 id="about-title">What you see</h2>
      <p>
        On the left you are a customer of {about?.company ?? "the company"}: you text {about?.number}, write to{" "}
        {about?.mailbox}, or chat on the company's website. On the right you are the operator who takes over when the
        assistant hands a conversation to a human, or whenever you want to.
      </p>
      <p>
        Everything travels through the real adapters, to servers on this machine that speak Twilio's API, IMAP and SMTP.
        What works here works with real accounts.
      </p>
      <h2>From a shell</h2>
      <pre>{curls(location.origin)}</pre>
      <h2>Where to read on</h2>
      <p>
        <code>README.md</code> in the repository has the settings, the REST API and how to go live;{" "}
        <code>channels/sms</code>, <code>channels/email</code> and <code>channels/widget</code> each have a{" "}
        <code>README.md</code> of their own. The help centre that answers come from is in <code>knowledge/</code>.
      </p>
      <form method="dialog">
        <button type="submit" class="primary">
          Close
        </button>
      </form>
    </dialog>
  );
}

function curls(origin: string): string {
  return [
    `curl ${origin}/sandbox/sms -H 'Content-Type: application/json' \\`,
    `  -d '{"from":"+12025550143","body":"What does the Pro plan cost?"}'`,
    `curl ${origin}/sandbox/email --data-binary @mail.eml`,
    `curl ${origin}/sandbox/outbox`,
  ].join("\n");
}
