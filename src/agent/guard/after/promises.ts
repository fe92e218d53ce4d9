import type { Finding } from "../guard.ts";
import { clauseBefore, isConditional, isNegated, type Sayings } from "./clauses.ts";

const WHO =
  "(?:I|we|they|he|she|someone|somebody|our (?:[\\p{L}]+ ){0,3}(?:team|engineers?|developers?|technicians?|colleagues?|staff|specialists?|experts?)|(?:a|an|the|my|one of (?:our|my)) (?:[\\p{L}]+ ){0,3}(?:colleagues?|engineers?|developers?|technicians?|team|agents?|manager|specialists?|representatives?|experts?|person|human|members?)|support|billing)";
const WILL = "(?:'ll| will| are going to| is going to| am going to| shall)";
const NEAR = "[^.!?;\\n]{0,50}?";
const GIFT =
  "(?:refund|reimbursement|credit|discount|compensation|voucher|coupon|money back|free month|months? (?:for )?free|goodwill)";
const pattern = (...parts: readonly string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${parts.join("|")})(?!\\p{L})`, "giu");

/** Money or favours for this customer. */
const GIVES = pattern(
  `${WHO}${WILL}${NEAR} (?:refund|reimburse|credit|compensate|waive)(?: you| your)?`,
  `${WHO}(?:${WILL}| can|'ve| have)${NEAR} (?:give|issue|send|offer|grant|apply|add|get|arrange|process|throw in)${NEAR} ${GIFT}`,
  `you(?:'ll| will| are going to| should| are about to) (?:get|receive|have|see|be (?:given|issued))${NEAR} ${GIFT}`,
  "(?:month|months|year|week|upgrade|one) (?:is |are |will be )?on (?:us|the house)",
  "you(?:'ll| will| are going to) (?:be )?(?:fully )?(?:refunded|credited|reimbursed|compensated)",
  `(?:I|we)(?:'ll| will) (?:personally )?(?:make sure|see to it|ensure)${NEAR} (?:refunded|compensated|reimbursed|credited|money back)`,
  "(?:is|are|stays?|remains?|be|'s) (?:now |completely )?free (?:for (?:life|ever|good)|forever)",
  `you(?:'re| are) (?:entitled to|eligible for|getting|owed)${NEAR} ${GIFT}`,
  `(?:wir|ich) (?:werden|werde|erstatten|erstatte|schreiben|schreibe)(?!\\p{L})${NEAR}(?:erstatten|zurückerstatten|rückerstatten|gut|gutschreiben|zurückzahlen|zurück)`,
  `(?:wir|ich) (?:erstatten|erstatte) (?:ihnen|dir|euch)`,
  `(?:sie|du) (?:erhalten|erhältst|bekommen|bekommst)${NEAR} (?:rückerstattung|erstattung|gutschrift|rabatt|geld(?:[^.!?;\\n]{0,30})? zurück)`,
  `(?:nous|je|on) (?:(?:allons|vais|va) )?(?:vous )?(?:rembourserons|rembourserai|rembourser|créditerons|créditer|offrirons)`,
  "vous (?:serez|allez être) (?:intégralement )?(?:remboursée?|créditée?)",
  `vous (?:recevrez|aurez)${NEAR} (?:remboursement|avoir|remise)`,
  "(?:(?:le|te|les|os) )?(?:reembolsaremos|reembolsaré|devolveremos|devolveré|vamos a (?:reembolsar\\p{L}*|devolver\\p{L}*))",
  `(?:recibirá|recibirás)${NEAR} (?:reembolso|dinero|abono|descuento)`,
  "(?:(?:la|ti|vi) )?(?:rimborseremo|rimborserò|accrediteremo)",
  `(?:riceverà|riceverai)${NEAR} (?:rimborso|accredito|sconto)`,
  "(?:vamos|iremos|vou) (?:te |lhe )?(?:reembolsar|devolver)\\p{L}*",
  "reembolsaremos",
  `(?:receberá|receberás|você vai receber)${NEAR} (?:reembolso|crédito|desconto|dinheiro)`,
  `(?:we|wij|ik) (?:zullen|zal|gaan|ga)(?!\\p{L})${NEAR} (?:terugbetalen|terugstorten|vergoeden)`,
  `(?:je|u) (?:krijgt|ontvangt)${NEAR} (?:geld terug|terugbetaling|korting|vergoeding)`,
);

/** To this customer, whatever a source says of refunds: it does not say that he gets one. */
const YOUR_REFUND = pattern(
  "you(?:'ll| will| are going to) (?:now |then |soon )?be (?:fully |automatically )?(?:refunded|reimbursed|credited|compensated)",
  "(?:your|the) money (?:will|should|is going to) be (?:back|returned|refunded)",
  "you(?:'ll| will| are going to) (?:get|receive|see|have) (?:the|your) (?:payment|amount|charge|[$€£][\\d.,]+|[\\d.,]+ (?:dollars|euros|usd|eur)) (?:again|back|returned)",
);

