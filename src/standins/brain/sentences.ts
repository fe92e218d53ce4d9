import { normalise } from "./words.ts";

/** A point that ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|no|nr|mr|mrs|ms|dr|inc|approx)|\b[a-z])\.$/i;

/** The sentences of a text, trimmed, with their own end marks. Lines end sentences too. */
export function sentencesOf(text: string): string[] {
  return text.split(/\n+/).flatMap((line) => {
    const sentences: string[] = [];
    for (const piece of line.trim().split(/(?<=[.!?…]["')\]]?)\s+(?=\S)/)) {
      const last = sentences.at(-1);
      if (last !== undefined && ABBREVIATION.test(last)) sentences[sentences.length - 1] = `${last} ${piece}`;
      else if (piece.trim() !== "") sentences.push(piece.trim());
    }
    return sentences;
  });
}

export function isQuestion(sentence: string): boolean {
  return /\?["')\]]*$/.test(sentence.trim()) || ASKS.test(normalise(sentence).trim());
}

const ASKS =
  /^(?:and |so |but |hi,? |hello,? |hey,? |dear \w+,? |please |ok,? )*(?:how|what|whether|when|where|which|who|do|does|did|will|would|can|could|is|are|should|may|has|have you)\b/;

/** Says that something happened to the writer, even inside of a question. */
const HAPPENED =
  /\b(?:i|we|my|our|me|us)\b[^.?!]*\b(?:was|were|been|got|had|keeps?|isn't|aren't|is(?: still)?|are(?: still)?|cannot|can't|hasn't|haven't)\b/;

const SUPPOSES =
  /\b(?:if|in case|in the event|whether|ever|prevent|protect|avoid|against|policy|suppose|hypothetical\w*)\b/;
const SUSPECTS =
  /\b(?:think|believe|suspect|worried|afraid|sure|wonder|looks like|seems|know)\b[^.?!]*\bif\b|\b(?:think|believe|suspect|worried|afraid)\b/;

/** Asks what would be, or in general, instead of saying that something is so: "How do I stop being charged?" */
function isHypothetical(sentence: string): boolean {
  const text = normalise(sentence);
  return (SUPPOSES.test(text) && !SUSPECTS.test(text)) || asksInGeneral(sentence);
}

/** A question that tells nothing of the writer. */
export function asksInGeneral(sentence: string): boolean {
  const text = normalise(sentence);
  return isQuestion(sentence) && !HAPPENED.test(text) && !/^\W*(?:why|how come)\b/.test(text);
}

/** The sentences that tell of something that happened or that is wanted. */
export function statementsIn(text: string): string[] {
  return sentencesOf(text).filter((sentence) => !isHypothetical(sentence));
}
