import type { Capabilities, ChannelHost, LiveAdapter } from "../../src/contract/index.ts";
import type { Visit } from "./admit.ts";
import { createAudience } from "./create-audience.ts";
import { hearVisitor } from "./hear-visitor.ts";
import { interpret } from "./interpret.ts";
import { createLanes } from "./lanes.ts";
import { letIn } from "./let-in.ts";
import { createLimits, type Limits } from "./limits.ts";
import { roomOfSession, roomOfThread, roomOfUser } from "./rooms.ts";
import { createSeenMarks } from "./seen-marks.ts";
import { seldom } from "./seldom.ts";
import { createSessions } from "./sessions.ts";
import { type Shown, showThread } from "./show-thread.ts";
import type { TakeSendDeps } from "./take-send.ts";
import type { WidgetConfig } from "./widget-config.ts";
import type { WidgetNamespace, WidgetSocket } from "./wire.ts";

export const WIDGET_CAPABILITIES: Capabilities = {
  // Ours: nothing between us and the page limits it.
  maxTextLength: 100_000,
  maxAnswerLength: null,
  markup: "markdown",
  voice: "widget",
  burst: { quietMs: 1000, atMostMs: 6000 },
  partGapMs: 0,
  patienceMs: 90_000,
  answersWithinMs: null,
  envelope: false,
  live: true,
  hidesMachines: false,
  findsSent: false,
  authenticates: false,
  fetchesMedia: false,
  renders: false,
  measures: false,
};

const MINUTE_MS = 60_000;
const FOREIGN_PAGE = "refused a page of a site that is not in WIDGET_ORIGINS";

/** Chats on websites, over Socket.IO. `limits` is for tests, which cannot wait for a minute to end. */
export function createWidgetChannel(
  config: WidgetConfig,
  host: ChannelHost,
  { limits = createLimits() }: { readonly limits?: Limits } = {},
): LiveAdapter {
  const namespace: WidgetNamespace = config.namespace;
  let isOpen = false;
  const deps = {
    host,
    limits,
    secrets: config.secrets,
    origins: new Set(config.origins),
    tellOfForeignPage: seldom(MINUTE_MS, () => host.log.warn({}, FOREIGN_PAGE)),
    sessions: createSessions(host.memory),
    lanes: createLanes(),
    isOpen: () => isOpen,
    disconnect: (room: string, except: string | string[] = []) => namespace.in(room).except(except).disconnectSockets(),
  };
  const visits = new WeakMap<WidgetSocket, Visit>();

  namespace.use((socket, next) => {
    letIn(socket, deps).then((visit) => {
      visits.set(socket, visit);
      next();
    }, next);
  });
  namespace.on("connection", (socket) => {
    const visit = visits.get(socket);
    // A closed connection makes a page connect again, and then perhaps to another process.
    if (visit === undefined || !isOpen) socket.conn.close();
    else serve(socket, visit, deps).catch(() => socket.conn.close());
  });

  return {
    channel: "widget",
    capabilities: WIDGET_CAPABILITIES,
    routes: [],
    live: createAudience(namespace),
    async start() {
      isOpen = true;
    },
    async stop() {
      isOpen = false;
      await deps.lanes.idle();
      for (const socket of namespace.sockets.values()) socket.conn.close();
    },
    interpret,
    health: () => ({ ok: true }),
  };
}

/** Listens before anything is said, so that nothing that comes back is missed. Rejects when the store cannot be asked. */
async function serve(socket: WidgetSocket, { open, head, afterSeq }: Visit, deps: TakeSendDeps): Promise<void> {
  const { thread, user } = open.session;
  const shown: Shown = { conversationId: head?.conversationId ?? null, seq: head?.seq ?? 0 };
  const marks = createSeenMarks(thread, deps.host);
  hearVisitor(socket, { open, shown, marks }, deps);

  socket.emit("session", { session: open.token, conversationId: shown.conversationId, seq: shown.seq });
  if (afterSeq > 0) marks.delivered(afterSeq);
  await socket.join([roomOfThread(thread), roomOfSession(open.id), ...(user === null ? [] : [roomOfUser(user.sub)])]);
  const follower = await showThread(socket, { thread, afterSeq, shown, marks }, deps.host);
  if (socket.connected) socket.once("disconnect", () => follower.stop());
  else follower.stop();
}
