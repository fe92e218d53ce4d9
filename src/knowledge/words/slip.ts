/** Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`. */
export function isOneSlip(a: string, b: string): boolean {
  const at = firstDifference(a, b);
  if (a.length < b.length) return a.length + 1 === b.length && a.slice(at) === b.slice(at + 1);
  if (a.length > b.length) return a.length === b.length + 1 && a.slice(at + 1) === b.slice(at);
  if (at === a.length) return false;
  return a.slice(at + 1) === b.slice(at + 1) || isSwapAt(a, b, at);
}

/**
 * How unlikely the slip is that made `typed` of `meant`, for two that are one apart: a doubled letter written once is the
 * commonest, then neighbours swapped, then a letter left out or too many; another letter in its place is the rarest.
 */
export function slipCost(typed: string, meant: string): number {
  const at = firstDifference(typed, meant);
  if (typed.length < meant.length) return meant[at] === meant[at - 1] ? 0 : 2;
  if (typed.length > meant.length) return typed[at] === typed[at - 1] ? 0 : 3;
  return isSwapAt(typed, meant, at) ? 1 : 4;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function isSwapAt(a: string, b: string, at: number): boolean {
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
