import { useLayoutEffect, useReducer } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import type { SandboxState } from "../state/sandbox-state.ts";

/** The state of the page, drawn again whenever it changes. */
export function usePlay(play: SandboxPlay): SandboxState {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  useLayoutEffect(() => play.follow(() => redraw(undefined)), [play]);
  return play.state();
}
