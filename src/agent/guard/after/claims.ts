import type { Evidence, Finding } from "../guard.ts";
import { CODE, DEEDS, type Deed } from "./claim-words.ts";
import { clauseBefore, isConditional, isNegated, type Sayings } from "./clauses.ts";
import { LOOKS_UP, SEEN } from "./seen-records.ts";

const either = (list: string): string => list.split(" ").join("|");
const EVERY_DONE = DEEDS.map(({ done }) => either(done)).join("|");
const EVERY_VERB = DEEDS.flatMap(({ verbs }) => (verbs === "" ? [] : [either(verbs)])).join("|");
const EVERY_DOING = DEEDS.map(({ doing }) => either(doing)).join("|");
const END = "(?!\\p{L})";
const NOW =
  "(?:(?:also|already|just|now|successfully|gone ahead and|went ahead and|immediately|personally|have|since|kindly) ){0,3}";

/** "I've cancelled", "we have just sent", "ich habe … erstattet", "j'ai transmis", "criei". */
const BY_US = new RegExp(
  [
    `(?<!\\p{L})(?:I|we|support|(?:a|the|my|our) (?:\\p{L}+ ){0,2}(?:manager|team|colleague|department|supervisor|engineers?|specialist|staff)(?: \\p{Lu}\\p{L}+)?)(?:'ve| have| has|'d)? ${NOW}(${EVERY_DONE})${END}`,
    `(?<!\\p{L})(?:ich habe|wir haben|habe ich|haben wir|j'ai|nous avons|on a|he|hemos|acabo de|ho|abbiamo|ik heb|heb ik|we hebben|wij hebben|hebben we)(?!\\p{L})[^.!?;\\n]{0,80}? (${EVERY_DONE})${END}`,
    `(?<!\\p{L})(criei|abri|registrei|registei|transferi|escalei|encaminhei|informei|avisei|notifiquei|reembolsei|creditei|devolvi|emiti|aprovei|cancelei|anulei|alterei|atualizei|redefini|removi|adicionei|desbloqueei|ativei|prorroguei|corrigi|enviei|mandei|agendei|fechei|verifiquei)${END}`,
  ].join("|"),
  "giu",
);

/** "Your refund has been issued", "Ihre Erstattung wurde veranlasst", "votre abonnement a été annulé". */
const PASSIVE = new RegExp(
  [
    `(?<!\\p{L})(?:your|our|you|both|all|the|this|that|a|an|it|everything)(?!\\p{L})[^.,;:!?\\n]{0,60}? (?:has|have) (?:now |already |just |also |successfully )?been (?:successfully |fully |now )?(${EVERY_DONE})${END}`,
    `(?<!\\p{L})(?:your|it)(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:is|are) (?:now|already) (${EVERY_DONE})${END}`,
    `(?<!\\p{L})(?:your|you|both|all|the|it)(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:was|were|have been) (?:fully |already )?(refunded|reimbursed|credited|cancelled|canceled|unlocked|reactivated|restored|reset)${END}`,
    `^(?:done|all (?:set|done)|consider it done|it's done|(?:great|good) news|confirmed|ok(?:ay)?|sure|yes|perfect)[^\\p{L}]{1,3}your(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:is|are) (${EVERY_DONE})${END}`,
    `(?<!\\p{L})(?:ihre?n?|deine?|eure?|das|die|der|ein|eine|es)(?!\\p{L})[^.,;:!?\\n]{0,60}? wurden?(?!\\p{L})[^.,;:!?\\n]{0,60}? (${EVERY_DONE})${END}`,
    `(?<!\\p{L})(?:votre|vos|le|la|un|une|su|tu|el|un ticket|il suo|la sua|il tuo|seu|sua|o seu|a sua|uw|je|jouw|een)(?!\\p{L})[^.,;:!?\\n]{0,60}? (?:a été|ont été|ha sido|se ha|è stato|è stata|foi|is|werd) (?:bien |ya |già |já |nu )?(${EVERY_DONE})${END}`,
  ].join("|"),
  "giu",
);

