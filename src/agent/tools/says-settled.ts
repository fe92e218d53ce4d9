import { withoutLetterForm } from "./letter-form.ts";
import { consistsOf, phrasesOf, plainWords } from "./plain-words.ts";

/** Words of thanks or goodbye. A message that is made of them, and of what is said beside them, says that all is well. */
const THANKS = phrasesOf(
  `thanks, thank you, thank u, thx, ty, tysm, cheers, much appreciated, i appreciate it, appreciate it, appreciated, thanks a lot,
  thanks so much, thank you so much, thank you very much, many thanks, thanks a million, thanks again, bye, goodbye, danke, dankeschon,
  danke schon, danke sehr, vielen dank, besten dank, herzlichen dank, danke dir, danke ihnen, tschuss, merci, merci beaucoup,
  mille mercis, merci bien, super merci, au revoir, gracias, muchas gracias, mil gracias, adios, grazie, grazie mille, molte grazie,
  arrivederci, obrigado, obrigada, muito obrigado, muito obrigada, bedankt, dank je, dank je wel, dank u, dank u wel, hartelijk dank`,
);

const BESIDE_THANKS = phrasesOf(
  `for your help, for the help, for your time, for the quick reply, for the quick answer, for the info, for the information, for helping,
  for explaining, great, perfect, awesome, excellent, wonderful, brilliant, super, cool, nice, lovely, good, ok, okay, alright, got it,
  understood, makes sense, all clear, very helpful, so helpful, that was helpful, that's helpful, you are great, you're great, great help,
  great job, have a nice day, have a great day, have a good one, take care, fur die hilfe, fur ihre hilfe, fur deine hilfe, prima, toll,
  klasse, alles klar, verstanden, perfekt, schonen tag noch, pour votre aide, pour ton aide, parfait, genial, bonne journee, por tu ayuda,
  por su ayuda, por la ayuda, perfecto, entendido, per l'aiuto, perfetto, ottimo, capito, buona giornata, pela ajuda, perfeito, otimo,
  entendi, voor de hulp, voor je hulp, voor uw hulp, top, fijn, helder, duidelijk, fijne dag`,
);

