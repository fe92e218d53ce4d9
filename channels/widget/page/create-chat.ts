import type { ChatState } from "./chat-state.ts";
import { type Connection, createConnection } from "./create-connection.ts";
import { createDelivery } from "./create-delivery.ts";
import type { Keep } from "./create-keep.ts";
import { createOutboxKeep } from "./create-outbox-keep.ts";
import { createReadMark, type ReadMark } from "./create-read-mark.ts";
import { createStore, type Store } from "./create-store.ts";
import { newId } from "./new-id.ts";

/** The conversation of this browser, live. */
export interface Chat
  extends Pick<Store, "state" | "follow">,
    Pick<ReadMark, "setSeen">,
    Pick<Connection, "typing" | "resync" | "identify" | "reset"> {
  write(text: string, files: readonly File[]): void;
  /** Sends again what the server has refused. */
  retry(clientId: string): void;
  discard(clientId: string): void;
}

export function createChat(keep: Keep): Chat {
  const { state, tell, follow } = createStore();
  const files = new Map<string, readonly File[]>();
  const outboxKeep = createOutboxKeep(keep, newId(), navigator.locks);
  const adopt = (): void => {
    outboxKeep.adopt().then((left) => {
      for (const outgoing of left) tell({ kind: "written", outgoing });
      wake();
    }, reportError);
  };
  const wake = (): void => void deliver().catch(reportError);
  const connection = createConnection({ keep, place: state, tell, opened: adopt });
  const readMark = createReadMark({ keep, state, tell, read: connection.read });
  const deliver = createDelivery({
    connection,
    outbox: () => state().outbox,
    filesOf: (clientId) => files.get(clientId) ?? [],
    tell,
  });
  follow((news, before) => {
    if (news.kind === "reset") outboxKeep.clear();
    if (state().outbox === before.outbox) return;
    outboxKeep.save(state().outbox);
    for (const clientId of files.keys())
      if (!state().outbox.some((outgoing) => outgoing.clientId === clientId)) files.delete(clientId);
  });
  follow(readMark.look);
  adopt();

  return {
    state,
    follow,
    write(text, attached) {
      const outgoing = toOutgoing(text, attached);
      files.set(outgoing.clientId, attached);
      tell({ kind: "written", outgoing });
      wake();
    },
    retry(clientId) {
      tell({ kind: "retried", clientId });
      wake();
    },
    discard: (clientId) => tell({ kind: "discarded", clientId }),
    setSeen: readMark.setSeen,
    typing: connection.typing,
    resync: connection.resync,
    identify: connection.identify,
    reset: connection.reset,
  };
}

function toOutgoing(text: string, files: readonly File[]): ChatState["outbox"][number] {
  return {
    clientId: newId(),
    text,
    files: files.map(({ name, size }) => ({ filename: name, size })),
    at: new Date().toISOString(),
    failure: null,
  };
}
