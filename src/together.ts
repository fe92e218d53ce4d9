import type { SideWork } from "./jobs/side-work.ts";

/** How long an ending process waits for what only informs. */
const SIDE_WORK_MS = 1_000;

/** Those who look for due work, and do it. */
export interface Workers {
  /** Whether the workers look for due work. */
  isWorking(): boolean;
  /** Call it when providers can reach us: a receipt for what is sent before that finds nobody, and comes no second time. */
  startWorkers(): void;
  /** Lets what runs end within `drainMs`, then puts it back for the next start. */
  stopWorkers(drainMs: number): Promise<void>;
}

interface Worker {
  start(): void;
  stop(drainMs: number): Promise<void>;
}

/** The workers begin together, and end in order; `leave` comes after all of them. */
export function together(
  { delivery, ...others }: Readonly<Record<"ingest" | "media" | "copies" | "turns" | "delivery", Worker>>,
  beside: SideWork,
  leave: () => Promise<void>,
): Workers {
  let working = false;
  return {
    isWorking: () => working,
    startWorkers() {
      for (const worker of [...Object.values(others), delivery]) worker.start();
      working = true;
    },
    async stopWorkers(drainMs) {
      working = false;
      await Promise.all(Object.values(others).map((worker) => worker.stop(drainMs)));
      const besideStopped = beside.stop(Math.min(drainMs, SIDE_WORK_MS));
      // Last, for what the turns said on their way out.
      await Promise.all([delivery.stop(drainMs), besideStopped]);
      await leave();
    },
  };
}