/** How it is now, with nothing behind: "Your plan is cancelled.", "Ihr Abo ist gekündigt." */
const STATE = new RegExp(
  [
    `(?<!\\p{L})(?:your)(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:is|are) (?:now |already |hereby )?(refunded|reimbursed|cancelled|canceled|unlocked|reset|upgraded|downgraded|reactivated|restored)(?: again| now| for you| as of now){0,2}`,
    `(?<!\\p{L})consider (?:it|this|that|your (?:\\p{L}+ )?\\p{L}+) (?:as )?(${EVERY_DONE})`,
    `(?<!\\p{L})(?:ihre?|deine?)(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:ist|sind) (?:jetzt |nun |bereits |hiermit |damit |wieder ){0,2}(gekündigt|storniert|erstattet|zurückerstattet|entsperrt|freigeschaltet|zurückgesetzt|reaktiviert)`,
    `(?<!\\p{L})(?:votre|ton)(?!\\p{L})[^.,;:!?\\n]{0,40}? est (?:maintenant |désormais |bien |à nouveau )?(annulée?|résiliée?|remboursée?|débloquée?|réinitialisée?)`,
    `(?<!\\p{L})(?:su|tu)(?!\\p{L})[^.,;:!?\\n]{0,40}? (?:está|queda|ha quedado) (?:ya |ahora )?(cancelad[oa]|anulad[oa]|reembolsad[oa]|desbloquead[oa]|restablecid[oa])`,
    `(?<!\\p{L})(?:il suo|la sua|il tuo|la tua)(?!\\p{L})[^.,;:!?\\n]{0,40}? è (?:ora |già )?(annullat[oa]|disdett[oa]|rimborsat[oa]|sbloccat[oa]|reimpostat[oa])`,
    `(?<!\\p{L})(?:sua|seu)(?!\\p{L})[^.,;:!?\\n]{0,40}? está (?:agora |já )?(cancelad[oa]|reembolsad[oa]|desbloquead[oa]|redefinid[oa])`,
  ]
    .map((words) => `${words}(?=[.!]*\\s*$)`)
    .join("|"),
  "giu",
);

/** Just now, with what was done in the infinitive. */
const JUST = /(?<!\p{L})(?:je viens|nous venons|acabo|acabamos)(?: tout juste| juste)? (?:de |d')(?:vous |te |le )?/u
  .source;
const JUST_TOLD = new RegExp(
  `${JUST}(?:créer|ouvrir|transmettre|transférer|signaler|informer|prévenir|crear|abrir|transferir|pasar|informar|avisar)${END}`,
  "giu",
);
const JUST_DONE = new RegExp(
  `${JUST}(?:annuler|rembourser|résilier|créditer|débloquer|réinitialiser|modifier|supprimer|cancelar|anular|reembolsar|devolver|desbloquear|restablecer|cambiar|eliminar)${END}`,
  "giu",
);

/** What nobody of this kind comes back with: it only answers. */
const COMES_BACK =
  /(?<!\p{L})I(?:'ll| will) (?:(?!\bif\b)[\p{L}'-]+ ){0,9}?(?:get back to you|be back (?:to you |with )|follow up with you|keep you (?:posted|updated|informed)|come back to you)(?!\p{L})/giu;

/** Money that is under way is money that somebody has sent. */
const UNDER_WAY =
  /(?<!\p{L})(?:(?:ihre|deine|die) (?:rück)?(?:erstattung|zahlung|gutschrift) ist (?:bereits |schon |jetzt )?(?:unterwegs|auf dem weg|in bearbeitung|genehmigt)|(?:votre|le) (?:remboursement|avoir) est (?:bien |déjà |maintenant )?(?:en cours|en route|validé|approuvé|confirmé)|(?:su|tu|el) (?:reembolso|devolución|abono) (?:ya )?está (?:ya )?(?:en camino|en curso|aprobad[oa]|confirmad[oa])|(?:il suo|il tuo|il) rimborso è (?:già )?(?:in corso|in arrivo|approvato|confermato)|(?:o )?seu reembolso (?:já )?está (?:a caminho|em andamento|aprovado|confirmado)|(?:uw|je) (?:terugbetaling|geld) is (?:al )?(?:onderweg|goedgekeurd)|(?:your|the|a) (?:[\p{L}$€£\d.,-]+ ){0,3}(?:refund|credit|reimbursement|replacement|money|payment|amount|charge|funds|sum)(?!\p{L})[^.!?;\n]{0,30}? (?:is|are) (?:now |already )?(?:on (?:its|the|their) way|being (?:processed|issued|sent)|approved|complete|confirmed|under way|underway))(?!\p{L})/giu;

