import { randomUUID } from "node:crypto";
import type { ChannelHost, ThreadHead, ThreadKey } from "../../src/contract/index.ts";
import type { Lanes } from "./lanes.ts";
import { nextSession, type SessionMove } from "./next-session.ts";
import { readIdentity, type WidgetUser } from "./read-identity.ts";
import { roomOfSession, roomOfUser } from "./rooms.ts";
import { type OpenSession, type Sessions, threadOfVisitor } from "./sessions.ts";
import type { Handshake } from "./wire.ts";

/** Somebody who has come in, and how much of his thread he has. */
export interface Visit {
  readonly open: OpenSession;
  /** Null: he has not written yet. */
  readonly head: ThreadHead | null;
  /** Everything newer is shown to him. */
  readonly afterSeq: number;
}

export interface AdmitDeps {
  readonly secrets: readonly string[];
  readonly sessions: Sessions;
  /**
   * Ends the sockets in a room, but for those in `except`, on all processes: their pages come again, and find what counts
   * now. Over several processes it may happen only after the page that caused it is let in.
   */
  readonly disconnect: (room: string, except?: string) => void;
  /** By thread. */
  readonly lanes: Lanes;
  readonly host: Pick<ChannelHost, "live" | "log">;
}

/** Finds out who a page's visitor is and opens his session. Rejects when the store cannot be asked. */
export async function admit(handshake: Handshake, deps: AdmitDeps): Promise<Visit> {
  const { sessions, host } = deps;
  const identity = await readIdentity(handshake.identity, deps.secrets);
  if (identity.kind === "refused" || identity.kind === "expired")
    host.log.warn({ kind: identity.kind }, "an identity token was not believed");

  const open = await make(nextSession(await sessions.find(handshake.session), identity), deps);
  const head = await host.live.head(open.session.thread);
  // A page that does not say of which conversation its number is means that of its session, while that is the same one.
  const isCurrent =
    head !== null &&
    (handshake.conversationId === null
      ? open.token === handshake.session
      : handshake.conversationId === head.conversationId);
  // A number that nobody has given would hide what comes until somebody does.
  return { open, head, afterSeq: isCurrent ? Math.min(handshake.lastSeq, head.seq) : 0 };
}

async function make(move: SessionMove, deps: AdmitDeps): Promise<OpenSession> {
  switch (move.kind) {
    case "continue":
      return (await deps.sessions.renew(move.known)) ? onCurrentThread(move.known, deps) : begin(deps);
    case "begin":
      return begin(deps);
    case "begin_for":
      return beginFor(move.user, deps);
    case "identify":
      return identify(move.known, move.user, deps);
    case "update": {
      const session = { ...move.known.session, user: move.user };
      return onCurrentThread(await deps.sessions.change(move.known, session), deps);
    }
    case "replace":
      await end(move.known, deps);
      return beginFor(move.user, deps);
  }
}

function begin({ sessions }: AdmitDeps): Promise<OpenSession> {
  const visitor = randomUUID();
  return sessions.begin({ visitor, thread: threadOfVisitor(visitor), user: null });
}

async function beginFor(user: WidgetUser, { sessions }: AdmitDeps): Promise<OpenSession> {
  return sessions.begin({ visitor: randomUUID(), thread: await sessions.threadOf(user), user });
}

/**
 * The old token ends once the new one counts: whoever never hears of the new one comes again and is identified again. What
 * the visitor has under way is stored first, or his first message would be in a thread that is nobody's.
 */
function identify(known: OpenSession, user: WidgetUser, deps: AdmitDeps): Promise<OpenSession> {
  const { sessions, disconnect, lanes } = deps;
  return lanes.run(known.session.thread, async () => {
    const brings = await bringsThread(known.session.thread, user, deps);
    if (brings) await sessions.setThreadOf(user, known.session.thread);
    const open = await sessions.begin({ ...known.session, thread: await sessions.threadOf(user), user });
    await end(known, deps);
    // His other devices show the thread that was his until now.
    if (brings) disconnect(roomOfUser(user.sub), roomOfSession(open.id));
    return open;
  });
}

/**
 * Whether the thread of a visitor who turns out to be this customer becomes the customer's. One without a conversation does
 * only for a customer who has none either; nothing takes one away that a human is at or is awaited in.
 */
async function bringsThread(thread: ThreadKey, user: WidgetUser, { sessions, host }: AdmitDeps): Promise<boolean> {
  const own = await host.live.head(await sessions.threadOf(user));
  if (own === null) return true;
  if (own.state === "queued" || own.state === "operator") return false;
  return (await host.live.head(thread)) !== null;
}

async function end(known: OpenSession, { sessions, disconnect }: AdmitDeps): Promise<void> {
  await sessions.end(known);
  disconnect(roomOfSession(known.id));
}

/** Another device may have brought a thread with it since this session was written. */
async function onCurrentThread(open: OpenSession, { sessions }: AdmitDeps): Promise<OpenSession> {
  const { user } = open.session;
  return user === null ? open : { ...open, session: { ...open.session, thread: await sessions.threadOf(user) } };
}
