import type { Live } from "./wire/live.ts";

/** Told again while it goes on, for others forget it. */
const AGAIN_AFTER_MS = 3_000;
const IDLE_AFTER_MS = 5_000;

export interface TypingTeller {
  typed(conversationId: string): void;
  /** At once: sent, emptied, or another conversation. */
  stopped(): void;
}

/** Tells the others that somebody is writing an answer, now and then while he does, and when he stops. */
export function tellTyping(live: Pick<Live, "typing">): TypingTeller {
  let toldAt = Number.NEGATIVE_INFINITY;
  let writingIn: string | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  function stopped(): void {
    clearTimeout(idle);
    if (writingIn !== null) live.typing(writingIn, false);
    writingIn = null;
  }
  return {
    typed(conversationId) {
      if (writingIn !== conversationId) stopped();
      clearTimeout(idle);
      idle = setTimeout(stopped, IDLE_AFTER_MS);
      const now = performance.now();
      if (writingIn === conversationId && now - toldAt < AGAIN_AFTER_MS) return;
      live.typing(conversationId, true);
      writingIn = conversationId;
      toldAt = now;
    },
    stopped,
  };
}
