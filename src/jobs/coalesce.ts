/**
 * Makes calls that come close together one: the first runs at once, all that come while it does, and `gapMs` after it,
 * are one more run then. Each call is followed by a run that begins after it. `run` handles its own failures.
 */
export function coalesce(run: () => Promise<void>, gapMs: number): () => void {
  let isRunning = false;
  let isAsked = false;

  async function runs(): Promise<void> {
    isRunning = true;
    try {
      while (isAsked) {
        isAsked = false;
        await run();
        await new Promise((resolve) => setTimeout(resolve, gapMs).unref());
      }
    } finally {
      isRunning = false;
    }
  }

  return () => {
    isAsked = true;
    if (!isRunning) runs().catch(() => {});
  };
}