const DOING = new RegExp(
  [
    `(?<!\\p{L})(?:I'm|I am|we're|we are) (?:now |just |currently |also |going ahead and ){0,2}(${EVERY_DOING})${END}`,
    `(?<!\\p{L})(?:I|we)(?:'ve| have)? (?:also )?(?:took|taken) the liberty of (${EVERY_DOING})${END}`,
    `(?:^|[,.!:;-] )(escalating|transferring|connecting|passing|forwarding) (?:you|this|it|your)${END}`,
  ].join("|"),
  "giu",
);

/** To a human, in other words than those of the deeds. */
const HANDOVER =
  /(?<!\p{L})(?:(?:I|we)(?:'ve| have)? (?:just |now )?(?:put|placed|added) you (?:in|into|on|to|through)|you(?:'re| are) (?:now |being )?(?:connected|transferred|through to|in the queue|in line|speaking with)|while I (?:connect|transfer|get|fetch)|ich (?:leite|gebe)(?!\p{L})[^.!?;\n]{0,60} weiter|ich (?:verbinde|übergebe) (?:sie|dich)|je vous (?:transfère|mets en relation|passe un)|(?:le|te) (?:transfiero|paso con|conecto|comunico con)|(?:la|ti) (?:trasferisco|passo a|metto in contatto)|(?:estou|vou) (?:transferi\p{L}*|encaminha\p{L}*|passar)|ik (?:verbind|zet) (?:u|je)(?!\p{L})[^.!?;\n]{0,20} door|ik geef (?:dit|het|je \p{L}+) door)(?!\p{L})/giu;

