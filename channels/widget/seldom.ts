/** Does something at most once in `everyMs`, for what anybody can bring about as often as he likes. `now` is in ms. */
export function seldom(everyMs: number, act: () => void, now: () => number = () => performance.now()): () => void {
  let doneAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - doneAt < everyMs) return;
    doneAt = now();
    act();
  };
}
