/** An argument: a word (atom, quoted string or literal) or a list in parentheses. */
export type Argument = string | readonly Argument[];

export interface Command {
  readonly tag: string;
  /** Uppercase; that of `UID FETCH` is both words. */
  readonly name: string;
  readonly args: readonly Argument[];
}

/** A part of a command as it comes in: text, or the bytes of a literal. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "literal"; readonly text: string };

/** Null: it is no command in the grammar of RFC 3501, section 9. */
export function parseCommand(pieces: readonly Piece[]): Command | null {
  const tokens = pieces.flatMap((piece) => (piece.kind === "literal" ? [quote(piece.text)] : tokensOf(piece.text)));
  if (tokens.includes("")) return null;
  const [tag, first, ...rest] = tokens;
  if (tag === undefined || first === undefined || !/^[^\s()"{%*+\\]+$/.test(tag)) return null;
  const isUid = first.toUpperCase() === "UID";
  const [second] = rest;
  if (isUid && second === undefined) return null;
  const args = parseArguments(isUid ? rest.slice(1) : rest);
  if (args === null) return null;
  return { tag, name: (isUid ? `UID ${second}` : first).toUpperCase(), args };
}

/** A word that stood in quotes is kept apart from an atom, for it may look like a parenthesis. */
const QUOTED = "\0";
const quote = (text: string): string => QUOTED + text;

/** Parentheses, atoms with their sections and partials, quoted strings. An empty token stands for what is none of them. */
function tokensOf(text: string): string[] {
  const pattern = /\s*(?:([()])|"((?:[^"\\\r\n]|\\["\\])*)"|((?:[^\s()"[\]]|\[[^\]]*\])+))/y;
  const tokens: string[] = [];
  for (const trimmed = text.trimEnd(); pattern.lastIndex < trimmed.length; ) {
    const match = pattern.exec(trimmed);
    if (match === null) return [...tokens, ""];
    const [, parenthesis, quoted, atom] = match;
    tokens.push(quoted === undefined ? (parenthesis ?? atom ?? "") : quote(quoted.replace(/\\(["\\])/g, "$1")));
  }
  return tokens;
}

/** Null: a parenthesis is missing. */
function parseArguments(tokens: readonly string[]): Argument[] | null {
  const lists: Argument[][] = [[]];
  for (const token of tokens) {
    if (token === "(") {
      lists.push([]);
      continue;
    }
    const done = token === ")" ? lists.pop() : token.replace(QUOTED, "");
    const target = lists.at(-1);
    if (done === undefined || target === undefined) return null;
    target.push(done);
  }
  return lists.length === 1 ? (lists[0] ?? []) : null;
}
