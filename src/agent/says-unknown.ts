/** Where what is known stands. */
const PLACES =
  "(?:help cent(?:er|re)|help (?:pages?|articles?)|knowledge base|documentation|docs|articles?|guides?|passages|sources)";
/** To look for these is no matter of articles. */
const RECORDS =
  "(?:accounts?|orders?|invoices?|payments?|charges?|tickets?|case|subscription|transactions?|address(?:es)?|workspace|request|number|customer|code)";
const NOT_ON_RECORDS = `(?!\\s+(?:about|on|regarding|for|under|with|of)\\s+(?:\\w+\\s+){1,2}${RECORDS}\\b)`;

const TOLD =
  "(?:information|infos?|details?|answers?|articles?|documentation|guidance|instructions?|mention|specifics)";
const SOME = "(?:(?:an?|any|enough|specific|more|further|exact|clear|reliable|that|this|such|the)\\s+){0,3}";
const WE = "\\b(?:I|we)(?:\\s+\\w+)?\\s*";
const NOT = "(?:(?:could|did|do|was|were|am|are|have)(?:n['’]?t| not)|can(?:['’]t|not| not)|['’](?:m|re) (?:not|un))";
const FOUND = "(?:find|found|see|have|locate|offer|give you)";

const IN_ENGLISH = [
  // "I couldn't find any information on that."
  `${WE}${NOT}\\s*(?:able to\\s+)?${FOUND}\\s+(?:${SOME}${TOLD}|anything)\\b${NOT_ON_RECORDS}`,
  // "I found nothing on that."
  `${WE}${FOUND}\\s+(?:nothing|no\\s+${SOME}${TOLD})\\b${NOT_ON_RECORDS}`,
  // "There is no article on it in our help centre."
  `\\b(?:nothing|no\\s+${SOME}${TOLD})\\b[^.!?]{0,40}\\b(?:in|from|by)\\s+(?:our|the|any)\\s+(?:\\w+\\s+)?${PLACES}\\b`,
  // "That is not covered in our articles."
  `(?:\\bnot|n['’]t)\\s+(?:\\w+\\s+)?(?:be\\s+)?(?:covered|mentioned|documented|described|answered|addressed|explained|listed|found)\\s+(?:\\w+\\s+)?(?:in|by|from)\\s+(?:our|the|any)\\s+(?:\\w+\\s+)?${PLACES}\\b`,
  // "Our help centre doesn't say."
  `\\b(?:our|the|any)\\s+(?:\\w+\\s+)?${PLACES}\\s+(?:(?:do|does|did)(?:n['’]?t| not)\\s+(?:\\w+\\s+)?(?:mention|cover|say|have|include|contain|explain|describe|answer|address|list|specify|tell)|(?:is|are) silent|(?:has|have|says?|gives?|contains?) (?:nothing|no))\\b`,
  // "I don't know whether Pro has that."
  "\\b(?:I|we)\\s+(?:\\w+\\s+)?do(?:n['’]?t| not) know\\s*(?:[.,;:!–—-]|(?:that|this|the answer|and|so|but|about|for sure|whether|if|how|when|where|why)\\b(?!\\s+your?\\b)|$)",
];

const NOTHING_DE =
  "(?:nichts|kein(?:e|en)? (?:\\p{L}+ )?(?:Informationen?|Angaben?|Antwort|Auskunft|Artikel|Hinweise?))";
const NOTHING_FR = "(?:rien|(?:pas d['’]|aucune? )(?:information|article|réponse|indication)s?)";
const NOTHING_ES = "(?:nada|ning[uú]n\\p{L}* (?:información|artículo|respuesta)|información|respuesta)";
const NOTHING_IT =
  "(?:nulla|niente|(?:alcun|nessun)\\p{L}*['’ ]?(?:informazion|articol|rispost)\\p{L}*|informazioni|risposta)";
const NOTHING_PT = "(?:nada|nenhum\\p{L}* (?:informaç|artigo|resposta)\\p{L}*|informaç(?:ão|ões)|resposta)";
const NOTHING_NL = "(?:niets|geen (?:\\p{L}+ )?(?:informatie|artikel\\p{L}*|antwoord))";
/** As `\b`, of any alphabet. */
const [FROM, TO] = ["(?<!\\p{L})", "(?!\\p{L})"];

const ABROAD = [
  `${FROM}(?:weiß|weiss) ich (?:(?:leider|das|es) )*nicht${TO}|${FROM}ich (?:weiß|weiss) (?:(?:leider|das|es) )*nicht${TO}(?!,? (?:welche|wer|was))`,
  `${FROM}(?:ich|wir)${TO}[^.!?]{0,60}${FROM}${NOTHING_DE}${TO}[^.!?]{0,30}${FROM}(?:gefunden|finden)${TO}`,
  `${FROM}(?:liegen|steht|stehen|finde|habe|haben)${TO}[^.!?]{0,40}${FROM}${NOTHING_DE}${TO}`,
  `${FROM}je ne (?:le )?sais pas${TO}(?! (?:quel|qui))|${FROM}je n['’]ai ${NOTHING_FR}${TO}|${FROM}je ne trouve ${NOTHING_FR}${TO}`,
  `${FROM}no (?:lo )?sé${TO}(?! (?:qué|cuál|quién))|${FROM}no (?:he encontrado|hemos encontrado|encontré|encuentro|tengo|tenemos) ${NOTHING_ES}${TO}`,
  `${FROM}non (?:lo )?so${TO}(?! (?:quale|chi|cosa))|${FROM}non (?:ho trovato|abbiamo trovato|trovo|ho|abbiamo) ${NOTHING_IT}${TO}`,
  `${FROM}não (?:o )?sei${TO}(?! (?:qual|quem|o que))|${FROM}não (?:encontrei|encontramos|tenho|temos) ${NOTHING_PT}${TO}`,
  `${FROM}(?:weet ik|ik weet) (?:(?:dat|het|helaas) )*niet${TO}(?! (?:welke|wie|wat))|${FROM}(?:ik|we|wij)${TO}[^.!?]{0,40}${FROM}${NOTHING_NL}${TO}[^.!?]{0,30}${FROM}(?:gevonden|vinden)${TO}`,
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
