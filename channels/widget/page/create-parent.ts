import type { FrameSettings, ToLoader, ToPage, Wrapped } from "../loader/frame-messages.ts";

/** The page that shows us, behind our own loader there. */
export interface Parent {
  /** Nobody shows us: the chat is a page of its own. */
  readonly isAlone: boolean;
  tell(message: ToLoader): void;
  hear(fn: (message: ToPage) => void): void;
}

/** Whose origin it is, the loader says in our address. A lie there gains nothing: it is compared with who writes. */
export function createParent({ parent }: Pick<FrameSettings, "parent">): Parent {
  const isAlone = window.parent === window;
  return {
    isAlone,
    tell(message) {
      const wrapped: Wrapped<ToLoader> = { switchboard: message };
      if (!isAlone && parent !== "") window.parent.postMessage(wrapped, parent);
    },
    hear(fn) {
      addEventListener("message", ({ source, origin, data }: MessageEvent<Partial<Wrapped<ToPage>> | null>) => {
        if (isAlone || source !== window.parent || origin !== parent) return;
        if (data?.switchboard) fn(data.switchboard);
      });
    },
  };
}
