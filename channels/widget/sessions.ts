import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { type ChannelMemory, type ThreadKey, threadKey } from "../../src/contract/index.ts";
import type { WidgetUser } from "./read-identity.ts";

const HOUR_MS = 3_600_000;
const ANONYMOUS_TTL_MS = 30 * 24 * HOUR_MS;
/** Shared computers exist, and the host site can identify its customer again at any time. */
const IDENTIFIED_TTL_MS = 24 * HOUR_MS;
/** A session in use is written no more often than this. */
const RENEW_AFTER_MS = HOUR_MS;

/** Who sits at a browser, and which thread is his. */
export interface Session {
  /** A UUID of ours. */
  readonly visitor: string;
  readonly thread: ThreadKey;
  readonly user: WidgetUser | null;
}

/** A session and the key to it. */
export interface OpenSession {
  /** What the browser keeps. It is stored nowhere on our side. */
  readonly token: string;
  /** The token's SHA-256, hex: what we know the session by. */
  readonly id: string;
  readonly session: Session;
  /** When it was last written, ms since 1970. */
  writtenAt: number;
}

export interface Sessions {
  /** Null: unknown, expired, or no token at all. */
  find(token: string | null): Promise<OpenSession | null>;
  /** Under a token that nobody has had before. */
  begin(session: Session): Promise<OpenSession>;
  /** Changes what is known under the same token. */
  change(open: OpenSession, session: Session): Promise<OpenSession>;
  /** Makes it last longer, for it is in use. False: it has ended meanwhile. */
  renew(open: OpenSession): Promise<boolean>;
  end(open: OpenSession): Promise<void>;
  /** The thread that an identified customer has on all his devices. */
  threadOf(user: WidgetUser): Promise<ThreadKey>;
  setThreadOf(user: WidgetUser, thread: ThreadKey): Promise<void>;
}

/** The sessions of all visitors, in the channel's memory. `now` is in ms since 1970. */
export function createSessions(memory: ChannelMemory, now: () => number = Date.now): Sessions {
  async function write(open: Omit<OpenSession, "writtenAt">): Promise<OpenSession> {
    const { visitor, thread, user } = open.session;
    const at = now();
    const expiresAt = new Date(at + (user === null ? ANONYMOUS_TTL_MS : IDENTIFIED_TTL_MS));
    const kept = user === null ? null : { sub: user.sub, email: user.email, name: user.name };
    await memory.set(sessionKey(open.id), { visitor, thread, user: kept, writtenAt: at }, expiresAt);
    return { ...open, writtenAt: at };
  }
  return {
    async find(token) {
      if (token === null) return null;
      const id = sha256(token);
      const stored = STORED.safeParse(await memory.get(sessionKey(id)));
      if (!stored.success) return null;
      const { writtenAt, ...session } = stored.data;
      return { token, id, session, writtenAt };
    },
    async begin(session) {
      const token = randomBytes(32).toString("base64url");
      return write({ token, id: sha256(token), session });
    },
    change: ({ token, id }, session) => write({ token, id, session }),
    async renew(open) {
      if ((await memory.get(sessionKey(open.id))) === null) return false;
      if (now() - open.writtenAt < RENEW_AFTER_MS) return true;
      open.writtenAt = (await write(open)).writtenAt;
      return true;
    },
    end: ({ id }) => memory.remove(sessionKey(id)),
    async threadOf({ sub }) {
      const stored = STORED_THREAD.safeParse(await memory.get(userKey(sub)));
      // Made from the id: two devices that come at the same time for the first time have the same one.
      return stored.success ? stored.data.thread : threadKey(`user:${sha256(sub)}`);
    },
    setThreadOf: ({ sub }, thread) => memory.set(userKey(sub), { thread }, null),
  };
}

/** The thread of a visitor whom nobody has identified. */
export function threadOfVisitor(visitor: string): ThreadKey {
  return threadKey(`visitor:${visitor}`);
}

const THREAD = z.string().transform(threadKey);
const STORED_THREAD = z.object({ thread: THREAD });
const STORED = z.object({
  visitor: z.string(),
  thread: THREAD,
  user: z.object({ sub: z.string(), email: z.string().nullable(), name: z.string().nullable() }).nullable(),
  writtenAt: z.number(),
});

const sessionKey = (id: string): string => `session:${id}`;
const userKey = (sub: string): string => `user:${sha256(sub)}`;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
