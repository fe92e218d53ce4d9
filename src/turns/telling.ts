import type { Telling } from "../agent/turn.ts";
import type { Delta } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

/** Who is told of a turn while it runs: the customer on a channel that is live, and operators who look on. */
export interface TurnAudience {
  delta(turn: ClaimedTurn, delta: Delta): void;
  retract(turn: ClaimedTurn): void;
  typing(turn: ClaimedTurn, on: boolean): void;
}

/** Reads as if written at once, and is ten to twenty writes a second at most. */
const GATHER_MS = 60;
/** A sign of life that says "is typing" is forgotten after some seconds. */
const TYPING_EVERY_MS = 3_000;

export interface TellingDeps {
  readonly database: Database;
  readonly processId: string;
  readonly audience: TurnAudience;
}

/** For channels on which nobody can watch. */
export const UNTOLD: Telling & { stop(): void } = {
  text() {},
  async retract() {},
  async finish() {},
  stop() {},
};

/**
 * Shows an answer while it is being written. Each piece is stored on the turn's row before it is shown, on the condition
 * that the turn is open and ours: so whoever ends the turn by taking over finds there exactly what the customer saw, and
 * from then on nothing more is shown.
 */
export function createTelling(turn: ClaimedTurn, deps: TellingDeps): Telling & { stop(): void } {
  const { audience } = deps;
  /** All text that has come, without the white space around it: an answer has none. */
  let text = "";
  let pending = "";
  let shown = 0;
  let mayShow = true;
  /** A process that died may have shown something of this turn. */
  let wasShown = turn.shown !== null;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    if (!mayShow || shown === text.length) return;
    const upTo = text.length;
    mayShow = await storeShown(turn.id, text.slice(0, upTo), deps);
    if (!mayShow) return;
    wasShown = true;
    const offset = shown;
    shown = upTo;
    audience.delta(turn, { turnId: turn.id, offset, text: text.slice(offset, upTo) });
  };
  const queue = (step: () => Promise<void>): Promise<void> => {
    writing = writing.catch(() => {}).then(step);
    return writing;
  };
  const typing = setInterval(() => audience.typing(turn, true), TYPING_EVERY_MS);
  audience.typing(turn, true);

  return {
    text(piece) {
      pending += piece;
      // White space at the end waits for what it is to stand before.
      const said = pending.trimEnd();
      if (said === "") return;
      text = (text + said).trimStart();
      pending = pending.slice(said.length);
      timer ??= setTimeout(() => {
        timer = undefined;
        queue(flush).catch(() => {});
      }, GATHER_MS);
    },
    async retract() {
      clearTimeout(timer);
      timer = undefined;
      await queue(async () => {
        [text, pending, shown] = ["", "", 0];
        if (!wasShown) return;
        wasShown = false;
        mayShow = await storeShown(turn.id, null, deps);
        if (mayShow) audience.retract(turn);
      });
    },
    async finish() {
      clearTimeout(timer);
      timer = undefined;
      // A piece that cannot be stored is not shown; the whole answer follows, or fails for itself.
      await queue(flush).catch(() => {});
    },
    stop() {
      clearTimeout(timer);
      clearInterval(typing);
      mayShow = false;
      audience.typing(turn, false);
    },
  };
}

/** False: the turn is over, or another process has it. */
async function storeShown(id: string, shown: string | null, { database, processId }: TellingDeps): Promise<boolean> {
  const { count } = await database.outside.turn.updateMany({
    where: { id, claimedBy: processId, endedAt: null },
    data: { shown },
  });
  return count > 0;
}
