import { normalise } from "./words.ts";

export type SmallTalk = "greeting" | "thanks" | "farewell" | "identity" | "solved" | "yes" | "no" | "nothing";

const NAMES = "(?:there|all|everyone|team|guys|folks|acme|support|sir|madam|again|friend)";
const TAIL = `(?:[\\s,.!?:)]|${NAMES}\\b|so much|very much|a lot|a bunch|for (?:your|the|all|that|this)(?: \\w+){0,3}|a nice day|you too|mate|please|thanks|thank you)*`;

const PATTERNS: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    "greeting",
    new RegExp(
      `^(?:hi+|hello+|hey+|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|hola|buenos dias|buenas tardes|bonjour|salut|hallo|guten (?:tag|morgen|abend)|moin|servus|ola|ciao|buongiorno|how are you|anybody (?:there|here)|anyone (?:there|here))${TAIL}$`,
    ),
  ],
  [
    "solved",
    new RegExp(
      `^(?:(?:ok|great|perfect|yes|thanks|thank you|awesome|cool)[\\s,.!]*)*(?:that|it|this)(?:'s| is| has)? (?:worked|works(?: now| again)?|helped|fixed(?: it)?|solved(?: it| the problem)?|did it|all good)${TAIL}$`,
    ),
  ],
  [
    "thanks",
    new RegExp(
      `^(?:(?:ok|okay|great|perfect|awesome|cool|nice|super|got it|alright|wonderful)[\\s,.!]*)*(?:thanks|thank you|thx|ty|tysm|cheers|much appreciated|appreciate it|muchas gracias|gracias|merci(?: beaucoup)?|danke(?: schon| sehr)?|vielen dank|obrigad[oa]|grazie|bedankt)${TAIL}$`,
    ),
  ],
  [
    "farewell",
    new RegExp(
      `^(?:(?:ok|okay|thanks|thank you)[\\s,.!]*)*(?:bye(?:[- ]?bye)?|goodbye|see (?:you|ya)(?: later| soon)?|have a (?:nice|good|great) (?:day|one|evening|weekend)|take care|adios|au revoir|tschuss|auf wiedersehen|that's all|that is all|that'll be all)${TAIL}$`,
    ),
  ],
  [
    "yes",
    new RegExp(
      `^(?:yes|yeah|yep|yup|sure|please do|ok(?:ay)?|of course|absolutely|go ahead|do it|that would be (?:great|good|nice)|sounds good|si|oui|ja|claro|yes please|please)${TAIL}$`,
    ),
  ],
  ["no", new RegExp(`^(?:no|nope|nah|not now|no need|not necessary|nein|non|i'm (?:good|fine|ok)|all good)${TAIL}$`)],
  ["nothing", /^[^\p{L}\p{N}]*$/u],
];

const IDENTITY =
  /^(?:wait |so |hi |hello |hey |but )*(?:are you|r u|is this|am i (?:talking|speaking|chatting) (?:to|with)|do i (?:talk|speak) (?:to|with)|who am i talking to|who are you)\b.{0,40}(?:\b(?:bot|robot|human|person|real|ai|machine|computer|chatgpt|claude|someone|automated|you)\b.*)?\?*$/;

/** What kind of small talk a whole message is; null when it is about something. */
export function smallTalkIn(message: string): SmallTalk | null {
  const plain = normalise(message).replace(/\s+/g, " ").trim();
  const known = PATTERNS.find(([, pattern]) => pattern.test(plain));
  if (known !== undefined) return known[0];
  return plain.length < 80 &&
    IDENTITY.test(plain) &&
    /\b(?:bot|robot|human|person|real|ai|machine|computer|automated|who)\b/.test(plain)
    ? "identity"
    : null;
}
