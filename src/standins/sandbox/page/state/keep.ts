import { FIRST_PEOPLE, type Person, problemWith } from "./people.ts";
import type { SandboxState, SentMail, Text } from "./sandbox-state.ts";

/** The one storage of the browser that is used; null where it is forbidden. */
type WordStorage = Pick<Storage, "getItem" | "setItem"> | null;

const KEY = "switchboard-sandbox";

/** What outlives the page. `run`: of which process the rest was said. */
interface Kept {
  readonly run: string;
  readonly people: readonly Person[];
  readonly who: string;
  readonly texts: readonly Text[];
  readonly mails: readonly SentMail[];
  readonly visitor: string | null;
}

/** The state to begin with, with what was kept of this process's. */
export function recall(storage: WordStorage): SandboxState {
  const kept = read(storage);
  const known = kept?.people?.filter((person) => problemWith(person) === null) ?? [];
  const people = known.length > 0 ? known : FIRST_PEOPLE;
  return {
    about: null,
    keptRun: kept?.run ?? null,
    isLost: false,
    people,
    who: kept?.who ?? people[0]?.id ?? "",
    texts: settled(kept?.texts ?? []),
    mails: settled(kept?.mails ?? []),
    outbox: [],
    received: [],
    visitor: kept?.visitor ?? null,
    isInboxOpen: false,
  };
}

/** Before one knows which process it is, there is nothing to keep. */
export function keep({ about, people, who, texts, mails, visitor }: SandboxState, storage: WordStorage): void {
  if (about === null) return;
  const kept: Kept = { run: about.run, people, who, texts, mails, visitor };
  try {
    storage?.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full storage only means that it is not kept.
  }
}

function read(storage: WordStorage): Partial<Kept> | null {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? "null") as Partial<Kept> | null;
  } catch {
    return null;
  }
}

/** What was under way when the page was left: nobody knows whether it went out. */
function settled<T extends { readonly state: Text["state"] }>(items: readonly T[]): T[] {
  return items.map((item) => (item.state === "sending" ? { ...item, state: "failed" } : item));
}