/** Somewhere in a message: it worked, it is over. */
const SETTLED = [
  /\b(?:that|it|this|everything|all|which|now)(?:'s| is| has| have| all)? (?:now |all )?(?:worked|works|working|helped|fixed|solved|sorted|resolved|did it|did the trick|done the trick)\b/,
  /\b(?:problem|issue|matter|question|error|it|all|everything|that)(?: is|'s| has been| was| got)?(?: now| all)? (?:solved|fixed|resolved|sorted|answered)\b|\b(?:problem|issue|error|message) is gone\b/,
  /\b(?:that|it|this) (?:solved|fixed|resolved|answers|answered|sorted) (?:it|my|the|everything|that)\b/,
  /\b(?:that's|that is|that was|that'll be) (?:all|everything|it)\b/,
  /^(?:all )?(?:good|set|sorted|solved|fixed|resolved|working|works)(?: now| again)?\b|\b(?:i'm|i am|we're|we are) all (?:set|good|sorted)\b|\ball (?:good|sorted|set) now\b/,
  /\bno (?:more|further|other) questions?\b|\bnothing else\b|\byou (?:can|may) close (?:this|the|it|my)\b|\bplease close (?:this|the|my) (?:chat|ticket|conversation|case|request)\b/,
  /\bhat (?:jetzt |nun |super |prima )?(?:geklappt|funktioniert|geholfen)\b|\b(?:funktioniert|klappt|geht|lauft)(?: (?:es|das))?(?: jetzt| nun| wieder)\b|\b(?:problem|es|das|alles)(?: ist| hat sich)? (?:jetzt )?(?:gelost|erledigt|behoben)\b|\bdas war'?s\b|\bdas war alles\b|^erledigt\b/,
  /\b(?:ca|cela|tout|c'est) (?:marche|fonctionne|a marche|a fonctionne|est resolu|resolu|regle|est regle)\b|\bprobleme (?:est )?(?:resolu|regle)\b|\bc'est (?:bon|tout|parfait)\b/,
  /\b(?:ya |todo |me )?(?:funciona|funciono|ha funcionado|quedo resuelto|esta resuelto|esta solucionado|solucionado|resuelto)\b|\beso es todo\b|\bya esta\b/,
  /\b(?:funziona|ha funzionato|risolto|e risolto)\b|\b(?:e tutto|questo e tutto|tutto a posto)\b/,
  /\b(?:funcionou|ja funciona|resolvido|esta resolvido|deu certo)\b|\b(?:e tudo|e so isso|era isso)\b/,
  /\b(?:het|dat|alles) (?:werkt|is gelukt|is opgelost|heeft geholpen)\b|\b(?:opgelost|gelukt)\b|\bdat (?:was|is) (?:het|alles)\b/,
];

/** Whatever else is said in such a message, it is not over: a doubt, a contrast, a condition, a wish. */
const NOT_YET =
  /\?|\b(?:but|however|except|only|still|yet|not|never|unless|until|although|though|yesterday|before|used to|once|another|other|one more|also|wait|if|should|would|could|can you|can i|how|why|will try|try|trying|let me|hope|hopefully|maybe|probably|almost|partly|sometimes|some|in advance|for nothing|unfortunately|instead|nothing (?:worked|works|helped)|none)\b|n't\b|\b(?:aber|nicht|kein\w*|noch (?!einen schonen)|leider|jedoch|nur|wenn|falls|frage|ob|im voraus|manchmal|teilweise|fast|mais|pas|ne|encore|toujours|sauf|d'avance|presque|parfois|pero|aun|todavia|sigue|pregunta|de antemano|excepto|casi|ma|pero|non|ancora|domanda|in anticipo|tranne|quasi|mas|nao|ainda|pergunta|desde ja|quase|maar|niet|nog|geen|vraag|alvast|behalve|bijna|soms)\b/;

/** What may stand beside such words. Anything else may be about something else. */
const BESIDE_SETTLED = phrasesOf(
  `yes, yeah, yep, yup, the, my, question, questions, hi, hello, hey, so, and, now, again, just, finally, really, all, everything, it, that, this, perfectly, fine,
  great, well, like a charm, immediately, right away, for me, on my side, on my end, here, indeed, a lot, very much, very well, completely,
  have a nice weekend, have a good weekend, have a great weekend, you too, same to you, i'm happy, i am happy, as described, as expected,
  after the restart, after the update, with your steps, with that, because of you, you've been great, you were great, please, team, guys,
  ja, jetzt, wieder, danach, alles, super, es, das, und, einwandfrei, bestens, bei mir, oui, maintenant, tout, bien, tres bien, et, si, ahora, todo, bien,
  muy bien, y, adesso, ora, tutto, bene, benissimo, e, agora, tudo, bem, muito bem, nu, alles, goed, weer, en`,
);

/** Longer ones tell a story, and a story has more in it. */
const MAX_LENGTH = 240;
/** With its greeting and its closing. */
const MAX_LETTER_LENGTH = 500;

/**
 * Whether a message says that its author's matter is settled: thanks and nothing else, or words that it worked or is over,
 * with nothing beside them. Of what it does not understand it says no: a conversation that stays open does no harm.
 */
export function saysSettled(text: string): boolean {
  if (text.length > MAX_LETTER_LENGTH) return false;
  const plain = withoutLetterForm(plainWords(text)).replaceAll(/\s+/g, " ");
  if (plain === "" || plain.length > MAX_LENGTH) return false;
  // "No, that's all" answers whether there is anything else; "no thanks" answers something that we do not know.
  const words = plain.replace(LEADING_NO, "");
  if (consistsOf(words, [...THANKS, ...BESIDE_THANKS])) return words === plain && !consistsOf(words, BESIDE_THANKS);
  if (NOT_YET.test(words.replaceAll(NOTHING_MORE, "")) || /\bno\b/.test(words.replaceAll(NOTHING_MORE, "")))
    return false;
  const rest = SETTLED.reduce((left, pattern) => left.replace(pattern, ","), words);
  return rest !== words && consistsOf(rest, [...THANKS, ...BESIDE_THANKS, ...BESIDE_SETTLED]);
}

const LEADING_NO =
  /^(?:no|nope|nein|non|nao|nee)(?:[,.!]+ | (?=(?:thanks|thank you|that's|that is|nothing|danke|das|merci|c'est|gracias|eso|grazie|obrigad[oa]|bedankt|dat)\b))/;
const NOTHING_MORE = /\bno (?:more|further|other) questions?\b|\bnothing else\b/g;
