import type { Escalation } from "../guard.ts";
import {
  FOR_A_CLIENT,
  IN_COURT,
  OTHERWISE,
  TAKES_ACTION,
  TO_AUTHORITY,
  TO_POLICE,
  WITH_COUNSEL,
} from "./legal-means.ts";
import { phrases } from "./phrases.ts";
import type { Sentence } from "./read-sentences.ts";
import type { Talk } from "./talk.ts";

const FIRST = "(i|ill|im|id|ive|we|well|were|wed|weve)";
const ABOUT_TO =
  "(am|are|is|will|shall|would|can|could|might|may|must|should|have to|had to|want to|need to|plan to|intend to|going to|about to|ready to|prepared to|forced to|happy to|swear|ill|definitely|now|just|also|considering|thinking of|thinking about|be|seriously|fucking)";
const YOU = "(you|your|them|this company|the company|your company|acme)";
const LAWYER =
  "(lawyers?|attorneys?|solicitors?|barristers?|law firm)(?! (friends?|buddy|jokes?|plan|role|account|seat|template|discount|colleague|who (loves|likes)))";
const LEGAL_TEAM =
  "(lawyers?|attorneys?|solicitors?|barristers?|legal team|legal department|legal representatives?|legal advis[eo]rs?|legal counsel|counsel|law firm)";
const AUTHORITY =
  "(ftc|fcc|cfpb|bbb|better business bureau|ico|cnil|fca|attorney general|regulators?|ombudsman|data protection (authority|authorities|agency|commission|commissioner|regulator|office)|dpa|supervisory authority|privacy (authority|commissioner|regulator|watchdog)|consumer (protection|affairs|rights|watchdog)( (agency|authority|office|bureau|organi[sz]ation|association))?|trading standards|financial conduct authority|federal trade commission|information commissioners?( office)?|commissioners? office|competition authority|authorities|gdpr authority)";
const THE = "(the |your |our |my |local |state |national |federal |relevant |competent |responsible |us |uk |eu )*";

