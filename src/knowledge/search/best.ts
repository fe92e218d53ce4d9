/**
 * The `limit` places with the highest scores above `floor`, in no order. `turn`: of equal scores the place with the lower
 * one is better.
 */
export function bestPlaces(
  scores: Float32Array,
  limit: number,
  floor: number,
  turn: (place: number) => number,
): readonly number[] {
  // A heap with the worst of the best on top: most places are passed over by one comparison.
  const heap: number[] = [];
  const isWorse = (place: number, other: number): boolean => {
    const score = scores[place] ?? 0;
    const otherScore = scores[other] ?? 0;
    return score < otherScore || (score === otherScore && turn(place) > turn(other));
  };
  const worse = (a: number, b: number): boolean => isWorse(heap[a] ?? 0, heap[b] ?? 0);
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place] ?? 0;
    if (!(score > floor)) continue;
    if (heap.length < limit) {
      heap.push(place);
      rise(heap, worse);
    } else if (score >= (scores[heap[0] ?? 0] ?? 0) && isWorse(heap[0] ?? 0, place)) {
      heap[0] = place;
      sink(heap, worse);
    }
  }
  return heap;
}

type IsWorse = (a: number, b: number) => boolean;

function rise(heap: number[], isWorse: IsWorse): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isWorse(at, parent)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: number[], isWorse: IsWorse): void {
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    if (left < heap.length && isWorse(left, least)) least = left;
    if (right < heap.length && isWorse(right, least)) least = right;
    if (least === at) return;
    swap(heap, at, least);
    at = least;
  }
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] ?? 0, heap[a] ?? 0];
}
