/** Where what is known stands. */
const PLACES =
  "(?:help cent(?:er|re)|help (?:pages?|articles?)|knowledge base|documentation|docs|articles?|guides?|passages|sources)";
/** To look for these is no matter of articles. */
const RECORDS =
  "(?:accounts?|orders?|invoices?|payments?|charges?|tickets?|case|subscription|transactions?|address(?:es)?|workspace|request|number|customer|code|refund)";
const NOT_ON_RECORDS = `(?!\\s+(?:about|on|regarding|for|under|with|of)\\s+(?:\\w+\\s+){1,2}${RECORDS}\\b)`;
/** Nor to speak of other people, of what somebody is still to tell, or of what is in order. */
const NOT_ON_PEOPLE =
  "(?!\\s+(?:about|on|of|for)\\s+(?:you\\b|(?:this|that|other|your)\\s+(?:\\w+\\s+)?(?:users?|members?|customers?|person|people|cards?|setup)\\b))";
const NOT_YET =
  "(?!\\s+(?:yet\\b|so far\\b|to (?:add|look|find|check|identify|help yet)\\b|from\\s+(?:the|your|our)\\s+(?:\\w+\\s+)?(?:team|bank|colleagues?)\\b))";
const NOT_A_FAULT = "(?!\\s+(?:else|wrong|unusual|suspicious|odd|strange|to add)\\b)";
const NOT_MISSED = `${NOT_ON_RECORDS}${NOT_ON_PEOPLE}${NOT_YET}${NOT_A_FAULT}`;
const NOT_A_RECORD = `(?!\\s+(?:your|the|this|that)\\s+(?:\\w+\\s+){0,2}${RECORDS}\\b)`;
/** What they will do stands in no article. */
const NOT_OTHERS = "(?!\\s+(?:a|the|your)\\s+(?:\\w+\\s+)?(?:bank|manager|team|carrier)\\b)";

const TOLD =
  "(?:information|infos?|details?|answers?|articles?|documentation|guidance|instructions?|mention|specifics)";
const SOME =
  "(?:(?:an?|any|enough|specific|more|further|exact|clear|reliable|definite|definitive|good|concrete|relevant|direct|that|this|such|the)\\s+){0,3}";
/** Us; or nobody, as in a note: "Searched twice and found nothing." */
const WE = "(?:\\b(?:I|we|and|but|also)(?:\\s+\\w+)?\\s*|^|[.!?;:]\\s+)";
const NOT =
  "(?:(?:could|did|do|was|were|am|are|have)(?:n['’]?t| not)|can(?:['’]t|not| not)|['’](?:m|re) (?:not|un)|unable to|failed to)";
const FOUND = "(?:find|found|see|have|locate|offer|give you)";
const TELLS =
  "(?:mention|cover|say|have|include|contain|explain|describe|answer|address|list|specify|tell|discuss|go into)";
const OURS = "(?:our|the|any)\\s+(?:\\w+\\s+)?";
/** The same where it begins a sentence, as in a note. */
const OUR = `(?:\\b${OURS}|^|[.!?;:]\\s+)`;