/** Stands for itself, in a statement or a question. */
const THREAT = phrases(
  `${FIRST} (${ABOUT_TO} ){0,5}(sue|suing|litigate|litigating)(?! (my|our|his|her|their|a|an|another|someone|somebody|nobody|no one) )( (you|your|them|for|over|if|unless|until|this|the|and|asap|now|guys|everyone|acme).*)?`,
  `(sue|suing) ${YOU}`,
  "(see|meet|c) (you|you guys|you all|each other|one another) in court",
  "(in breach of contract|(claim|claiming|demand|seek) (damages|compensation))( .*)?",
  "(be served|served papers|serve you|serving you)( .*)?",
  "(through|in|before) the courts(?! (name|house|address))",
  `(take|taking|bring|bringing|drag|dragging|haul) … (to|before|into) (a |the )?(small claims|court|judge|arbitration|tribunal)( .*)?`,
  "small claims( court)?(?! (of|under|for))",
  "(settle|settled|settling) … out of court( .*)?",
  `(this|it|${FIRST}) (${ABOUT_TO} ){0,3}(ends?|end up|ending|go|goes|going|landing|lands) (up )?(in|to) (the )?court`,
  `(hear|hearing|letter|notice|call|mail|message) from (my|our|a|the|an) ${LEGAL_TEAM}`,
  "(youll|you will|you are going to|youre going to|have you|get you|you might|you could) (be |get )?sued( .*)?",
  "(claim|case|action|suit|proceedings) against (you|your company|acme)( .*)?",
  "(enforce|assert|defend) (my|our) rights( .*)?",
  `${THE}(ftc|regulators?|ombudsman|trading standards|attorney general|authorities|data protection authority|ico|cnil|bbb) (will |is going to |are going to |would )*(hear|know|knows|be informed|be notified|be interested|love|take)( .*)?`,
  "(make sure|let|tell) … (regulators?|authorities|ombudsman|trading standards|ftc|ico|attorney general) … (know|knows|hear|hears|about)( .*)?",
  `(my|our) ([^ ]+ )?${LEGAL_TEAM} … (will|is going to|are going to|claim|take action|against|letter|informed|instructed|preparing|drafting|notified)( .*)?`,
  "(do|will) (i|we) (really |seriously )?(have to|need to) (involve|call|get|hire|contact) (a |my |our )?(lawyer|attorney|solicitor)( .*)?",
  `(my|our|the|his|her) ${LEGAL_TEAM} (will|is going to|are going to|shall|would|have been|has been|is now|are now) … (contact|touch|write|hear|call|send|reach|letter|instructed|informed|you|notified|involved|on it|on this|handle|sue|file)( .*)?`,
  `(my|our) ${LAWYER} (says?|said|told|tells|advised|advises|confirmed|confirms|thinks?|believes?) … (you|your|illegal|unlawful|breach|owe|compensation|case|sue|claim|rights|violat.*)`,
  "lawyer(ed|ing)? up( .*)?",
  `(my|our) ${LAWYER} (is|are) (on|handling|dealing|working|preparing|aware|involved|informed|ready|looking)( .*)?`,
  "(will|shall|going to) (sue|litigate)(?! (get|be|have|see|receive|need|also|join|do|send|come))( .*)?",
  "(file|filing|filed|bring|bringing) (a |the )?(suit|case|court case|action against)( .*)?",
  "(consider|take|regard) this (as )?(a |an |my |our |your )*(legal|formal|final|last) (notice|warning|demand)( .*)?",
  `(take|taking|took|raise|raising|discuss|discussing) (this|it|that|the matter|the case|things) … (with|to) (my|our|a) ${LEGAL_TEAM}`,
  `(see|hear|know|ask) (what )?(my|our|a) ${LAWYER}( .*)?`,
  "(take|taking|pursue|pursuing|start|starting|initiate|initiating|begin|seek|seeking|consider|considering|preparing|prepare|exploring|explore|commence|commencing|bring|bringing|file|filing|resort to|threaten|threatening|forced to take) … (legal (action|actions|steps|proceedings|measures|recourse|remedies|advice)|proceedings|litigation|lawsuit|law suit|class action|court action|criminal complaint)( .*)?",
  `have (a|my|our) (good |own )?${LAWYER} and .*`,
  "(rather|prefer) not (to )?(sue|go to court|take legal action|involve a lawyer).*",
  "(legal|judicial) consequences( .*)?",
  "(next|last|final) step … (legal|court|lawyers?|attorney)( .*)?",
  "(press|pressing) charges( .*)?",
  "(see|hear|find out) what (the |a )?(courts?|judge) (says?|thinks?|decides?|makes?)( .*)?",
  "you have (\\d+|one|two|three|five|seven|ten|fourteen) (business )?(days|hours|weeks) (before|until|or) … (claim|legal|court|lawyer|sue|lawsuit|complaint)( .*)?",
  "(violates|violation of|violating|breach of|breaches) … (gdpr|law|laws|rights|protection) … (report|reporting|reported|complain|complaining|authority|authorities)( .*)?",
  "(formal|final) legal (notice|demand|warning)",
  "(letter before action|notice of (legal|intended) .*|pre action letter)",
  "(get|send|sending|receive|expect|expecting|serve|issue) … cease and desist( .*)?",
  "(consider|take|regard|treat) this( .{0,20})? cease and desist( .*)?|(this is|heres|here is|attached is) (a |my |our )?cease and desist( .*)?",
  `(${FIRST}|our client|my client) (am |are )?(represent|act for|act on behalf of|acting for|acting on behalf of|instructed by) … (demand|proceedings|claim|client|liable|legal|compensation).*`,
  "(end|ends|result|results|lead|leads|leading|ending) … (in|to) (a |an )?(lawsuit|law suit|litigation|legal action|court)( .*)?",
);

