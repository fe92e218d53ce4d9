/** The same as `make`, which must be pure, for texts that come again: the `most` that came last are remembered. */
export function remembering<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  // In the order in which they came last.
  const made = new Map<string, Made>();
  return (text) => {
    const one = made.get(text) ?? make(text);
    made.delete(text);
    made.set(text, one);
    const [oldest] = made.keys();
    if (made.size > most && oldest !== undefined) made.delete(oldest);
    return one;
  };
}
