const KEPT_MS = 60 * 60_000;

interface Odd {
  /** When others last passed where it had been refused, ms. */
  provenAt: number;
  refusedAt: number;
}

/**
 * Pairs of addresses between which a provider refuses what it takes of others, for an hour after that was last seen. Only
 * what is seen counts against one: the provider may be gone for everybody just when nobody else has anything to send.
 */
export class OddPairs {
  private readonly pairs = new Map<string, Odd>();
  private readonly passedAt = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** It was refused, and then another one passed. */
  add(pair: string): void {
    const at = this.now();
    for (const [one, { provenAt }] of this.pairs) if (provenAt < at - KEPT_MS) this.pairs.delete(one);
    this.pairs.set(pair, { provenAt: at, refusedAt: this.pairs.get(pair)?.refusedAt ?? Number.NEGATIVE_INFINITY });
  }

  passed(pair: string, channel: string): void {
    this.pairs.delete(pair);
    this.passedAt.set(channel, this.now());
  }

  /** Null: it is none of them. Else whether another one has passed since it was last refused. */
  refused(pair: string, channel: string): { readonly counts: boolean } | null {
    const odd = this.pairs.get(pair);
    const at = this.now();
    if (!odd || odd.provenAt < at - KEPT_MS) return null;
    const counts = (this.passedAt.get(channel) ?? Number.NEGATIVE_INFINITY) > odd.refusedAt;
    odd.refusedAt = at;
    if (counts) odd.provenAt = at;
    return { counts };
  }
}
