import { createDelivery, type DeliveryDeps } from "./create-delivery.ts";
import type { Keep } from "./create-keep.ts";
import { createOutboxKeep, type OutboxKeep } from "./create-outbox-keep.ts";
import type { Store } from "./create-store.ts";
import { newId } from "./new-id.ts";

export interface OutboxDeps {
  readonly store: Store;
  readonly keep: Keep;
  /** What belongs to this tab alone. */
  readonly tabKeep: Keep;
  readonly connection: DeliveryDeps["connection"];
}

export interface Outbox {
  write(text: string, files: readonly File[]): void;
  /** Sends again what the server has refused. */
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** A server has let us in: sends what is left, of this tab and of those that are gone. */
  opened(): void;
}

const TAB = "tab";

/** What the visitor writes, on its way to the server. */
export function createOutbox({ store, keep, tabKeep, connection }: OutboxDeps): Outbox {
  const { state, tell, follow } = store;
  const files = new Map<string, readonly File[]>();
  const filesOf = (clientId: string): readonly File[] => files.get(clientId) ?? [];
  const deliver = createDelivery({ connection, outbox: () => state().outbox, filesOf, tell });
  const wake = (): void => void deliver().catch(reportError);

  const tab = { id: newId(), before: tabKeep.get(TAB) };
  tabKeep.set(TAB, tab.id);
  const outboxKeep = createOutboxKeep(keep, tab, navigator.locks, (left) => {
    for (const outgoing of left) tell({ kind: "written", outgoing });
    wake();
  });
  follow((news, before) => {
    if (news.kind === "reset") outboxKeep.clear();
    if (state().outbox !== before.outbox) save(state().outbox, files, outboxKeep);
  });
  // What the tab had before it was loaded again is here already, and kept under its new name.
  save(state().outbox, files, outboxKeep);
  addEventListener("storage", outboxKeep.adopt);
  outboxKeep.adopt();

  return {
    write(text, attached) {
      const clientId = newId();
      files.set(clientId, attached);
      const named = attached.map(({ name, size }) => ({ filename: name, size }));
      const outgoing = { clientId, text, files: named, at: new Date().toISOString(), failure: null };
      tell({ kind: "written", outgoing });
      wake();
    },
    retry(clientId) {
      tell({ kind: "retried", clientId });
      wake();
    },
    discard: (clientId) => tell({ kind: "discarded", clientId }),
    opened() {
      outboxKeep.adopt();
      wake();
    },
  };
}

/** Lets go of the files of what is sent. */
function save(
  outbox: Parameters<OutboxKeep["save"]>[0],
  files: Map<string, readonly File[]>,
  outboxKeep: OutboxKeep,
): void {
  outboxKeep.save(outbox);
  const left = new Set(outbox.map(({ clientId }) => clientId));
  for (const clientId of files.keys()) if (!left.has(clientId)) files.delete(clientId);
}
