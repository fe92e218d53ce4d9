import { backOffMs } from "./back-off.ts";
import type { ChatNews, ChatState } from "./chat-state.ts";
import type { SendAnswer, Utterance } from "./wire.ts";
import { REFUSALS } from "./words.ts";

export interface DeliveryDeps {
  readonly connection: {
    isOpen(): boolean;
    send(utterance: Utterance, timeoutMs: number): Promise<SendAnswer | null>;
  };
  outbox(): ChatState["outbox"];
  /** The bytes of what is sent with it. */
  filesOf(clientId: string): readonly File[];
  tell(news: ChatNews): void;
}

/** For an answer to what has no files. */
const ANSWER_MS = 10_000;
/** What we wait for at least: a file on a slow line, bytes a ms. */
const SLOW_BYTES_PER_MS = 20;

/** These say nothing about the message: it is sent again by itself. */
const PASSING: ReadonlySet<string> = new Set(["unavailable", "rate_limited"]);

/**
 * Sends what is in the outbox, one after the other and in order, until each is acknowledged or refused. Returns how to
 * wake it: when something was written and when a server has let us in.
 */
export function createDelivery(deps: DeliveryDeps): () => Promise<void> {
  const { connection, outbox, tell } = deps;
  let isSending = false;
  let failures = 0;

  const work = async (): Promise<void> => {
    for (;;) {
      const [next] = outbox().filter(({ failure }) => failure === null);
      if (!next || !connection.isOpen()) return;
      const { clientId } = next;
      const answer = await sendOne(next, deps);
      if (answer?.ok) {
        failures = 0;
        tell({ kind: "acknowledged", clientId, message: answer.message });
      } else if (answer && !PASSING.has(answer.error.code)) {
        tell({ kind: "refused", clientId, why: REFUSALS[answer.error.code] ?? REFUSALS.other });
      } else {
        failures += 1;
        await new Promise((resolve) => setTimeout(resolve, backOffMs(failures, Math.random())));
      }
    }
  };
  return async () => {
    if (isSending) return;
    isSending = true;
    try {
      await work();
    } finally {
      isSending = false;
    }
  };
}

async function sendOne({ clientId, text }: ChatState["outbox"][number], { connection, filesOf }: DeliveryDeps) {
  const files = filesOf(clientId);
  const attachments = await Promise.all(
    files.map(async (file) => ({ filename: file.name, contentType: file.type, data: await file.arrayBuffer() })),
  ).catch(() => null);
  // A file that was moved or changed since it was chosen cannot be read.
  if (attachments === null) return { ok: false, error: { code: "unreadable" } } as const;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const utterance = { clientId, text, ...(attachments.length > 0 && { attachments }) };
  return await connection.send(utterance, ANSWER_MS + bytes / SLOW_BYTES_PER_MS);
}
