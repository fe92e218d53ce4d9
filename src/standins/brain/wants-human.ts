import { sentencesOf } from "./sentences.ts";
import { normalise } from "./words.ts";

const FILLER =
  "(?:(?:a|an|the|some|any|your|one|of|actual|real|live|human|another|different|more|senior|proper|qualified|" +
  "customer|support|service|care|technical|sales|team|member|please|to|with|directly) )*";
const ONE =
  "(?:humans?|human being|persons?|people|agents?|representatives?|reps?|operators?|advisors?|advisers?|supervisors?|" +
  "managers?|employees?|colleagues?|staff|staff member|team member|specialist|attendant|customer (?:service|care|support)|" +
  "(?:live|human|phone) support|live chat)";
const SOMEBODY = "(?:someone|somebody|sales|your (?:boss|team)|support team|anyone)";
/** What may follow the person; "a manager account" is no person. */
const END =
  "(?= ?(?:$|[.,;:!?)]|(?:please|pls|plz|now|here|asap|right|immediately|today|instead|to|who|that|about|for|from|on|in|at|" +
  "and|or|because|so|as|not|of|regarding|via|by|with|right away|i|we|there|available)\\b))";

const TALK =
  "(?:talk|speak|chat|converse|communicate|discuss this|be connected|get in touch|get in contact)(?:ing)?(?: (?:to|with))?";
const PASS =
  "(?:connect|transfer|put|hand|pass|forward|refer|redirect|switch|escalate|escalating)(?: (?:me|us|this|it|my \\w+))?(?: (?:over|through|on|up))*(?: (?:to|with))?";
const WANT =
  "(?:want|need|like|prefer|get|give|find|have|see|call|contact|reach|request|requesting|ask for|asking for|looking for|bring(?: in)?|is there|are there)(?: (?:me|us|to have|to get|to see|to reach|to contact|to call))?";

const ENGLISH = [
  new RegExp(`\\b${TALK} ${FILLER}(?:${ONE}|${SOMEBODY})\\b${END}`),
  new RegExp(`\\b${PASS} ${FILLER}(?:${ONE}|${SOMEBODY})\\b${END}`),
  new RegExp(`\\b${WANT} ${FILLER}${ONE}\\b${END}`),
  // The bare word, as people type it to get past a machine.
  new RegExp(`^(?:ok |no |just )*${FILLER}${ONE}(?: please| pls| plz| now)*[.!]*$`),
  /\b(?:don't|do not|not|stop|tired of|sick of|no more|instead of)\b[^.?!]{0,40}\b(?:bot|bots|robot|chatbot|machine|ai|computer|automated)\b/,
  /\bescalate (?:this|it|my \w+)\b|\bhuman (?:assistance|help|contact|touch|being please)\b/,
];

const OTHERS = [
  // Spanish
  /\b(?:hablar|hable|comunicar\w*|contactar|conectar\w*|pasar?me|paseme|transferir\w*|atienda|ponme)\b.{0,40}\b(?:humano|persona|agente|asesor\w*|operador\w*|representante|alguien|ejecutivo)\b/,
  /\b(?:quiero|necesito|quisiera) (?:a )?(?:un|una|algun) (?:humano|agente|asesor\w*|operador\w*|representante|persona)\b/,
  // French
  /\b(?:parler|discuter|joindre|contacter|passe[rz](?:-moi)?|transfere[rz]|relation)\b.{0,40}\b(?:humain|personne|conseillere?|agent|operateur|quelqu'un|responsable|interlocuteur)\b/,
  /\b(?:veux|voudrais|besoin d)\W{0,2}\b(?:un|une) (?:humain|vraie personne|conseillere?|agent|operateur)\b/,
  // German
  /\b(?:mensch(?:en)?|mitarbeiter(?:in)?|(?:kunden)?berater(?:in)?|person|jemand(?:em|en)?|ansprechpartner(?:in)?)\b.{0,30}\b(?:sprechen|reden|verbinden|verbunden|telefonieren|chatten|schreiben)\b/,
  /\b(?:verbinde[nt]?|spreche|rede|brauche|mochte|moechte|will)\b.{0,30}\b(?:menschen|mitarbeiter(?:in)?|(?:kunden)?berater(?:in)?|echte[nr]? person|ansprechpartner)\b/,
  // Portuguese
  /\b(?:falar|conversar|contatar|transferir|atendimento|quero|preciso)\b.{0,40}\b(?:humano|pessoa|atendente|agente|alguem|operador)\b/,
  // Italian
  /\b(?:parlare|parlo|contattare|passare|passatemi|vorrei|voglio)\b.{0,40}\b(?:umano|persona|operatore|operatrice|qualcuno|agente|addetto)\b/,
  // Dutch
  /\b(?:mens|medewerker|iemand|persoon)\b.{0,20}\b(?:spreken|praten|chatten)\b|\b(?:spreken|praten)\b.{0,30}\b(?:mens|medewerker|iemand|persoon)\b/,
];

/** "Am I talking to a human?" asks what we are, not for somebody else. */
const ASKS_WHAT_WE_ARE = /\b(?:am i|are we) (?:talking|speaking|chatting)\b|\bare you\b|\bis this\b/;
const DECLINED = /\b(?:don't|do not|no need|needn't|not necessary|rather not|without)\b[^,;.!?]{0,30}$/;

/** Whether the customer asks for a person, in English or one of the languages next to it. */
export function wantsHuman(text: string): boolean {
  return sentencesOf(text).some((sentence) => {
    const plain = normalise(sentence).replace(/\s+/g, " ").trim();
    if (ASKS_WHAT_WE_ARE.test(plain)) return false;
    const asks = ENGLISH.some((pattern) => {
      const match = pattern.exec(plain);
      return match !== null && !DECLINED.test(plain.slice(0, match.index));
    });
    return asks || OTHERS.some((pattern) => pattern.test(plain));
  });
}
