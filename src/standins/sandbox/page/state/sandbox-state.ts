import type { Mail } from "../mail/thread-mails.ts";
import type { About, SentItem } from "../wire/sandbox-api.ts";
import type { Person } from "./people.ts";

/** A text from one of the phones. */
export interface Text {
  readonly id: string;
  readonly from: string;
  readonly body: string;
  /** The name of the file that went with it. */
  readonly file?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly state: "sending" | "sent" | "failed";
}

/** A mail that one of the people has sent. */
export interface SentMail extends Mail {
  readonly address: string;
  readonly state: Text["state"];
}

export interface SandboxState {
  /** Null: not known yet. */
  readonly about: About | null;
  /** Of which process what was kept in the browser is. */
  readonly keptRun: string | null;
  /** The server does not answer. */
  readonly isLost: boolean;
  readonly people: readonly Person[];
  /** Who one is now: the id of a person. */
  readonly who: string;
  readonly texts: readonly Text[];
  readonly mails: readonly SentMail[];
  /** All that came back, oldest first. */
  readonly outbox: readonly SentItem[];
  /** The same mails, read, by the time at which they came and their recipients. */
  readonly received: readonly (Mail & { readonly to: string })[];
  /** Who is signed in on the site: the id of a person. */
  readonly visitor: string | null;
  readonly isInboxOpen: boolean;
}

export type Change =
  | { readonly kind: "about"; readonly about: About }
  | { readonly kind: "lost" }
  | { readonly kind: "inbox_opened" }
  | { readonly kind: "outbox"; readonly items: readonly SentItem[]; readonly received: SandboxState["received"] }
  | { readonly kind: "texted"; readonly text: Text }
  | { readonly kind: "mailed"; readonly mail: SentMail }
  | { readonly kind: "chose"; readonly id: string }
  | { readonly kind: "met"; readonly person: Person }
  | { readonly kind: "visitor"; readonly id: string | null };

/** More than anybody plays through, and less than a browser keeps. */
const MAX_KEPT = 300;

export function reduce(state: SandboxState, change: Change): SandboxState {
  switch (change.kind) {
    case "about":
      return meet(state, change.about);
    case "lost":
      return { ...state, isLost: true };
    case "inbox_opened":
      return { ...state, isInboxOpen: true };
    case "outbox":
      return { ...state, isLost: false, outbox: change.items, received: change.received };
    case "texted":
      return { ...state, texts: put(state.texts, change.text, ({ id }) => id === change.text.id) };
    case "mailed":
      return { ...state, mails: put(state.mails, change.mail, ({ name }) => name === change.mail.name) };
    case "chose":
      return { ...state, who: change.id };
    case "met": {
      const { person } = change;
      return { ...state, who: person.id, people: put(state.people, person, ({ id }) => id === person.id) };
    }
    case "visitor":
      return { ...state, visitor: change.id };
  }
}

/** What was sent to another process has no answers any more: its outbox is gone. */
function meet(state: SandboxState, about: About): SandboxState {
  const met = { ...state, about, keptRun: about.run, isLost: false };
  return state.keptRun === about.run
    ? met
    : { ...met, texts: [], mails: [], outbox: [], received: [], isInboxOpen: false };
}

function put<T>(list: readonly T[], item: T, isSame: (other: T) => boolean): readonly T[] {
  const isKnown = list.some(isSame);
  return (isKnown ? list.map((other) => (isSame(other) ? item : other)) : [...list, item]).slice(-MAX_KEPT);
}

export function personOf({ people, who }: Pick<SandboxState, "people" | "who">): Person {
  const person = people.find(({ id }) => id === who) ?? people[0];
  if (!person) throw new Error("There is always somebody");
  return person;
}
