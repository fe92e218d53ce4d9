import type { SeenMarks } from "./seen-marks.ts";
import type { OpenSession } from "./sessions.ts";
import type { Shown } from "./show-thread.ts";
import { type TakeSendDeps, takeSend } from "./take-send.ts";
import { createTypingSignal } from "./typing-signal.ts";
import { PLACE, type SendAnswer, TYPING, type WidgetSocket } from "./wire.ts";

/** A page of ours sends nothing that is invalid but what its visitor may have done to it. */
const MAX_STRIKES = 20;

export interface Heard {
  readonly open: OpenSession;
  readonly shown: Shown;
  readonly marks: SeenMarks;
}

/**
 * Listens to a visitor. Whatever he sends, it can only be about his own thread, for that one is taken from his session. What
 * is not understood is ignored, and who sends much of it is disconnected.
 */
export function hearVisitor(socket: WidgetSocket, heard: Heard, deps: TakeSendDeps): void {
  const strike = createStrikes(socket, deps);
  limitEvents(socket, deps);
  hearSends(socket, heard, deps, strike);
  hearPlaces(socket, heard, deps, strike);
  hearTyping(socket, heard, deps, strike);
}

function createStrikes(socket: WidgetSocket, { host }: TakeSendDeps): () => void {
  let strikes = 0;
  return () => {
    strikes += 1;
    if (strikes < MAX_STRIKES) return;
    host.log.warn({ strikes }, "disconnected a visitor who sends what no page of ours sends");
    socket.disconnect(true);
  };
}

function limitEvents(socket: WidgetSocket, { limits, host }: TakeSendDeps): void {
  socket.use((_event, next) => {
    limits.mayEmit(socket.id).then(
      ({ allowed }) => {
        if (allowed) return next();
        if (socket.connected) host.log.warn({}, "disconnected a visitor who sends too much");
        socket.disconnect(true);
      },
      () => socket.disconnect(true),
    );
  });
}

function hearSends(socket: WidgetSocket, { open, shown }: Heard, deps: TakeSendDeps, strike: () => void): void {
  socket.on("send", (...given) => {
    const acknowledge = acknowledgementIn(given);
    const answer = (answer: SendAnswer): void => {
      if (answer.ok) shown.conversationId = answer.message.conversationId;
      else if (answer.error.code === "invalid") strike();
      acknowledge?.(answer);
    };
    const leave = (): void => socket.conn.close();
    takeSend(given[0], { open, address: socket.handshake.address, leave }, deps, answer).catch(leave);
  });
}

function hearPlaces(socket: WidgetSocket, heard: Heard, deps: TakeSendDeps, strike: () => void): void {
  const { open, shown, marks } = heard;
  const placeIn = (given: readonly unknown[]): { readonly isOwn: boolean; readonly seq: number } | null => {
    const place = PLACE.safeParse(given[0]);
    if (!place.success) {
      strike();
      return null;
    }
    // Nobody has got, or seen, what he was not given.
    return { isOwn: place.data.conversationId === shown.conversationId, seq: Math.min(place.data.seq, shown.seq) };
  };

  socket.on("read", (...given) => {
    const place = placeIn(given);
    if (place?.isOwn) marks.read(place.seq);
  });
  let isAnswering = false;
  socket.on("since", (...given) => {
    const acknowledge = acknowledgementIn(given);
    const place = placeIn(given);
    if (place === null || acknowledge === undefined) return;
    if (!place.isOwn) return acknowledge({ messages: [] });
    // A page that waits for its answer needs no other, and answers that wait fill the memory.
    if (isAnswering) return strike();
    isAnswering = true;
    marks.delivered(place.seq);
    deps.lanes
      .run(`since:${socket.id}`, () => deps.host.live.messagesSince(open.session.thread, place.seq))
      .then(
        (messages) => acknowledge({ messages }),
        // "Nothing" would be a lie, and there is no other answer: the page asks again.
        () => deps.host.log.warn({}, "what a visitor asked for could not be read"),
      )
      .finally(() => {
        isAnswering = false;
      });
  });
}

function hearTyping(socket: WidgetSocket, { open }: Heard, { host }: TakeSendDeps, strike: () => void): void {
  const signal = createTypingSignal((on) => host.live.customerTyping(open.session.thread, on));
  socket.on("typing", (...given) => {
    const typing = TYPING.safeParse(given[0]);
    if (typing.success) signal.set(typing.data.on);
    else strike();
  });
  socket.once("disconnect", () => signal.set(false));
}

/** Socket.IO puts the acknowledgement last, whatever is before it. */
function acknowledgementIn(given: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = given.at(-1);
  return typeof last === "function" ? (answer) => last(answer) : undefined;
}