const IN_ENGLISH = [
  // "I couldn't find any information on that."
  `${WE}${NOT}\\s*(?:able to\\s+|seem to\\s+)?${FOUND}\\s+(?:${SOME}${TOLD}|anything)\\b${NOT_MISSED}`,
  `${WE}${NOT}\\s*(?:able to\\s+)?${FOUND}\\s+(?:that|this|it)\\s+in\\s+${OURS}${PLACES}\\b`,
  // "I found nothing on that." "Searches returned nothing on that."
  `(?:${WE}${FOUND}|\\b(?:searche?s?|searching|it)\\s+(?:returned|found|gave|brought))\\s+(?:nothing|no\\s+${SOME}${TOLD})\\b${NOT_MISSED}`,
  "\\b(?:searched|looked)\\b[^.!?]{0,40}\\b(?:found nothing|came up empty)\\b",
  // "There is no article on it in our help centre." "Nothing in our help centre covers it." "No help article covers it."
  `\\b(?:nothing|no\\s+${SOME}${TOLD}|isn['’]t any\\s+${TOLD})\\b[^.!?]{0,40}\\b(?:in|from|by)\\s+${OURS}${PLACES}\\b`,
  `\\b(?:no|none of (?:our|the))\\s+(?:help cent(?:er|re)\\s+)?${PLACES}\\s+${TELLS}(?:e?s)?\\b`,
  // "That is not covered in our articles." "Cannot be answered from the help centre." "Not something our help centre covers."
  `(?:\\b(?:can)?not|n['’]t)\\s+(?:\\w+\\s+)?(?:be\\s+)?(?:covered|mentioned|documented|described|answer(?:ed)?|addressed|explained|listed|found)\\s+(?:\\w+\\s+)?(?:in|by|from)\\s+(?:${OURS})?${PLACES}\\b`,
  `\\b(?:not something (?:that )?|(?:beyond|outside) what\\s+)${OURS}${PLACES}\\s+${TELLS}s?\\b`,
  // "Our help centre doesn't say."
  `(?<!\\b(?:if|when|where|whenever)\\s)${OUR}${PLACES}\\s+(?:(?:that )?(?:I|we) (?:have|found|see)\\s+)?(?:(?:do|does|did)(?:n['’]?t| not)\\s+(?:\\w+\\s+)?${TELLS}|(?:is|are) silent|(?:has|have|says?|gives?|contains?) (?:nothing|no))\\b`,
  // "I don't know whether Pro has that." "I can't confirm whether it does." "I would rather not guess."
  `\\b(?:I|we)\\s+(?:\\w+\\s+)?do(?:n['’]?t| not) know\\s*(?:[.,;:!–—-]|(?:that|this|the answer|and|so|but|about|for sure|whether|if|how|when|where)\\b(?!\\s+your?\\b)${NOT_A_RECORD}|$)`,
  `\\b(?:I|we)\\s+(?:can(?:['’]t|not)|could(?:n['’]t| not))\\s+(?:confirm|say)\\s+(?:whether|if|for sure)\\b(?!\\s+why\\b)${NOT_A_RECORD}${NOT_OTHERS}`,
  "\\b(?:rather not|do(?:n['’]t| not) want to|would(?:n['’]t| not) (?:like|want) to)\\s+guess\\b(?!\\s+(?:your|(?:which|what)\\s+(?:\\w+\\s+)?you)\\b)",
];

const NOTHING_DE =
  "(?:nichts|kein(?:e|en)? (?:\\p{L}+ )?(?:Informationen?|Angaben?|Antwort|Auskunft|Artikel|Hinweise?))";
const NOT_MISSED_DE =
  "(?! (?:auf|von)(?!\\p{L})| (?:zu|über) Ihre[mnr]? (?:Konto|Bestellung|Zahlung|Rechnung|Ticket|Vertrag)(?!\\p{L}))";
const PLACE_DE =
  "(?:Hilfe(?!\\p{L})|Hilfe(?:bereich|center|seiten?|artikeln?)|Dokumentation|Artikeln?|Wissensdatenbank)";
const NOTHING_FR = "(?:rien|(?:pas d['’]|aucune? )(?:information|article|réponse|indication)s?)";
const NOTHING_ES = "(?:nada|ning[uú]n\\p{L}* (?:información|artículo|respuesta)|información|respuesta)";
const NOTHING_IT =
  "(?:nulla|niente|(?:alcun|nessun)\\p{L}*['’ ]?(?:informazion|articol|rispost)\\p{L}*|informazioni|risposta)";
const NOTHING_PT = "(?:nada|nenhum\\p{L}* (?:informaç|artigo|resposta)\\p{L}*|informaç(?:ão|ões)|resposta)";
const NOTHING_NL = "(?:niets|geen (?:\\p{L}+ )?(?:informatie|artikel\\p{L}*|antwoord))";
/** As `\b`, of any alphabet. */
const [FROM, TO] = ["(?<!\\p{L})", "(?!\\p{L})"];
/** A little word between, such as "leider". */
const LITTLE = "(?:\\p{L}+ )?";

