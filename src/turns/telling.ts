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
export const UNTOLD: RunningTelling = {
  text() {},
  async retract() {},
  async finish() {},
  stop() {},
};

/** A telling, and its end: whatever has become of the turn, nobody is shown as typing any more. */
export type RunningTelling = Telling & { stop(): void };

/**
 * Shows an answer while it is being written. Each piece is stored on the turn's row before it is shown, on the condition
 * that the turn is open and ours: so whoever ends the turn by taking over finds there exactly what the customer saw, and
 * from then on nothing more is shown.
 */
export function createTelling(turn: ClaimedTurn, deps: TellingDeps): RunningTelling {
  return new AnswerTelling(turn, deps);
}

class AnswerTelling implements RunningTelling {
  readonly #turn: ClaimedTurn;
  readonly #deps: TellingDeps;
  readonly #typing: NodeJS.Timeout;
  /** All text that has come, without the white space around it: an answer has none. */
  #text = "";
  /** White space that waits for what it is to stand before. */
  #held = "";
  #shown = 0;
  #mayShow = true;
  #isStopped = false;
  /** A process that died may have shown something of this turn. */
  #wasShown: boolean;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(turn: ClaimedTurn, deps: TellingDeps) {
    this.#turn = turn;
    this.#deps = deps;
    this.#wasShown = turn.shown !== null;
    this.#typing = setInterval(() => deps.audience.typing(turn, true), TYPING_EVERY_MS);
    deps.audience.typing(turn, true);
  }

  text(piece: string): void {
    this.#held += piece;
    const said = this.#held.trimEnd();
    if (said === "") return;
    this.#held = this.#held.slice(said.length);
    this.#text = (this.#text + said).trimStart();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#queue(() => this.#flush()).catch(() => {});
    }, GATHER_MS);
  }

  async retract(): Promise<void> {
    this.#cancelTimer();
    await this.#queue(async () => {
      [this.#text, this.#held, this.#shown] = ["", "", 0];
      if (!this.#wasShown) return;
      this.#wasShown = false;
      this.#mayShow = await storeShown(this.#turn.id, null, this.#deps);
      if (this.#mayShow) this.#deps.audience.retract(this.#turn);
    });
  }

  async finish(): Promise<void> {
    this.#cancelTimer();
    // A piece that cannot be stored is not shown; the whole answer follows, or fails for itself.
    await this.#queue(() => this.#flush()).catch(() => {});
  }

  stop(): void {
    this.#cancelTimer();
    clearInterval(this.#typing);
    this.#isStopped = true;
    this.#deps.audience.typing(this.#turn, false);
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    if (!this.#mayShow || this.#isStopped || this.#shown === text.length) return;
    // Before it is: a connection that breaks at the COMMIT leaves it stored.
    this.#wasShown = true;
    this.#mayShow = await storeShown(this.#turn.id, text, this.#deps);
    if (!this.#mayShow || this.#isStopped) return;
    const offset = this.#shown;
    this.#shown = text.length;
    this.#deps.audience.delta(this.#turn, { turnId: this.#turn.id, offset, text: text.slice(offset) });
  }

  /** One step after the other: what is stored and what is shown keep the same order. */
  #queue(step: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(step);
    return this.#writing;
  }

  #cancelTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** False: the turn is over, or another process has it. */
async function storeShown(id: string, shown: string | null, { database, processId }: TellingDeps): Promise<boolean> {
  const { count } = await database.outside.turn.updateMany({
    where: { id, claimedBy: processId, endedAt: null },
    data: { shown },
  });
  return count > 0;
}