/** A threat unless it is asked whether, or how, one does that. */
const STEP = phrases(
  "(you|youll|youre|your company|ill|well|this) … in court",
  `(contact|contacting|contacted|call|calling|consult|consulting|consulted|talk to|talking to|talked to|talk with|talking with|speak to|speak with|speaking to|speaking with|spoke to|spoke with|spoken to|spoken with|involve|involving|hire|hiring|hired|get|getting|got|bring in|bringing in|engage|engaging|engaged|appoint|appointed|instruct|instructing|instructed|see|seeing|go to|going to|retain|retaining|retained|informed?|informing|forward(ing)? (this|it|everything) to|pass(ing)? (this|it|everything)( on)? to|hand(ing)? (this|it|everything)( over)? to|turn(ing)? (this|it)( over)? to|with|(sent|send|sending|given|give|gave|passed|forwarded|handed|took|taken|take|reported) … to|gave (this|it) to) (a |an |my |our |the |my own |good |some )*${LAWYER}`,
  `(next|first|my|only) … (call|step|stop|mail|letter|move|way|option) … (a|my|our|the) ${LAWYER}`,
  `have (my|our|a) ${LAWYER} (contact|call|write|send|sue|on|reach|get|deal).*`,
  "(legal (action|proceedings)|lawsuit|law suit|class action|breach of contract|subpoena|litigation)( .*)?",
  `(report|reporting|reported|complain|complaining|complained|complaints?|go|going|escalate|escalating|file|filing|filed|lodge|lodging|take|taking|turn|turning|raise|raising|submit|submitting) … (to|with|at|before) ${THE}${AUTHORITY}( .*)?`,
  `(contact|contacting|notify|notifying|inform|informing|alert|alerting|involve|involving) ${THE}${AUTHORITY}( .*)?`,
  "(file|filing|lodge|lodging|submit|submitting|raise|raising|making|make) … gdpr complaint( .*)?",
  "report(ing)? (you|your company|this company) … (police|authorities|government|agency)( .*)?",
);
const DENIES = phrases(
  "(not|never|wont|dont want to|no intention of|no plans to) (going to |want to |planning to |be |to )?(sue|suing|take legal action|taking legal action)( .*)?",
);
/** Lawyers at their ordinary work, and products about law. */
const ORDINARY = phrases(
  "(sign|signing|review|reviewing|reviews|before (we|i) (buy|sign|purchase)|dpa|template|templates|feature|board for|case management|invoice|loves|likes|look at|looks at|terms|contract|copy|uses?|discount|training)( .*)?",
  "report(ing)? (my|our|the) (sales|taxes|income|figures|numbers|revenue|earnings)( .*)?",
  "(our|my) (clients?|customers?) .*",
);
const ASKS =
  /^(?:(?:hi|hello|hey|and|so|ok|but|please) )*(?:how|whats|can|could|do|does|did|is|are|where|what|which|who|may|should|will|would|when)(?= )/;

