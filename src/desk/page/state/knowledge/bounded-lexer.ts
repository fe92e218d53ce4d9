import { getDefaults, Lexer, type Token, Tokenizer, type Tokens, type TokensList } from "marked";

/** So deep do lists and quotes lie in each other; what is deeper is text. */
const MAX_DEPTH = 12;

/** So long is one paragraph, and so many marks does it have; else it is text: marked's time grows with their square. */
const MAX_PARAGRAPH_LENGTH = 5_000;
const MAX_MARKS = 200;

/** Nobody waits longer for the look of a text. */
const MAX_MS = 1_000;

/** The text is not worth the time that reading it as Markdown takes. */
export class TooSlowError extends Error {
  override readonly name = "TooSlowError";
}

/** Reads Markdown in a time that has an end, whoever wrote it: texts of 100 KB can take marked minutes. */
export class BoundedLexer extends Lexer {
  readonly #clock: TimedTokenizer;
  #depth = 0;

  constructor(clock = new TimedTokenizer()) {
    // Without options of its own a lexer puts its tokenizer into everybody's.
    super({ ...getDefaults(), tokenizer: clock });
    this.#clock = clock;
  }

  /** @throws {TooSlowError} */
  override blockTokens(src: string, tokens?: Token[], isClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, isClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], isClipped = false): Token[] {
    if (this.#depth >= MAX_DEPTH) return withText(tokens, src);
    this.#depth += 1;
    try {
      return super.blockTokens(src, tokens, isClipped);
    } finally {
      this.#depth -= 1;
    }
  }

  /** @throws {TooSlowError} */
  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    this.#clock.checkTime();
    const isText = src.length > MAX_PARAGRAPH_LENGTH || countMarks(src) > MAX_MARKS;
    return isText ? withText(tokens, src) : super.inlineTokens(src, tokens);
  }
}

class TimedTokenizer extends Tokenizer {
  readonly #endsAt = performance.now() + MAX_MS;

  checkTime(): void {
    if (performance.now() > this.#endsAt) throw new TooSlowError();
  }

  /** Asked first for each block. */
  override space(src: string): Tokens.Space | undefined {
    this.checkTime();
    return super.space(src);
  }
}

function withText(tokens: Token[], text: string): Token[] {
  tokens.push({ type: "text", raw: text, text });
  return tokens;
}

function countMarks(text: string): number {
  return text.match(/[*_~`[\]<]/g)?.length ?? 0;
}