/** Prices that only a source can grant. */
const TERMS = pattern(
  "half(?:[- ]| the )price|half off|(?:price[- ]match|match (?:that|their|this|the) (?:price|offer))",
);
/** Hours, too, in whichever of these words. */
const ALWAYS_THERE = pattern("24\\/7|24 hours a day|seven days a week|(?:a)?round the clock|rund um die uhr|24h\\/24");

/** What nobody can see to. */
const NEVER_AGAIN = pattern(
  "(?:I|we)(?:'ll| will) (?:personally )?(?:make sure|see to it|ensure) (?:that )?(?:this|it|that) (?:doesn't|does not|won't|will not|never|will never) happens?(?: to you)?(?: again)?",
);

const EXCEPTION = pattern(
  `(?:I|we)(?:'ll| will| can|'ve| have| am| are)?${NEAR} (?:make|made|making|grant|granted|allow|give) (?:you )?(?:an |this |one )?(?:[\\p{L}-]+ )?(?:exception|special (?:deal|price|discount))`,
  "(?:mache|machen|mach)(?!\\p{L})[^.!?;\\n]{0,30} ausnahme",
  "(?:ferai|ferons|fais|faisons|faire)(?!\\p{L})[^.!?;\\n]{0,20} exception",
  "(?:haré|haremos|hacer|hago)(?!\\p{L})[^.!?;\\n]{0,20} excepción",
  "(?:farò|faremo|fare|faccio)(?!\\p{L})[^.!?;\\n]{0,20} ?(?:un')?eccezione",
  "(?:farei|faremos|abrir|abro|fazer)(?!\\p{L})[^.!?;\\n]{0,20} exceção",
  "uitzondering (?:maken|gemaakt)|maak(?!\\p{L})[^.!?;\\n]{0,20} uitzondering",
);

const GUARANTEE = pattern(
  "(?:I|we) (?:can |do |fully |absolutely |personally )?(?:guarantee|promise|swear)",
  "guaranteed|you have my word|I give you my word",
  "garantiere|garantieren|verspreche|versprechen (?:ihnen|dir)",
  "(?:je|nous) (?:vous )?(?:garantis|garantissons|promets|promettons)",
  "(?:le |te |les )?(?:garantizo|garantizamos|prometo|prometemos)",
  "(?:le |ti |vi )?(?:garantisco|garantiamo|prometto|promettiamo)",
  "(?:garanto|garantimos)",
  "(?:garandeer|garanderen|beloof|beloven)",
);

/** Somebody who will do something. */
const ACTS = new RegExp(
  `(?<!\\p{L})(?:${WHO}${WILL}${NEAR} (?:reply|respond|get back|get in touch|contact|call|phone|email|write|answer|reach out|be in touch|(?:have|get) (?:this|that|it|the \\p{L}+) (?:fixed|solved|resolved|sorted|done|ready)|review|look|fix|solve|resolve|handle|visit|come|follow up|update|help|process|sort|refund|send)|you(?:'ll| will| should| can expect to) (?:hear|get|receive|have) ${NEAR}(?:from|reply|response|answer|call|update|back|refund|money)|(?:expect|await) (?:an? )?${NEAR}(?:reply|response|answer|call|contact|update)|(?:it|this|that|the (?:issue|problem|bug|matter|fault))${WILL} be (?:fixed|solved|resolved|sorted|done|working|handled)|(?:the|a) (?:fix|update|patch|release)(?: will)? (?:goes?|comes?|ships?|rolls?|lands?|be)|(?:sie|du) (?:erhalten|bekommen|erhältst|bekommst)(?!\\p{L})${NEAR}(?:antwort|rückmeldung|nachricht|geld|erstattung)|vous (?:recevrez|aurez)(?!\\p{L})${NEAR}(?:réponse|remboursement|nouvelles)|(?:recibirá|recibirás|tendrá)(?!\\p{L})${NEAR}(?:respuesta|reembolso|dinero)|(?:riceverà|riceverai|avrà)(?!\\p{L})${NEAR}(?:risposta|rimborso)|(?:receberá|terá|vai receber)(?!\\p{L})${NEAR}(?:resposta|reembolso|dinheiro)|(?:u|je) (?:ontvangt|krijgt)(?!\\p{L})${NEAR}(?:antwoord|reactie|geld)|meldet sich|melden (?:wir )?uns|melde mich|hören(?!\\p{L})${NEAR} von uns|antworten (?:ihnen|dir)|kontaktieren (?:sie|dich)|(?:vous|te|le|la|ti) (?:contactera|contacterons|répondra|répondrons|recontactera|rappellera|contactará|contactaremos|responderá|responderemos|llamará|llamaremos|contatterà|contatteremo|risponderà|risponderemo|chiamerà)|entrará em contato|entraremos em contato|responderemos|neemt(?!\\p{L})${NEAR} contact|nemen(?!\\p{L})${NEAR} contact|hoor(?:t)? (?:je|u)(?!\\p{L})|belt (?:je|u))(?!\\p{L})`,
  "iu",
);

