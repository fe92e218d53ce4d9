import { sentencesOf } from "./sentences.ts";

/** Words that make of what follows a case, not a fact. */
const CONDITION =
  /(?<!\p{L})(?:if|when|whenever|once|after|until|unless|whether|before|as soon as|in case|should|provided|wenn|falls|ob|sobald|nachdem|sofern|bevor|si|lorsque|quand|une fois|dès que|après que?|cuando|una vez|en cuanto|después de que|se|quando|appena|una volta|dopo che|assim que|depois que|caso|als|wanneer|zodra|nadat|indien)(?!\p{L})/iu;
const NEGATION =
  /n't(?!\p{L})|(?<!\p{L})(?:not|nothing|never|no|none|cannot|unable|without|nor|neither|nicht|nichts|kein\p{L}*|nie|niemals|ohne|ne|pas|jamais|rien|aucun\p{L}*|sans|nunca|nada|ningún|ninguna|sin|non|mai|niente|nulla|nessun\p{L}*|senza|não|nenhum\p{L}*|sem|niet|niets|geen|nooit|zonder)(?!\p{L})/iu;

export function isNegated(words: string): boolean {
  return NEGATION.test(words);
}

/** Whether a clause says when something would be so. */
export function isConditional(words: string): boolean {
  return CONDITION.test(words);
}

/** What stands between the last comma and `at`: the beginning of the clause. */
export function clauseBefore(sentence: string, at: number): string {
  return /[^,;:()]*$/.exec(sentence.slice(Math.max(0, at - LONGEST_CLAUSE), at))?.[0] ?? "";
}

const LONGEST_CLAUSE = 200;

/** Named links as their names, one space between words, lowercased: as two quotations of the same words compare. */
function quotable(text: string): string {
  return text
    .replace(/\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)/g, "$1")
    .replace(/^\s*(?:[-•+]|#{1,6}|\d{1,2}[.)])\s+/gm, "")
    .replaceAll("|", " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** What sources say, sentence by sentence, for what is not compared by value. */
export interface Sayings {
  /** Whether a source says exactly this. */
  quotes(sentence: string): boolean;
  /** Whether a source says about the same: most of its words that mean something, in one sentence. */
  supports(sentence: string): boolean;
}

/** Less is no quotation, and is found in anything. */
const MIN_QUOTATION = 12;
const MOST_WORDS = 0.6;

/** @param sources in normal text. */
export function sayingsOf(sources: readonly string[]): Sayings {
  let whole: string | undefined;
  let sentences: readonly ReadonlySet<string>[] | undefined;
  return {
    quotes(sentence) {
      whole ??= sources.map(quotable).join("\n");
      const words = quotable(sentence);
      return words.length >= MIN_QUOTATION && whole.includes(words);
    },
    supports(sentence) {
      sentences ??= sources.flatMap((source) => sentencesOf(source).map((said) => stemsOf(said)));
      const stems = stemsOf(sentence);
      const enough = Math.max(3, Math.ceil(stems.size * MOST_WORDS));
      const figures = [...stems].filter((stem) => /^\d/.test(stem));
      return sentences.some(
        (said) => stems.intersection(said).size >= enough && figures.every((figure) => said.has(figure)),
      );
    },
  };
}

const STEM = 5;
/** Words that any sentence may have. */
const EMPTY = new Set(
  "will with your have this that from they when what then them there here would could should been does also only just into about more than some each their which were after before".split(
    " ",
  ),
);

function stemsOf(sentence: string): ReadonlySet<string> {
  const words = quotable(sentence).match(/\p{L}{4,}|\d+/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, STEM)));
}
