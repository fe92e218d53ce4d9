/** One measured number. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "/s" | "%" | "MB" | "USD" | "";
  /** What we want it to be, in words. */
  readonly goal?: string;
  /** On what it was measured. */
  readonly on: string;
}

/** The value below which `share` of the values lie, 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? Number.NaN;
}

export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, on }) => [
    name,
    `${round(value)} ${unit}`.trim(),
    goal ?? "",
    on,
  ]);
  const all = [["figure", "measured", "goal", "on"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
