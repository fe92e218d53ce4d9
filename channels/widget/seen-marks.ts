import type { ChannelHost, ThreadKey } from "../../src/contract/index.ts";

/** Passes on how far a visitor has got: only what is news, and only the newest of it while the last is being stored. */
export interface SeenMarks {
  delivered(seq: number): void;
  read(seq: number): void;
}

export function createSeenMarks(thread: ThreadKey, host: Pick<ChannelHost, "live" | "log">): SeenMarks {
  // The page proves it again, at the latest when it connects again.
  const failed = (): void => host.log.warn({}, "how far a visitor has got was not stored");
  return {
    delivered: createMark((seq) => host.live.markSeen(thread, seq, "delivered"), failed),
    read: createMark((seq) => host.live.markSeen(thread, seq, "read"), failed),
  };
}

function createMark(store: (seq: number) => Promise<void>, failed: () => void): (seq: number) => void {
  let wanted = 0;
  let stored = 0;
  let isStoring = false;

  async function catchUp(): Promise<void> {
    while (stored < wanted) {
      const seq = wanted;
      await store(seq);
      stored = seq;
    }
  }
  return (seq) => {
    wanted = Math.max(wanted, seq);
    if (isStoring || stored >= wanted) return;
    isStoring = true;
    catchUp()
      .catch(() => {
        wanted = stored;
        failed();
      })
      .finally(() => {
        isStoring = false;
      });
  };
}
