import type { Weights } from "./weigh-words.ts";

/** Which groups have which words, and how much of them: a question is compared with those alone that share one with it. */
export class SharedWords {
  readonly #holders = new Map<string, Map<number, number>>();

  add(words: Weights, group: number): void {
    for (const [word, weight] of words) {
      const groups = this.#holders.get(word) ?? new Map<number, number>();
      groups.set(group, (groups.get(group) ?? 0) + weight);
      this.#holders.set(word, groups);
    }
  }

  /** What these words have in common with each group that has one of them. */
  common(words: Weights): ReadonlyMap<number, number> {
    const all = new Map<number, number>();
    for (const [word, weight] of words) {
      for (const [group, sum] of this.#holders.get(word) ?? []) all.set(group, (all.get(group) ?? 0) + weight * sum);
    }
    return all;
  }

  commonWith(words: Weights, group: number): number {
    let all = 0;
    for (const [word, weight] of words) all += weight * (this.#holders.get(word)?.get(group) ?? 0);
    return all;
  }
}
