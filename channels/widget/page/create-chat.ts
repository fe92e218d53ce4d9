import { type Connection, createConnection } from "./create-connection.ts";
import type { Keep } from "./create-keep.ts";
import { createOutbox, type Outbox } from "./create-outbox.ts";
import { createReadMark, type ReadMark } from "./create-read-mark.ts";
import { createStore, type Store } from "./create-store.ts";

/** The conversation of this browser, live. */
export interface Chat
  extends Pick<Store, "state" | "follow">,
    Pick<Outbox, "write" | "retry" | "discard">,
    Pick<ReadMark, "setSeen">,
    Pick<Connection, "typing" | "resync" | "identify" | "reset"> {}

/** `keep` is shared by the tabs of the browser, `tabKeep` is this one's own. */
export function createChat(keep: Keep, tabKeep: Keep): Chat {
  const store = createStore();
  const { state, tell, follow } = store;
  const connection = createConnection({ keep, place: state, tell, opened: () => outbox.opened() });
  const outbox = createOutbox({ store, keep, tabKeep, connection });
  const readMark = createReadMark({ keep, state, tell, read: connection.read });
  follow(readMark.heard);
  return { ...connection, ...outbox, state, follow, setSeen: readMark.setSeen };
}
