export interface DiffLine {
  /** Whose it is. */
  readonly kind: "same" | "mine" | "theirs";
  readonly text: string;
}

/** More cells than this take too long; then what differs is shown as a whole, theirs before mine. */
const MAX_CELLS = 2_000_000;

/** Two texts line by line: what is in both, what is only in theirs and what is only in mine. */
export function diffLines(theirs: string, mine: string): readonly DiffLine[] {
  const [a, b] = [theirs.split("\n"), mine.split("\n")];
  const head = sharedAtStart(a, b);
  const tail = sharedAtStart(a.slice(head).reverse(), b.slice(head).reverse());
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ kind: "same", text }));
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

function sharedAtStart(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at += 1;
  return at;
}

function diffMiddle(theirs: readonly string[], mine: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const isSmall = theirs.length * mine.length <= MAX_CELLS;
  const common = isSmall ? commonLengths(theirs, mine) : null;
  let [i, j] = [0, 0];
  while (i < theirs.length || j < mine.length) {
    const [their, my] = [theirs[i], mine[j]];
    if (common && their !== undefined && their === my) {
      lines.push({ kind: "same", text: their });
      i += 1;
      j += 1;
    } else if (their !== undefined && (!common || my === undefined || common(i + 1, j) >= common(i, j + 1))) {
      lines.push({ kind: "theirs", text: their });
      i += 1;
    } else {
      lines.push({ kind: "mine", text: my ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** How many lines, in their order, the ends of both from `i` and `j` on have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}
