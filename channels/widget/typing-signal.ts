/** How often "is writing" is passed on at most. */
const RENEW_MS = 3000;
/** Whoever says no more for this long has stopped. */
const EXPIRE_MS = 5000;

/** What a page says of its visitor's keyboard, fit for operators: seldom, and never for ever. */
export interface TypingSignal {
  set(on: boolean): void;
}

export function createTypingSignal(tell: (on: boolean) => void): TypingSignal {
  let isOn = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let expiry: NodeJS.Timeout | undefined;

  function set(on: boolean): void {
    clearTimeout(expiry);
    if (!on) {
      if (isOn) tell(false);
      isOn = false;
      return;
    }
    expiry = setTimeout(() => set(false), EXPIRE_MS).unref();
    if (performance.now() - toldAt < RENEW_MS) return;
    toldAt = performance.now();
    isOn = true;
    tell(true);
  }
  return { set };
}