const ABROAD = phrases(
  // Deutsch
  "(werde|werden) (sie|euch|dich|ihre firma|ihr unternehmen) (bei der polizei |wegen [^ ]+ )?anzeigen( .*)?",
  "(werde|werden|will|wollen) (sie |euch |dagegen |gegen sie )?klagen( .*)?",
  "(verklage|verklagen|verklagt)( .*)?",
  "(mein|meinem|meinen|meine|unser|unserem|unseren|unsere|einen|einem) (anwalt|anwalte|anwalten|anwaltin|rechtsanwalt|rechtsanwaltin|rechtsbeistand)(?! (nutzt|benutzt|verwendet|liebt|mag|als (nutzer|benutzer|mitglied|gast|kontakt)|hinzufugen|einladen|ist (sehr )?zufrieden|braucht))",
  "(rechtlich|juristisch|gerichtlich) … (vorgehen|belangen|durchsetzen|vor)",
  "zum (anwalt|rechtsanwalt|verbraucherschutz)",
  "(meine|meiner|unsere|unserer|die) rechtsschutzversicherung",
  "(anzeige wegen (betrug|diebstahl|verstoss|untreue|notigung|wucher)[a-z]*|(erstatte|erstatten) (ich |wir )?(straf)?anzeige)( .*)?",
  "(danach|dann|sonst|ansonsten) (anwalt|rechtsanwalt|gericht|klage)",
  "(juristisches|rechtliches|gerichtliches) nachspiel",
  "(datenschutzbehorde|aufsichtsbehorde|verbraucherzentrale|verbraucherschutz|bundesnetzagentur|bafin) (wenden|melden|beschweren|einschalten|informieren)( .*)?",
  "(rechtliche|juristische|gerichtliche)[nrs]? (schritte|massnahmen|konsequenzen|mittel|folgen|nachspiel)",
  "(vor|zum|ans) gericht",
  "(rechtsweg|strafanzeige|abmahnung|abmahnen|klage einreichen|klage erheben|gerichtlich vorgehen)",
  "(anzeige) … (erstatten|erstatte)",
  "(beschwere|beschweren|beschwerde|melde|melden|wende|wenden|anzeigen) … (datenschutzbehorde|aufsichtsbehorde|datenschutzaufsicht|verbraucherzentrale|verbraucherschutz|bundesnetzagentur|landesdatenschutzbeauftragten|bafin)( .*)?",
  // Français
  "(porter|porterai|porte|portons|porterons|deposer|depose|deposerai) plainte",
  "(mon|notre|nos|mes) (avocat|avocate|avocats) (va|vont|vous|prendra|contactera|me dit|dit|est|a|se)( .*)?",
  "(parler|parle|parlerai|confier|transmettre|transmets|dossier|vois|verrai) … (a|avec|chez) (mon|un|notre|une) avocate?",
  "(saisi|pris|contacte|consulte|engage|mandate|appele|vu) (un|mon|notre|une) avocate?( .*)?",
  "(contacter|consulter|contacte|consulte|saisir|appeler|prendre|engager|voir) (mon|un|notre|une) avocate?",
  "(contacter|contacterai|saisir|saisis|saisirai|saisissons|signaler|alerter|plainte) … (cnil|tribunal|tribunaux|justice|dgccrf|mediateur|juge)( .*)?",
  "(au|devant le|devant les) (tribunal|tribunaux)",
  "(poursuites?|engager.*|actions?|recours|procedure|demarches) (judiciaires?|en justice|legales?|juridiques?)",
  "(engager|engagerons|engage|engageons|entamer) … (poursuites?|procedure|action)( .*)?",
  "(en justice|mise en demeure)",
  // Español
  "(voy|vamos) a (demandar|denunciar|demandarlos|demandarles|demandarte|denunciarlos|denunciarles|denunciarte)( .*)?",
  "(los|les|te|os|la|le) (demandare|demandaremos|denunciare|denunciaremos)",
  "(demandarlos|demandarles|demandarte|denunciarlos|denunciarles)",
  "(presentar|presentare|presentaremos|pondre|pondremos|interponer|interpondre|poner) (una )?(demanda|denuncia|querella)( .*)?",
  "(mi|nuestro|mis|nuestra) abogad(o|a|os) (se|les|los|va|os|te|me|dice|contactara|esta|ya|tiene)( .*)?",
  "(contactar|contactare|hablar|hablare|consultar|consultare|llamar|llamare) (con |a )?(mi|nuestro|un) abogad(o|a)",
  "(hable|hablado|consulte|consultado|contacte|contactado|contrate|contratado) (con |a )?(mi|un|nuestro|una|nuestra) abogad(o|a)( .*)?",
  "(acciones|medidas|vias|via) (legales|judiciales|legal|judicial)",
  "(en|a|ante) (juicio|los tribunales|el juzgado)",
  "(reclamacion|denuncia|querella) (judicial|penal)( .*)?",
  "(agencia (espanola )?de proteccion de datos|aepd|profeco)",
  // Italiano
  "(faro|faremo|fare|facciamo) (loro )?causa",
  "(mio|nostro|miei|nostri) (avvocato|avvocati|legale|legali) (vi|la|ti|si|prendera|contattera|mi|dice|e)( .*)?",
  "(tramite|dal|dall|con il|al|mio) (mio |nostro )?avvocato( .*)?",
  "(contattare|contattero|contatto|sentire|sentiro|consultare|consultero|rivolgermi|rivolgero) … avvocato",
  "(vi|la|ti) (denuncio|denuncero|denunceremo|querelo|querelero|cito)",
  "(vie legali|azioni legali|azione legale|per legali)",
  "(sporgere|sporgo|sporgero|presentare|presentero|presento) (una )?(denuncia|querela|esposto)( .*)?",
  "(in tribunale|garante della privacy|garante privacy|garante per la protezione.*)",
  // Português
  "(vou|vamos|irei|iremos) … processar( .*)?",
  "processar (voces|vos|a empresa|te)",
  "(meu|nosso|minha|nossa) advogad(o|a) (vai|ira|entrara|contactara|diz|ja|esta)( .*)?",
  "(contactar|contatar|falar com|procurar|consultar|acionar|contratar) (o |a )?(meu|nosso|um|minha|uma) advogad(o|a)",
  "(medidas|acoes|acao|providencias|vias) (legais|legal|judiciais|judicial)",
  "(acionar|recorrer|ir|recorrerei|acionarei) (a )?justica",
  "(na justica|em tribunal|no tribunal|ao tribunal|no procon|ao procon|livro de reclamacoes|cnpd|anpd)",
  "(entrar|entro|entrarei) com (um |uma )?(processo|acao)",
  // Nederlands
  "(aanklagen|aan te klagen|dagvaarden|dagvaarding|rechtszaak)",
  "(van|aan|door) (mijn|onze|een) (advocaat|advocaten)",
  "(mijn|onze|een) (advocaat|advocaten) (neemt|zal|gaat|nemen|zegt|laat|inschakelen|in)( .*)?",
  "(schakel|neem|bel|raadpleeg|spreek) … advocaat( .*)?",
  "juridische (stappen|actie|acties|maatregelen|procedures?)",
  "(naar|voor) (de|een) (rechter|rechtbank|advocaat)",
  "(klacht|melding|meld|klaag) … (autoriteit persoonsgegevens|acm|consumentenbond|toezichthouder|geschillencommissie)( .*)?",
  "aangifte (doen|doe)|doe aangifte",
);

/** Whether the customer threatens with law, in a sentence of his newest messages. */
export function isLegalThreat({ now }: Talk): boolean {
  return now.flat().some(threatens);
}

export const LEGAL_THREAT: Escalation = {
  rule: "legal",
  reason: "The customer threatens with legal action, or with a complaint to an authority.",
  priority: "urgent",
  trigger: "rule",
  category: "general",
  severity: "high",
  opensTicket: false,
};

const COMPOSED = [WITH_COUNSEL, FOR_A_CLIENT, IN_COURT, TAKES_ACTION, TO_AUTHORITY, TO_POLICE];

function threatens({ words, isQuestion }: Sentence): boolean {
  if (DENIES.test(words) && !/ (?:but|unless|if) /.test(words)) return false;
  if (THREAT.test(words) || ABROAD.test(words)) return true;
  const asks = ASKS.test(words) && (isQuestion || words.startsWith("how "));
  if (STEP.test(words) && !ORDINARY.test(words) && !asks) return true;
  return !asks && !OTHERWISE.test(words) && COMPOSED.some((pattern) => pattern.test(words));
}