const ABROAD = [
  // Deutsch
  `${FROM}(?:weiß|weiss) ich (?:(?:leider|das|es) )*nicht${TO}|${FROM}ich (?:weiß|weiss) (?:(?:leider|das|es) )*nicht${TO}(?!,? (?:welche|wer|was|warum|wieso))|${FROM}nicht raten${TO}`,
  `${FROM}(?:ich|wir)${TO}[^.!?]{0,60}${FROM}${NOTHING_DE}${TO}${NOT_MISSED_DE}[^.!?]{0,30}${FROM}(?:gefunden|finden)${TO}`,
  `${FROM}(?:liegen|steht|stehen|finde|habe|haben|sagt|sagen|enthält|enthalten)${TO}[^.!?]{0,40}${FROM}${NOTHING_DE}${TO}${NOT_MISSED_DE}`,
  `${FROM}(?:steht|stehen)${TO}[^.!?]{0,30}${FROM}nicht in (?:unser\\p{L}*|der|den) ${PLACE_DE}`,
  // Français
  `${FROM}je ne (?:le )?sais (?:malheureusement )?pas${TO}(?! (?:quel|qui|pourquoi))|${FROM}je n['’]ai ${LITTLE}${NOTHING_FR}${TO}|${FROM}je ne trouve ${LITTLE}${NOTHING_FR}${TO}|${FROM}je n['’]ai (?:pas trouvé d['’]|trouvé aucune? )(?:information|article|réponse)s?${TO}|${FROM}pas deviner${TO}`,
  `centre d['’]aide (?:n['’]|ne )\\p{L}+ (?:rien|pas)${TO}`,
  // Español
  `${FROM}no (?:lo )?sé${TO}(?! (?:qué|cuál|quién|por qué))|${FROM}no (?:he (?:podido )?encontra(?:do|r)|hemos (?:podido )?encontra(?:do|r)|pude encontrar|encontré|encuentro|tengo|tenemos|dispongo de|disponemos de) ${LITTLE}${NOTHING_ES}${TO}|${FROM}no quiero adivinar${TO}`,
  `(?:centro de ayuda|documentación|artículos) no (?:dicen?|mencionan?|contienen?|cubren?|explican?)${TO}`,
  // Italiano
  `${FROM}non (?:lo )?so${TO}(?! (?:quale|chi|cosa|perché))|${FROM}non (?:ho trovato|abbiamo trovato|trovo|ho|abbiamo) ${LITTLE}${NOTHING_IT}${TO}`,
  `(?:centro (?:di )?assistenza|guida|documentazione|articoli) non (?:dic\\p{L}+|menzion\\p{L}+|conten\\p{L}+|tratt\\p{L}+)`,
  // Português
  `${FROM}não (?:o )?sei${TO}(?! (?:qual|quem|o que|por ?qu[eê]))|${FROM}não (?:encontrei|encontramos|tenho|temos) ${LITTLE}${NOTHING_PT}${TO}`,
  `(?:(?:central|centro) de ajuda|documentação|artigos) não (?:diz\\p{L}*|mencion\\p{L}+|cont\\p{L}+|cobr\\p{L}+)`,
  // Nederlands
  `${FROM}(?:weet ik|ik weet) (?:(?:dat|het|helaas) )*niet${TO}(?! (?:welke|wie|wat|waarom))|${FROM}(?:ik|we|wij)${TO}[^.!?]{0,40}${FROM}${NOTHING_NL}${TO}[^.!?]{0,30}${FROM}(?:gevonden|vinden)${TO}`,
  `${FROM}(?:helpcentrum|artikelen|documentatie) (?:zegt|zeggen|vermeldt|vermelden|staat) ${LITTLE}${NOTHING_NL}${TO}`,
];

const UNKNOWN = [...IN_ENGLISH, ...ABROAD].map((words) => new RegExp(words, "iu"));

/**
 * Whether an answer, or the reason of a handoff, says that the articles do not tell what was asked: in English, German,
 * French, Spanish, Italian, Portuguese or Dutch. That an order or an account was not found is something else.
 */
export function saysUnknown(said: string): boolean {
  const plain = said
    .replaceAll(/[*_`>#]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return UNKNOWN.some((words) => words.test(plain));
}
