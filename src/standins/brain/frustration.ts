import { alike, normalise, stemsOf } from "./words.ts";

const STRONG =
  /\b(?:unacceptable|ridiculous|outrageous|furious|livid|disgust(?:ed|ing)|appalling|pathetic|worst(?! case|-case)|scam(?:mers?)?|thieves|rip-?off|fed up|sick (?:and tired )?of|had (?:it|enough)|useless|incompetent|terrible|horrible|awful|wtf|what the (?:hell|fuck|heck)|fuck\w*|(?:bull)?shit\w*|crap|idiots?|hate|never again|robbed|stealing|joke of|insane|infuriating|wast(?:ed|ing) my time)\b/g;
const PLEASED = /\b(?:love|loving|great|amazing|awesome|fantastic|excellent|happy|wonderful|perfect)\b/;

/** Whether the customer is clearly furious: two signs of it at least, be they words, capitals or exclamation marks. */
export function isFurious(text: string): boolean {
  const plain = normalise(text);
  const words = new Set(plain.match(STRONG) ?? []).size;
  const letters = text.replace(/[^\p{L}]/gu, "");
  const capitals = letters.replace(/[^\p{Lu}]/gu, "").length;
  const shouts = letters.length >= 12 && capitals / letters.length > 0.6 ? 1 : 0;
  const bangs = /!{2,}/.test(text) ? 1 : 0;
  const pleased = PLEASED.test(plain) ? 2 : 0;
  return words + shouts + bangs - pleased >= 2 && words + shouts > 0;
}

const NO_HELP =
  /\b(?:that|this|it|which|your (?:answer|reply|suggestion|link|steps?)|the (?:article|link|steps?))\b.{0,20}\b(?:did ?n't|did not|does ?n't|does not|do ?n't|has ?n't|is ?n't|is not|was ?n't|was not|won't|not)\b.{0,12}\b(?:help\w*|work\w*|solve|fix\w*|answer\w*|useful|resolve|change anything)\b|\bstill (?:not|(?:has|have|is|do|does|did|was)(?: not| ?n't)|can't|cannot|won't|locked|broken|failing|the same|no|nothing|having)\b|\bsame (?:problem|issue|error|answer|thing)\b|\balready (?:tried|did|done|told you|said|asked)\b|\bnot what i (?:asked|meant)\b|\byou(?:'re| are) not (?:listening|helping|understanding)\b|\b(?:no|zero) help\b|\bhilft (?:mir )?nicht\b|\bno (?:me )?(?:ayuda|sirve|funciona)\b|\bne (?:m'aide|marche) pas\b/;

/** Whether the customer says that an answer was no use. */
export function foundNoHelp(text: string): boolean {
  return NO_HELP.test(normalise(text));
}

/** How much of the words of two texts is the same counts as asking the same again. */
const SAME_QUESTION = 0.7;

/** Whether `text` says again what was said in one of `before`. */
export function repeats(text: string, before: readonly string[]): boolean {
  const stems = [...new Set(stemsOf(text))];
  if (stems.length < 3) return false;
  return before.some((one) => {
    const others = [...new Set(stemsOf(one))];
    const shared = stems.filter((stem) => others.some((other) => alike(stem, other))).length;
    return shared / Math.max(stems.length, others.length) >= SAME_QUESTION;
  });
}
