import type { Namespace, Socket } from "socket.io";
import { z } from "zod";
import type { Delta } from "../contract/index.ts";
import { SHOWN_WITH, toConversationView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import { type FollowDeps, Follower, type News } from "./follow.ts";

/** An operator's page. */
export interface DeskUser {
  readonly operatorId: string;
  readonly name: string;
}

export interface DeskNamespaceDeps extends FollowDeps {
  readonly namespace: Namespace;
  /** Pages that may use an operator's cookie: our own. */
  readonly origins: readonly string[];
  /** Who a connection is, by the cookie or the bearer token that it came with; null: nobody who may. */
  userOf(headers: Readonly<Record<string, string | undefined>>): Promise<DeskUser | null>;
  /** Tells the customer, where his channel can, that an operator is writing. */
  operatorTyping(conversationId: string, user: DeskUser, on: boolean): void;
}

/** What operators who look at a conversation are told while it happens, in whatever process they are. */
export interface DeskAudience {
  delta(conversationId: string, delta: Delta): void;
  retract(conversationId: string, turnId: string): void;
  typing(conversationId: string, author: "assistant" | "operator" | "customer", on: boolean, by?: string): void;
  stop(): void;
}

/** Where nobody can look on. */
export const NOBODY: DeskAudience = { delta() {}, retract() {}, typing() {}, stop() {} };

const WATCH = z.object({ conversationId: z.uuid().nullable(), afterSeq: z.int().min(0).default(0) });
const TYPING = z.object({ conversationId: z.uuid(), on: z.boolean() });

/** How long changes of the list are gathered. */
const GATHER_MS = 100;
/** How long until it is tried again when the database could not be asked. */
const AGAIN_MS = 1_000;
/** How soon a page whose session has ended hears nothing any more. */
const LOOK_AT_SESSION_MS = 30_000;

/**
 * The operators' side of realtime, `/desk`: which conversations have changed, and everything of the one they look at.
 * Nothing is decided here; that is what the REST API is for.
 */
export function openDeskNamespace(deps: DeskNamespaceDeps): DeskAudience {
  const { namespace } = deps;
  namespace.use((socket, next) => {
    admit(socket, deps).then(
      (isIn) => next(isIn ? undefined : new Error("unauthorized")),
      () => next(new Error("unavailable")),
    );
  });
  namespace.on("connection", (socket) => {
    watchSession(socket, deps);
    serve(socket, deps);
  });
  const stop = tellOfChanges(deps);
  const watchers = (conversationId: string) => namespace.to(roomOf(conversationId));
  return {
    delta: (conversationId, delta) => void watchers(conversationId).emit("delta", { conversationId, ...delta }),
    retract: (conversationId, turnId) => void watchers(conversationId).emit("retract", { conversationId, turnId }),
    typing: (conversationId, author, on, by) =>
      void watchers(conversationId).emit("typing", { conversationId, author, on, ...(by !== undefined && { by }) }),
    stop,
  };
}

async function admit(socket: Socket, deps: DeskNamespaceDeps): Promise<boolean> {
  const user = await identify(socket, deps);
  socket.data = { user };
  return user !== null;
}

/** A cookie comes along with whatever page opens the socket, so that page has to be ours; a token is only sent on purpose. */
async function identify(socket: Socket, { userOf, origins }: DeskNamespaceDeps): Promise<DeskUser | null> {
  const { cookie, authorization, origin } = socket.handshake.headers;
  const token: unknown = socket.handshake.auth["token"];
  const bearer = typeof token === "string" ? `Bearer ${token}` : authorization;
  if (bearer === undefined && origin !== undefined && !origins.includes(origin)) return null;
  return await userOf({ cookie, authorization: bearer });
}

/** Ends the connection of a session that has ended. */
function watchSession(socket: Socket, deps: DeskNamespaceDeps): void {
  const timer = setInterval(() => {
    identify(socket, deps).then((user) => user ?? socket.disconnect(true), deps.onError);
  }, LOOK_AT_SESSION_MS);
  socket.once("disconnect", () => clearInterval(timer));
}

const userOf = (socket: Socket): DeskUser => (socket.data as { user: DeskUser }).user;
const roomOf = (conversationId: string): string => `conversation:${conversationId}`;

function serve(socket: Socket, deps: DeskNamespaceDeps): void {
  let watched: { readonly conversationId: string; readonly follower: Follower } | null = null;
  const leave = async (): Promise<void> => {
    watched?.follower.stop();
    if (watched) await socket.leave(roomOf(watched.conversationId));
    watched = null;
  };
  const watch = async (given: unknown): Promise<{ ok: boolean; seq?: number }> => {
    const wanted = WATCH.safeParse(given);
    if (!wanted.success) return { ok: false };
    await leave();
    const { conversationId, afterSeq } = wanted.data;
    if (conversationId === null) return { ok: true };
    const show = (news: News): void => emitNews(socket, conversationId, news);
    const follower = new Follower({ conversationId }, afterSeq, "desk", show, deps);
    watched = { conversationId, follower };
    await socket.join(roomOf(conversationId));
    await follower.start();
    return { ok: true, seq: follower.seq };
  };
  let last: Promise<unknown> = Promise.resolve();
  socket.on("watch", (given: unknown, answer: unknown) => {
    // One after the other, or the follower of a hasty click would stay.
    const watching = last.then(() => watch(given));
    last = watching.catch(() => {});
    watching.then(
      (result) => typeof answer === "function" && answer(result),
      (error: Error) => {
        deps.onError(error);
        if (typeof answer === "function") answer({ ok: false });
      },
    );
  });
  socket.on("typing", (given: unknown) => {
    const typing = TYPING.safeParse(given);
    if (!typing.success) return;
    const { conversationId, on } = typing.data;
    const user = userOf(socket);
    socket.to(roomOf(conversationId)).emit("typing", { conversationId, author: "operator", on, by: user.name });
    deps.operatorTyping(conversationId, user, on);
  });
  socket.on("disconnect", () => {
    watched?.follower.stop();
  });
}

function emitNews(socket: Socket, conversationId: string, news: News): void {
  switch (news.kind) {
    case "message":
      socket.emit("message", { message: news.message });
      return;
    case "event":
      socket.emit("event", { conversationId, event: news.event });
      return;
    case "status":
      socket.emit("status", { conversationId, messageId: news.messageId, delivery: news.delivery });
      return;
    case "attachments":
      socket.emit("attachments", { conversationId, messageId: news.messageId, attachments: news.attachments });
      return;
    case "turn":
      socket.emit("turn", { conversationId });
      return;
    case "delta":
      socket.emit("delta", { conversationId, ...news.delta });
      return;
    case "retract":
      socket.emit("retract", { conversationId, turnId: news.turnId });
      return;
    case "conversation":
      return; // the list tells it, with everything else of it
  }
}

/** Each process tells its own sockets: the hint has come to all. */
function tellOfChanges({ namespace, hints, database, onError }: DeskNamespaceDeps): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = async (): Promise<void> => {
    timer = undefined;
    const ids = [...changed];
    changed.clear();
    try {
      for (const conversation of await readViews(ids, database)) namespace.local.emit("changed", { conversation });
    } catch (error) {
      // Kept for the next time, for nobody else will tell of them.
      for (const id of ids) changed.add(id);
      timer ??= setTimeout(() => void tell().catch(onError), AGAIN_MS);
      throw error;
    }
  };
  const leaveOff = hints.onAny((subjects) => {
    if (namespace.sockets.size === 0) return;
    for (const subject of subjects) if (z.uuid().safeParse(subject).success) changed.add(subject);
    timer ??= setTimeout(() => void tell().catch(onError), GATHER_MS);
  });
  return () => {
    leaveOff();
    clearTimeout(timer);
  };
}

async function readViews(ids: readonly string[], { outside }: Database) {
  const rows = await outside.conversation.findMany({ where: { id: { in: [...ids] } }, include: SHOWN_WITH });
  return rows.map(toConversationView);
}
