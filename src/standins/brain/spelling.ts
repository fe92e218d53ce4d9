import { alike, stemsOf } from "./words.ts";

/** What customers shorten. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["acc", "account"],
  ["acct", "account"],
  ["auth", "authentication"],
  ["crypto", "cryptocurrency"],
  ["info", "information"],
  ["pw", "password"],
  ["pwd", "password"],
  ["sub", "subscription"],
]);

/** Shorter words have too many neighbours. */
const MIN_LENGTH = 6;

/** Stems with what is short spelled out, and what nobody wrote replaced by the known stem one slip away. */
export function spelledRight(stems: readonly string[], known: ReadonlySet<string>): string[] {
  const right = stems.map((stem) => {
    const [whole = stem] = stemsOf(SHORT.get(stem) ?? "");
    if (known.has(whole) || whole.length < MIN_LENGTH) return whole;
    const others = [...known];
    return others.some((other) => alike(other, whole))
      ? whole
      : (others.find((other) => isSlip(whole, other)) ?? whole);
  });
  return [...new Set(right)];
}

/** Whether one letter wrong, missing, too many or two swapped turns one into the other. The first is nearly always right. */
function isSlip(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB;
}
