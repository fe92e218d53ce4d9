import type { Database } from "../database/database.ts";
import type { HintExchange } from "./hints.ts";

/** How long a visitor waits at most for what another process has said and died before it told. */
const LOOK_EVERY_MS = 3_000;

/**
 * A process that dies right after a commit tells nobody of it, and what is told while processes have lost sight of each
 * other is lost: so each looks now and then, with one statement, for numbers that its own sockets have not been shown.
 * Returns how to leave off.
 */
export function findLostHints(deps: {
  readonly hints: Pick<HintExchange, "awaited" | "receive">;
  readonly database: Database;
  readonly onError: (error: Error) => void;
}): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look(deps)
      .catch(deps.onError)
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

async function look({ hints, database }: Parameters<typeof findLostHints>[0]): Promise<void> {
  const awaited = hints.awaited();
  if (awaited.size === 0) return;
  const subjects = [...awaited.keys()];
  // The channels, so that the index of threads serves: nobody who waits for a thread by its key has its number.
  const rows = await database.outside.$queryRaw<{ subject: string; seq: number }[]>`
    SELECT id::text AS subject, seq FROM "Conversation" WHERE id = ANY(${subjects.filter(isId)}::uuid[])
    UNION ALL
    SELECT "threadKey", seq FROM "Conversation"
    WHERE channel = ANY(enum_range(NULL::"Channel")) AND "threadKey" = ANY(${subjects.filter((it) => !isId(it))}::text[])`;
  // Asked again: those who have heard meanwhile need no hint.
  const now = hints.awaited();
  const lost = rows.filter(({ subject, seq }) => (now.get(subject) ?? seq) < seq).map(({ subject }) => subject);
  if (lost.length > 0) hints.receive(lost);
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (subject: string): boolean => ID.test(subject);