/** When, in words that no figure stands in. */
const WHEN =
  /(?<!\p{L})(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|next week|(?:by|on|before|until) (?:the )?(?:end of (?:the )?(?:day|week)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight)|(?:within|in) (?:the|an?|a few|a couple of|a matter of|several|some|just)? ?(?:seconds?|minutes?|hours?|days?|moments?|weeks?)|(?:in|with) the next (?:release|update|version)|right away|straight away|immediately|instantly|any minute|heute|morgen|übermorgen|diese woche|nächste woche|(?:bis|am) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|in (?:wenigen|ein paar|einigen) (?:minuten|stunden|tagen)|aujourd'hui|demain|ce soir|dans (?:quelques|les prochaines) (?:minutes|heures|jours)|hoy|mañana|esta tarde|en (?:unos|unas|pocos|pocas) (?:minutos|horas|días)|oggi|domani|stasera|tra (?:pochi|poche|qualche) (?:minuti|ore|minuto|ora)|hoje|amanhã|em (?:alguns|algumas|poucos|poucas) (?:minutos|horas|dias)|vandaag|vanavond|binnen (?:enkele|een paar) (?:minuten|uren|dagen))(?!\p{L})/iu;

const CALL = new RegExp(
  `(?<!\\p{L})(?:${WHO}${WILL}[^.!?;\\n]{0,15}? (?:call|phone|ring)(?: you)?|expect a (?:phone )?call|(?:werden|wirst)(?!\\p{L})[^.!?;\\n]{0,30} (?:zurückgerufen|angerufen)|(?:wir rufen|ich rufe|rufen wir|\\p{L}+ ruft) (?:sie|dich|euch)(?!\\p{L})[^.!?;\\n]{0,30} an|vous (?:appellera|appellerons|rappellera|rappellerons)|(?:le|te) (?:llamaremos|llamará|llamaré)|bellen (?:wij |we )?(?:u|je)|(?:la|ti) (?:chiameremo|chiamerà)|ligaremos para)(?!\\p{L})`,
  "giu",
);

/**
 * What a sentence promises and nobody granted. A passage that grants it may be quoted, also in other words, and a case is
 * no promise: "if you paid within 30 days, you get it back".
 */
export function falsePromises(sentence: string, sayings: Sayings): readonly Finding[] {
  const found = [
    ...promisesIn(sentence, GIVES, (match) => isConditional(sentence) || isNegated(match[0])),
    ...promisesIn(sentence, EXCEPTION, (match) => isRefused(sentence, match)),
    ...promisesIn(sentence, GUARANTEE, (match) => isRefused(sentence, match)),
    ...promisesIn(sentence, TERMS, (match) => isRefused(sentence, match)),
    ...promisesIn(
      sentence,
      ALWAYS_THERE,
      (match) => isRefused(sentence, match) || sayings.quotes("around the clock") || sayings.quotes(match[0]),
    ),
    ...promisesIn(sentence, CALL, (match) => isNegated(match[0])),
    ...soon(sentence),
  ];
  const sure = [
    ...promisesIn(sentence, YOUR_REFUND, (match) => isConditional(sentence) || isNegated(match[0])),
    ...promisesIn(sentence, NEVER_AGAIN, () => false),
  ];
  if (found.length + sure.length === 0 || sayings.quotes(sentence)) return [];
  return sure.length === 0 && sayings.supports(sentence) ? [] : [...found, ...sure];
}

function promisesIn(sentence: string, pattern: RegExp, isFine: (match: RegExpExecArray) => boolean): Finding[] {
  return [...sentence.matchAll(pattern)]
    .filter((match) => !isFine(match))
    .map(([text]): Finding => ({ kind: "promise", text }));
}

function isRefused(sentence: string, match: RegExpExecArray): boolean {
  return isNegated(match[0]) || isNegated(clauseBefore(sentence, match.index)) || isConditional(match[0]);
}

/** Whether somebody of us is said to do something: a time for that is ours to keep. */
export function isCommitment(sentence: string): boolean {
  const acts = ACTS.exec(sentence);
  return acts !== null && !isNegated(acts[0]);
}

function soon(sentence: string): Finding[] {
  const acts = ACTS.exec(sentence);
  const when = WHEN.exec(sentence);
  if (!acts || !when || isNegated(acts[0])) return [];
  return [{ kind: "promise", text: `${acts[0]} … ${when[0]}` }];
}

/** Words of the policy that are never said, however they are spaced and capitalised. */
export function forbiddenPhrases(draft: string, phrases: readonly string[]): readonly Finding[] {
  const words = ` ${plain(draft)} `;
  return phrases
    .filter((phrase) => plain(phrase) !== "" && words.includes(` ${plain(phrase)} `))
    .map((phrase) => ({ kind: "promise", text: phrase }));
}

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%$€£]+/gu, " ")
    .trim();
