/** How many of the texts that want a vector have one of this model. */
export interface Share {
  readonly model: string;
  readonly held: number;
}

/**
 * The models that a question may be compared by, best first: the one with the most vectors, and those with as many. Of
 * those that have the same the one that is preferred, and it comes first anyway when it has all that it shall have.
 * @param shares the preferred one first.
 * @param total how many texts shall have vectors of the preferred one.
 */
export function modelsToAsk(shares: readonly Share[], total: number): readonly string[] {
  const most = Math.max(0, ...shares.map(({ held }) => held));
  const [preferred] = shares;
  const enough = preferred && preferred.held >= total ? preferred.held : most;
  return shares.filter(({ held }) => held > 0 && held >= enough).map(({ model }) => model);
}
