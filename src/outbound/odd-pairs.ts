const KEPT_MS = 60 * 60_000;

/** Pairs of addresses between which a provider refuses what it takes of others, for an hour after it last did. */
export class OddPairs {
  private readonly since = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(pair: string): void {
    for (const [one, at] of this.since) if (this.isOver(at)) this.since.delete(one);
    this.since.set(pair, this.now());
  }

  remove(pair: string): void {
    this.since.delete(pair);
  }

  /** Asked when it was refused once more. */
  has(pair: string): boolean {
    const at = this.since.get(pair);
    if (at === undefined || this.isOver(at)) return false;
    this.since.set(pair, this.now());
    return true;
  }

  private isOver(at: number): boolean {
    return at < this.now() - KEPT_MS;
  }
}
