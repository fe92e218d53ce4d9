import { composeLetter, type LetterFile } from "./mail/compose-letter.ts";
import { readReceived } from "./mail/read-received.ts";
import { keep, recall } from "./state/keep.ts";
import type { Person } from "./state/people.ts";
import { type Change, personOf, reduce, type SandboxState } from "./state/sandbox-state.ts";
import { readAbout, readOutbox, type SentItem, sendMail, sendText, signIn } from "./wire/sandbox-api.ts";

/** What one writes as a mail. */
export interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly files: readonly LetterFile[];
  /** Names of the mails before it, oldest first. */
  readonly references: readonly string[];
  /** Sent through a server that proves who one is. */
  readonly isVouchedFor: boolean;
}

/** The whole page behind what is drawn: everybody whom one plays, and what came back to them. */
export interface SandboxPlay {
  state(): SandboxState;
  /** Calls `look` after every change, until the function that it returns is called. */
  follow(look: () => void): () => void;
  /** `file`: what the phone sends along. */
  text(body: string, file?: File): void;
  write(draft: Draft): void;
  choose(id: string): void;
  /** Somebody else, or somebody whom one knows with another number. */
  meet(person: Person): void;
  setVisitor(id: string | null): void;
}

/** How often it is looked for what came back, ms. */
const LOOK_MS = 1_000;

export function createSandbox(storage: Storage | null): SandboxPlay {
  let state = recall(storage);
  const lookers = new Set<() => void>();
  const change = (next: Change): void => {
    state = reduce(state, next);
    keep(state, storage);
    for (const look of lookers) look();
  };
  const post = createPost(() => state, change);
  look(() => state, change);
  return {
    state: () => state,
    follow(look) {
      lookers.add(look);
      return () => lookers.delete(look);
    },
    ...post,
    choose: (id) => change({ kind: "chose", id }),
    meet: (person) => change({ kind: "met", person }),
    setVisitor: (id) => change({ kind: "visitor", id }),
  };
}

function createPost(state: () => SandboxState, change: (next: Change) => void): Pick<SandboxPlay, "text" | "write"> {
  return {
    text(body, file) {
      const { number: from } = personOf(state());
      const text = { id: newId(), from, body, ...(file && { file: file.name }), at: new Date().toISOString() };
      change({ kind: "texted", text: { ...text, state: "sending" } });
      settle(sendText(from, body, file ?? null), (sent) => change({ kind: "texted", text: { ...text, state: sent } }));
    },
    write({ isVouchedFor, ...draft }) {
      const { about } = state();
      if (about === null) return;
      const { name, address } = personOf(state());
      const at = new Date();
      const messageId = `<${newId()}@${address.slice(address.lastIndexOf("@") + 1)}>`;
      const vouchedBy = isVouchedFor ? about.authservId : null;
      const raw = composeLetter({ ...draft, from: { name, address }, to: about.mailbox, messageId, at, vouchedBy });
      const mail = {
        name: messageId,
        address,
        isReceived: false,
        from: name,
        subject: draft.subject,
        text: draft.text,
        files: draft.files.map(({ filename }) => filename),
        at: at.toISOString(),
        references: draft.references,
      };
      change({ kind: "mailed", mail: { ...mail, state: "sending" } });
      settle(sendMail(raw), (sent) => change({ kind: "mailed", mail: { ...mail, state: sent } }));
    },
  };
}

function settle(sending: Promise<unknown>, tell: (state: "sent" | "failed") => void): void {
  sending.then(
    (taken) => tell(taken === false ? "failed" : "sent"),
    () => tell("failed"),
  );
}

/** A page that nobody sees looks as well: its tab may show that something came. Never two looks at a time. */
function look(state: () => SandboxState, change: (next: Change) => void): void {
  const again = (): void => void setTimeout(look, LOOK_MS, state, change);
  lookOnce(state, change).then(again, () => {
    change({ kind: "lost" });
    again();
  });
}

async function lookOnce(state: () => SandboxState, change: (next: Change) => void): Promise<void> {
  // Whoever did not answer may be another process by now.
  if (state().about === null || state().isLost) change({ kind: "about", about: await readAbout() });
  if (!state().isInboxOpen) {
    await signIn();
    change({ kind: "inbox_opened" });
  }
  const items = await readOutbox();
  const { outbox, received } = state();
  if (items.length === outbox.length && items.at(-1)?.at === outbox.at(-1)?.at) return;
  change({ kind: "outbox", items, received: await readMails(items, received) });
}

/** Those that are read already stay as they are. */
async function readMails(
  items: readonly SentItem[],
  received: SandboxState["received"],
): Promise<SandboxState["received"]> {
  const mails = items.filter(({ channel }) => channel === "email");
  return await Promise.all(
    mails.map(async ({ raw, to, at }) => {
      const known = received.find((mail) => mail.at === at && mail.to === to);
      return known ?? { ...(await readReceived({ raw: String(raw), at })), to };
    }),
  );
}

/** Not `randomUUID`, which browsers refuse to pages that did not come over TLS. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
