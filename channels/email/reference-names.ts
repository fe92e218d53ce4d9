/** Relays refuse header fields over 4,096 bytes; this leaves room. Measured with the spaces between names. */
const MAX_LENGTH = 1_500;

/** RFC 5322, section 3.6.4, as far as it matters here: in brackets, without spaces, ASCII, and no longer than a line. */
const NAME = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,800}>$/;

/** Whether a name can stand in a header. Anybody can have written anything there. */
export const isName = (name: string): boolean => NAME.test(name);

/**
 * What an answer refers to, oldest first: the ancestors of the mail it answers and that mail itself (RFC 5322, section 3.6.4).
 * When they are too many the first stays, which began the thread, and the last ones. `ancestors`: nearest first.
 */
export function referenceNames(self: string, ancestors: readonly string[]): readonly string[] {
  const names = [...new Set([...ancestors.toReversed(), self].filter(isName))];
  // The mail that is answered stands at the end, also where it claims to be its own ancestor.
  const ordered = isName(self) ? [...names.filter((name) => name !== self), self] : names;
  const [first, ...others] = ordered;
  if (first === undefined) return [];
  let length = first.length;
  const kept: string[] = [];
  for (const name of others.toReversed()) {
    length += name.length + 1;
    if (length > MAX_LENGTH && kept.length > 0) break;
    kept.unshift(name);
  }
  return [first, ...kept];
}