/** Our people, in other words than those of the deeds. */
const TELLS =
  /(?<!\p{L})(?:I|we)(?:'ve| have)? (?:just |now |already |also ){0,2}(?:asked (?:our|the|my|a)|let (?:our|the|my) (?:\p{L}+ ){1,4}know|(?:reached out to|looped in|spoken (?:to|with)|talked (?:to|with)|contacted|pinged) (?:our|the|my|a)|(?:raised|brought|discussed) (?:it|this|that)(?: up)? with|(?:double-)?(?:checked|confirmed|verified) (?:this |that |it )?with (?:our|the|my|a|billing|support|engineering)|(?:noted|recorded) (?:this|that|it|your \p{L}+) (?:for our|on your|in our|in your)|made a note (?:of \p{L}+ )?(?:for our|on your|in our|in your))(?!\p{L})|(?<!\p{L})(?:my|our) (?:\p{L}+ ){0,2}(?:manager|supervisor|team|colleague|boss) (?:has |have )?(?:signed off|agreed|okayed|given the go-ahead|gave the go-ahead|confirmed)(?!\p{L})|(?<!\p{L})(?:has|have) been (?:reported|raised|brought up) (?:to|with) (?:our|the|my)(?!\p{L})|(?<!\p{L})(?:a|an|my|our|one of (?:our|my)) (?:\p{L}+ ){0,3}(?:colleagues?|team|engineers?|specialists?|developers?) (?:is|are) (?:now |already |currently |just )?(?:looking (?:at|into)|working on|investigating|reviewing|handling)(?!\p{L})|(?<!\p{L})(?:team|kolleg\p{L}+|\p{L}*abteilung|buchhaltung|technik) (?:ist|sind|wurden?) (?:bereits |schon |jetzt )?(?:informiert|benachrichtigt|verständigt)(?!\p{L})/giu;

/** "I've put through the refund": what was done is in the noun. */
const BY_NOUN =
  /(?<!\p{L})(?:I|we)(?:'ve| have)? (?:also |already |just |now ){0,2}(?:put through|taken care of|took care of|sorted(?: out)?|arranged|requested|started|begun|created|opened|set up|handled|made|done|organi[sz]ed|completed|finali[sz]ed|submitted|filed) (?:a|an|the|your|this|that) (?:\p{L}+ ){0,2}(refund|cancellation|upgrade|downgrade|password reset|reset|deletion|credit)(?! polic|s? page| article| request)(?!\p{L})/giu;

/** Which deed a noun means. */
const NOUNS: Readonly<Record<string, string>> = {
  refund: "refunded",
  credit: "credited",
  cancellation: "cancelled",
  upgrade: "upgraded",
  downgrade: "downgraded",
  reset: "reset",
  "password reset": "reset",
  deletion: "deleted",
};

const WILL = new RegExp(
  `(?<!\\p{L})(?:I'll|I will|let me|we'll|we will|I'm going to|I am going to|allow me to|going to) (?:(?:now|just|also|then|gladly|immediately|go ahead and|personally) ){0,2}(${EVERY_VERB})${END}`,
  "giu",
);

const OFFER = new RegExp(
  `(?<!\\p{L})(?:I can|(?<!wish )I could|I'm able to|I am able to|I'd be (?:happy|glad) to|I'm (?:happy|glad) to|happy to|want me to|like me to|(?<!(?:what|which|how|when|where|whom?) )(?:shall I|should I|may I)) (?:(?:now|just|also|then|gladly|certainly|even|definitely|go ahead and) ){0,2}(${EVERY_VERB})${END}`,
  "giu",
);

/** What makes of "I'll open a ticket" an offer: it waits for something. */
const WAITS =
  /\?\s*$|(?<!\p{L})(?:if|when|once|would you|do you want|like me|as soon as|after|let me know|just say|tell me|reply|send|share|give|please|then|so (?:that )?I|should you|in case|happy to|need|needs)(?!\p{L})/iu;

/** What a passive may report without anybody of us having done it. */
const REPORTED =
  /(?<!\p{L})(?:you (?:said|mention\p{L}*|wrote|told|say|think|see|believe)|sounds|looks like|seems?|seem|means?|shows?|says?|check|confirm|see|make sure|may|might|could|would|will|can|must|that|which|because|why|page|wenn|ob|dass|que|si|se|che|dat)(?!\p{L})/iu;

const HUMAN =
  /(?<!\p{L})(?:I(?:'m| am) (?:a |an )?(?:real |actual |live )?(?:human|person|man|woman)|I(?:'m| am) \p{L}+, (?:a|your) (?:real |live )?(?:human|person)|I(?:'m| am) not (?:a |an )?(?:bot|robot|ai|machine|chatbot|computer|program|virtual assistant|automated)|(?:this is|you're (?:talking|speaking|chatting) (?:to|with)|you are (?:talking|speaking|chatting) (?:to|with)) a (?:real |live )?(?:human|person)|ich bin (?:ein )?(?:echter )?mensch|ich bin keine? (?:bot|roboter|ki|maschine)|je suis (?:un |une )?(?:vrai |vraie )?(?:humain|humaine|personne)|je ne suis pas (?:un |une )?(?:robot|bot|ia)|soy (?:una? )?(?:persona|humano|humana)|no soy (?:una? )?(?:robot|bot|ia)|sono (?:una persona|un essere umano|umano|umana)|non sono (?:un |una |un')?(?:robot|bot|ia)|sou (?:uma pessoa|humano|humana)|não sou (?:um |uma )?(?:robô|bot|ia)|ik ben een (?:echt )?mens|ik ben geen (?:robot|bot|ai))(?!\p{L})/giu;

/** What a sentence says was done, is being done, or can be done by us, and no tool did or can do. */
export function falseClaims(sentence: string, evidence: Evidence, sayings: Sayings): readonly Finding[] {
  const { succeeded, tools } = evidence;
  const done = [...succeeded];
  const found = [
    ...deedsIn(sentence, BY_US, (deed, match) => isDone(deed, sentence, done) || isHedged(sentence, match)),
    ...deedsIn(
      sentence,
      PASSIVE,
      (deed, match) =>
        isDone(deed, sentence, done) ||
        isHedged(sentence, match) ||
        isConditional(match[0]) ||
        REPORTED.test(`${clauseBefore(sentence, match.index)} ${match[0].replace(/^\S+/, "")}`),
    ),
    ...deedsIn(sentence, DOING, (deed, match) => isDone(deed, sentence, done) || isHedged(sentence, match)),
    ...deedsIn(
      sentence,
      WILL,
      (deed) => isDone(deed, sentence, done) || (WAITS.test(sentence) && isDone(deed, sentence, tools)),
    ),
    ...deedsIn(sentence, OFFER, (deed) => isDone(deed, sentence, tools)),
    ...deedsIn(sentence, BY_NOUN, (deed, match) => isDone(deed, sentence, done) || isHedged(sentence, match)),
    ...phrasesIn(sentence, HANDOVER, done, /escalat|human|transfer|hand_?o/),
    ...phrasesIn(sentence, TELLS, done, /escalat|human|ticket|notify|forward/),
    ...deedsIn(sentence, STATE, (deed) => isDone(deed, sentence, done) || isConditional(sentence) || isTold(sentence)),
    ...phrasesIn(sentence, JUST_TOLD, done, /ticket|escalat|human/),
    ...phrasesIn(sentence, JUST_DONE, done, /cancel|refund|credit|unlock|reset|change|update|delete/),
    ...(WAITS.test(sentence) ? [] : phrasesIn(sentence, COMES_BACK, done, /follow_?up|schedul|remind/)),
    ...phrasesIn(sentence, SEEN, done, LOOKS_UP),
    ...phrasesIn(sentence, UNDER_WAY, done, /refund|credit|reimburs|ship|send/),
    ...[...sentence.matchAll(HUMAN)].map(([text]): Finding => ({ kind: "claim", text })),
  ];
  return found.length > 0 && !sayings.quotes(sentence) ? found : [];
}

function phrasesIn(sentence: string, pattern: RegExp, done: readonly string[], tools: RegExp): Finding[] {
  if (done.some((tool) => tools.test(tool))) return [];
  return [...sentence.matchAll(pattern)]
    .filter((match) => !isHedged(sentence, match) && !/\?\s*$/.test(sentence))
    .map(([text]): Finding => ({ kind: "claim", text }));
}

function deedsIn(
  sentence: string,
  pattern: RegExp,
  isFine: (deed: Deed, match: RegExpExecArray) => boolean,
): Finding[] {
  return [...sentence.matchAll(pattern)].flatMap((match): Finding[] => {
    const word =
      match
        .slice(1)
        .find((group) => group !== undefined)
        ?.toLowerCase() ?? "";
    const deed = deedOf(NOUNS[word] ?? word, sentence);
    return deed === null || isFine(deed, match) ? [] : [{ kind: "claim", text: match[0] }];
  });
}

function deedOf(word: string, sentence: string): Deed | null {
  const deed = DEEDS.find(({ done, verbs, doing }) => ` ${done} ${verbs} ${doing} `.includes(` ${word} `));
  if (!deed || deed.harmless?.test(sentence)) return null;
  return deed.about && !deed.about.test(sentence) ? null : deed;
}

function isDone({ tools, ofCodes }: Deed, sentence: string, names: readonly string[]): boolean {
  const isOfCodes = CODE.test(sentence);
  return names.some((name) => tools.test(name) || (isOfCodes && ofCodes?.test(name) === true));
}

/** Somebody else has said it, or it is asked for. */
function isTold(sentence: string): boolean {
  return /\?\s*$/.test(sentence) || isNegated(sentence) || REPORTED.test(sentence);
}

function isHedged(sentence: string, match: RegExpExecArray): boolean {
  return isNegated(match[0]) || isConditional(clauseBefore(sentence, match.index));
}
