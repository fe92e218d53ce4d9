import { withoutLetterForm } from "./letter-form.ts";
import { consistsOf, phrasesOf, plainWords } from "./plain-words.ts";

/** An "ok" may only mean "noted", so it is none of them; nor is an emoji. */
const YES = phrasesOf(
  `yes, yeah, yep, yup, y, yes i do, i do, i agree, agreed, i confirm, confirmed, confirm, i'm sure, i am sure, sure, of course,
  certainly, absolutely, definitely, go ahead, please do, do it, do that, do so, you may, you can, proceed, correct, that's right,
  that is right, that's correct, that is correct, ja, jawohl, klar, naturlich, ja klar, auf jeden fall, einverstanden, genau,
  bitte machen, mach das, machen sie das, mach es, tun sie das, ich bestatige, bestatigt, oui, d'accord, bien sur, allez-y,
  vas-y, je confirme, tout a fait, faites-le, exactement, si, claro, claro que si, por supuesto, adelante, de acuerdo, confirmo,
  lo confirmo, hazlo, hagalo, certo, va bene, d'accordo, procedi, proceda, procedete, confermo, fallo, sim, com certeza, pode ser,
  pode fazer, pode prosseguir, prossiga, faca isso, doe maar, ga je gang, akkoord, prima, zeker, ga door, ik bevestig, doe dat,
  tak, evet, да, はい, 是的, 好的`,
);

/** What people say beside it, and what changes nothing. */
const BESIDE = phrasesOf(
  `please, pls, plz, thanks, thank you, thx, ty, cheers, many thanks, thank you very much, thanks a lot, ok, okay, great, good, fine,
  perfect, now, right away, and, then, that, it, this, the, my, yes i want that, that's fine, i'm certain, with it, with that, for me, sir, madam, bitte, danke, danke schon, gerne, gern,
  vielen dank, s'il vous plait, s'il te plait, svp, stp, merci, merci beaucoup, por favor, gracias, muchas gracias, per favore, grazie,
  prego, obrigado, obrigada, alstublieft, alsjeblieft, graag, dank je, dank u, bedankt`,
);

/** "Yes, no" is none, though the question was about "no refund". */
const TAKES_BACK =
  /^(?:no|not|never|none|nothing|without|nein|nicht|kein\p{L}*|ohne|non|ne|pas|sans|sin|nao|sem|niet|geen|zonder)$/u;
/** "Correct it" is no "correct". */
const WANTS_A_CHANGE = /\bcorrect (?:it|that|this|the|my)\b/;

const THANKS = BESIDE.filter((phrase) => /thank|thx|^ty$|cheers|dank|merci|gracias|grazie|obrigad/.test(phrase));

/** A plain yes is short, also in a letter. */
const MAX_LENGTH = 500;

/**
 * Whether a message is a plain yes and nothing else: no condition, no question, no other value. `asked`: what was asked for,
 * whose words may be said again. Whoever means yes and says more is asked once more; the other way round would be worse.
 */
export function isExplicitYes(text: string, asked = ""): boolean {
  if (text.length > MAX_LENGTH) return false;
  const words = withoutLetterForm(plainWords(text));
  if (words === "" || consistsOf(words, BESIDE) || WANTS_A_CHANGE.test(words)) return false;
  if (consistsOf(words, [...YES, ...BESIDE])) return true;
  const again = plainWords(asked)
    .split(/[^\p{L}\p{N}@.'_-]+/u)
    .map((word) => word.replace(/^[.'_-]+|[.'_-]+$/g, ""))
    .filter((word) => word !== "" && !TAKES_BACK.test(word));
  return beginsWithYes(words) && consistsOf(words, [...YES, ...BESIDE, ...again]);
}

/** A message that takes nothing back and adds nothing. */
function isOnlyThanks(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const words = withoutLetterForm(plainWords(text));
  return words !== "" && consistsOf(words, [...THANKS, ...BESIDE]);
}

/** Whether somebody has agreed: with a yes first, and nothing after it but yes and thanks. `texts` in order. */
export function haveAgreed(texts: readonly string[], asked: string): boolean {
  const [first, ...later] = texts;
  if (first === undefined || !isExplicitYes(first, asked)) return false;
  return later.every((text) => isExplicitYes(text, asked) || isOnlyThanks(text));
}

/** "Cancel nothing, yes I mean it" is made of the words of the question, too. */
function beginsWithYes(words: string): boolean {
  const [head = ""] = words.split(/[\s.,;:!…\-–—]+/);
  return YES.some((phrase) => phrase === head);
}
