/** `/words|other words/i` is a regular expression, anything else words that occur whatever their case. */
const EXPRESSION = /^\/(.+)\/([imsu]*)$/s;

/** Whether a text has what is written in a scenario. @throws {SyntaxError} on a broken regular expression, or no words. */
export function toMatcher(written: string): (text: string) => boolean {
  const [, source, flags] = EXPRESSION.exec(written) ?? [];
  if (source !== undefined) {
    const expression = new RegExp(source, flags);
    return (text) => expression.test(text);
  }
  const words = plain(written);
  // Every text has nothing in it.
  if (words === "") throw new SyntaxError("no words");
  return (text) => plain(text).includes(words);
}

/** Whether `toMatcher` takes it. */
export function isMatcher(written: string): boolean {
  try {
    toMatcher(written);
    return true;
  } catch {
    return false;
  }
}

/** Emphasis, curly quotes and line ends are matters of form. */
function plain(text: string): string {
  return text.replaceAll(/[*_`]/g, "").replaceAll(/[‘’]/g, "'").replaceAll(/\s+/g, " ").trim().toLowerCase();
}
