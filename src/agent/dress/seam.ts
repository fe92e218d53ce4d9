const ADDRESS = /https?:\/\/|www\.|mailto:/i;
/** Also a bracket of a link that follows, and the mark of what is kept aside. */
const JOINS = /^(?:[\p{L}\p{N}[\uE000/&#%@+$-]|!\[|[^\s\p{L}\p{N}][\p{L}\p{N}/])/u;

/** Whether `words` right behind an address would be read as part of it. */
export const mayJoinAddress = (words: string): boolean => JOINS.test(words);

/** Whether two pieces with only markup between them would be a figure, or an address, that nobody has looked at. */
export function isTorn(before: string, after: string): boolean {
  if (/\p{N}$/u.test(before.slice(-2)) && /^\p{N}/u.test(after)) return true;
  const lastWord = before.slice(Math.max(before.lastIndexOf(" "), before.lastIndexOf("\n")) + 1);
  return ADDRESS.test(lastWord) && mayJoinAddress(after);
}
