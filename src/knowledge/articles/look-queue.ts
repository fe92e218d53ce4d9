/** How far a look goes; each includes those before. */
export const LOOK = { rows: 0, changedFiles: 1, everyFile: 2 } as const;
export type Depth = (typeof LOOK)[keyof typeof LOOK];

/** One look after the other. */
export interface LookQueue {
  /** Resolves when a look as deep as that, begun after the call, is done. */
  add(depth: Depth): Promise<void>;
  /** Resolves when none runs. */
  idle(): Promise<void>;
}

/**
 * Those that are asked for while one runs become one, as deep as the deepest: it begins after they were asked for, so it
 * sees what each was asked for. `look` must not reject.
 */
export function createLookQueue(look: (depth: Depth) => Promise<void>): LookQueue {
  let running: Promise<void> = Promise.resolve();
  let waiting: { depth: Depth; done: Promise<void> } | null = null;
  return {
    add(depth) {
      if (waiting !== null) {
        if (depth > waiting.depth) waiting.depth = depth;
        return waiting.done;
      }
      const done = running.then(() => {
        const deepest = waiting?.depth ?? depth;
        waiting = null;
        return look(deepest);
      });
      waiting = { depth, done };
      running = done;
      return done;
    },
    idle: () => running,
  };
}
