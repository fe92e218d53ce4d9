import { type ChannelHost, PayloadError } from "../../src/contract/index.ts";
import { checkSend } from "./check-send.ts";
import type { Lanes } from "./lanes.ts";
import type { Limits } from "./limits.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import { toRaw } from "./to-raw.ts";
import type { Send, SendAnswer, SendRefusal } from "./wire.ts";

export interface TakeSendDeps {
  readonly host: Pick<ChannelHost, "live" | "log">;
  readonly sessions: Sessions;
  readonly limits: Limits;
  /** By thread: a customer's messages are stored in the order in which they came. */
  readonly lanes: Lanes;
  readonly isOpen: () => boolean;
}

/** Whose `send` it is. */
export interface SendFrom {
  readonly open: OpenSession;
  /** The client's, as the handshake has it. */
  readonly address: string;
  /** Ends the connection, for the session has ended: the page comes again and is told who it is now. */
  readonly leave: () => void;
}

/** Stores what a visitor sent. `answer` is called once, with the stored message or the reason why there is none. */
export async function takeSend(
  payload: unknown,
  from: SendFrom,
  deps: TakeSendDeps,
  answer: (answer: SendAnswer) => void,
): Promise<void> {
  const checked = checkSend(payload);
  if (!checked.ok) return answer(checked);
  if (!deps.isOpen()) return answer(UNAVAILABLE);
  const verdict = await deps.limits.maySend(from.open.id, from.address, checked.fileBytes);
  if (!verdict.allowed) {
    const seconds = Math.ceil(verdict.retryInMs / 1000);
    return answer(refused("rate_limited", `That is too much at once. Try again in ${seconds} s.`));
  }
  // Answered within the lane: who waits for the lane to be idle waits for the answer as well.
  await deps.lanes.run(from.open.session.thread, async () => answer(await store(checked.send, from, deps)));
}

async function store(send: Send, { open, leave }: SendFrom, { host, sessions }: TakeSendDeps): Promise<SendAnswer> {
  try {
    if (!(await sessions.renew(open))) {
      leave();
      return UNAVAILABLE;
    }
    return { ok: true, message: await host.live.acceptAndIngest(toRaw(send, open.session)) };
  } catch (error) {
    if (error instanceof PayloadError) return refused("invalid", "It cannot be read.");
    host.log.warn({ error: error instanceof Error ? error.name : "unknown" }, "a visitor's message was not stored");
    return UNAVAILABLE;
  }
}

const UNAVAILABLE = refused("unavailable", "It may not be stored. Send it again with the same clientId.");

function refused(code: SendRefusal["code"], message: string): SendAnswer {
  return { ok: false, error: { code, message } };
}
