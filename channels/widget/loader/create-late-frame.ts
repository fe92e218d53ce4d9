import { createFrame, type Frame } from "./create-frame.ts";
import type { ToLoader } from "./frame-messages.ts";
import type { Settings } from "./read-settings.ts";
import { isMarked, setMark } from "./remember.ts";

/** A frame that is made when it is needed, and then knows what it should have been told before. */
export interface LateFrame {
  load(): Frame;
  hide(): void;
  identify(token: string): void;
  reset(): void;
}

export function createLateFrame(settings: Settings, place: HTMLElement, heard: (message: ToLoader) => void): LateFrame {
  let frame: Frame | null = null;
  let identity: string | null = null;

  const load = (): Frame => {
    if (frame) return frame;
    frame = createFrame(settings, heard);
    place.append(frame.element);
    if (isMarked("reset")) frame.tell({ kind: "reset" });
    setMark("reset", false);
    if (identity !== null) frame.tell({ kind: "identify", token: identity });
    return frame;
  };
  return {
    load,
    hide() {
      frame?.tell({ kind: "hidden" });
    },
    identify(token) {
      identity = token;
      frame?.tell({ kind: "identify", token });
    },
    reset() {
      identity = null;
      if (frame) frame.tell({ kind: "reset" });
      else setMark("reset", true);
      setMark("known", false);
    },
  };
}
