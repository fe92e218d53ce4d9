import type { Escalation } from "../guard.ts";
import { phrases } from "./phrases.ts";
import { fold, type Sentence, wordsOf } from "./read-sentences.ts";
import type { Talk } from "./talk.ts";

const KIND =
  "(a |an |the |your |one of your |one of the |some |any |another |other |real |actual |live |living |human |physical |customer |service |support |care |client |sales |billing |technical |tech |account |senior |competent |qualified |normal |proper |genuine |nice |breathing |fucking |damn )*";
const PERSON =
  "(human|humans|human being|human beings|person|agents?|operators?|representatives?|advisors?|advisers?|supervisors?|manager|managers|someone|somebody|anyone|anybody|employees?|colleagues?|member of (staff|your team|the team|your staff)|members of (staff|your team)|staff|staff members?|team members?|specialists?|technicians?|engineers?|consultants?|associates?|real people|actual people|people|individual|boss|man|woman|guy|department|live chat|live support|human support|expert|assistant manager|customer (care|service|support)|(support|service|billing|sales|technical|account) (team|desk|staff))";
/** What makes of those words something else. */
const NOT_A_NAME =
  "(?! (resources?|errors?|readable|rights|capital|body|anatomy|licen[cs]es?|seats?|plans?|roles?|accounts?|fees?|api|apis|in my|on my|of my|from my|in our|on our|view|views|field|fields|s |record|records|named|called|profile|picker))";
/** Nobody but a human of ours is meant by these. */
const OURS =
  "(human|human being|real person|actual person|live person|live agent|human agent|real human|real agent|live human|real human being|actual human|actual human being|live representative|human operator|live operator|support agent|service agent|customer (service |support |care )?(representative|agent)|service representative|support representative|human representative|real people|actual people|human support|live support|supervisor)";
const ANY_OF_OURS = `(${OURS}|(an |a |the |your |another )?(agent|operator|representative|advisor|adviser|manager|human|employee of yours|colleague of yours))`;
const END =
  "(?= (please|now|here|in here|on this|on it|in on this|for this|for that|today|immediately|instead|to (help|talk|speak|look|call|take|assist|contact|answer|handle|reply|respond|deal|chat|review this|check this)|who|that can|not|on the (phone|line)|right|or|and|thanks|thank|with|because|urgently|at once|already|again|before|twice|(two|three|four|\\d+|many|several) times|this time)( |$)|$)";
/** What humans do for customers. */
const DUTY =
  "help|look|check|assist|answer|call|contact|reply|respond|take (over|care|this|it|my|a look)|handle|deal with|talk to|speak to|read|review (this|my|it|what)|sort|explain|solve|resolve|fix|investigate|get back|get in touch|reach out";
/** Whoever of us it is. */
const SOMEBODY =
  "(someone|somebody|anyone|anybody|a person|a human|you guys|your team|one of you|a colleague|an agent|(a|some|any) (member|person|colleague|one)? ?(of|from) [^ ]+ [^ ]+)";
const HERE = "(?= (here|there|at your .*|at acme|please|now|by phone|on the phone|in your .*|from your .*)( |$)|$)";
const MACHINE =
  "(bots?|robots?|chat ?bots?|machines?|computers?|ai|automated (system|assistant|replies|answers|messages|responses?)|algorithm|software|program)";

const ASKED = phrases(
  `(talk|talking|speak|speaking|chat|chatting|discuss|discussing|converse|conversing|communicate|communicating|interact)( (this|it|that|things|directly|again|now|please|live|on the phone|right now|my (issue|problem|case)|about (this|it)))* (to|2|with|w) ${KIND}${PERSON}${NOT_A_NAME}`,
  "(deal|dealing|work|interact|communicate|correspond) with (a |an |the |some )?(real |actual |live )*(human|human being|humans|person|real people)",
  "(connect|transfer|patch|put|forward) me( through| over)?( please| now| already)*$",
  "do you (guys )?(have|employ) (a |an |any |some )?(real |actual |live |human )*(people|humans?|persons?|agents?|operators?|representatives?|someone|somebody|anyone|staff) (working|there|here|i can|i could|we can|to talk|to speak|available|who|that)( .*)?",
  "(get|want|need|have|speak|talk|with|to|like) (me )?(to )?(someone|somebody|anyone|a person|a member|one) (from|in|on|at|of) (your|the) ([^ ]+ )?(team|company|staff|side|office|department|support|crew|people)",
  "(whoever|the person|someone|somebody|who) (is |whos |who is )?(in charge|responsible)",
  "(have|let|ask|get) (a|an|one of your|your|somebody|someone|some) ([^ ]+ )?(colleagues?|agents?|staff|people|team|representative|manager)? ?(contact|call|phone|reach out to|write to|email|message|get back to|answer|help) (me|us)( .*)?",
  "(anyone|anybody|someone|somebody) (real|human|alive)",
  `(discuss|discussing|go over|clarify|sort|solve|resolve) … with ${KIND}${PERSON}${NOT_A_NAME}`,
  `(connect|transfer|put|hand|pass|forward|redirect|switch|route|refer|link|patch|direct|move|send|escalate)( me| us| my (case|call|chat|issue|request|question|ticket|conversation|complaint|problem)| this (case|call|chat|issue|request|question|ticket|conversation))( .{1,12})? (to|with) ${KIND}${PERSON}${NOT_A_NAME}`,
  `(transfer|hand|pass|forward|escalate|give|refer|send|bring|take|show)( this| it| that| me| us)?( over| on| up| along| off| across)? to ${KIND}(live support|human support|support (team|staff)|customer (service|support|care)|human|human being|person|agent|operator|representative|advisor|supervisor|manager|somebody|someone)${NOT_A_NAME}(?! (in|on|from|of) (my|our))`,
  `(be |get |being |getting )(connected|transferred|put through|handed over|handed|passed|forwarded|redirected|switched|routed|escalated)( over| on| through)? (to|with) ${KIND}${PERSON}${NOT_A_NAME}`,
  `(reach|contact|get hold of|get a hold of|get ahold of|get in touch with|get in contact with|be in touch with|come in contact with|call|phone|find|meet|get through to|access|message|write to|text|email) (to )?(a |an |any |some |the |your |one of your )*(${OURS}|agents?${END}|operator${END}|representatives?${END}|employees?|supervisor|manager${END}|staff members?)`,
  `(want|need|get|give|like|prefer|demand|demanding|require|request|requesting|send|bring|bring in|asking for|asked for|ask for|have|wish for|looking for|speak|talk|insist on|rather|assign|assign me|where is|wheres|i said) (me |us |to have |to |have |my )?(a |an |the |your |any |another |some |for )*${ANY_OF_OURS}${NOT_A_NAME}${END}`,
  `(want|need|get|give|send|bring|find) (me |us |to have |to )?(a |an )?(real |actual )?(someone|somebody|person|people)( real| human| actual| else| alive| competent)?${END}`,
  `(assistance|help|support|answer|reply|response|attention|advice|call|callback) (from|of|by) ${KIND}(human|human being|person|agent|operator|representative|real people|advisor|employee|somebody real|someone real)${NOT_A_NAME}`,
  `(is|are|isnt|arent) there (a |an |any |some |no )*(real |actual |live |human )*(human|humans|person|people|agents?|operator|representatives?|someone|somebody|anyone|supervisor|manager|employees?|staff)( .{1,20})? (available|i can|i could|we can|around|online|to talk|to speak|who can|that can help|working there|i may|to chat)( .*)?`,
  `(is|are) there (a |an |any )*(real |actual |live )+(human|humans|person|people|agents?)( here| there| at your .*)?`,
  `(can|could|will|would|have|let|want|like|need) (a |an |some |any |the |another )*(human|real person|real human|actual person|actual human|live agent|human agent|human being|person|supervisor|manager)( please)? (to )?(help|look|check|assist|answer|call|contact|reply|respond|take over|take care|get back|deal|handle|talk|speak|see|read|review|sort)( to| with| at| into| over)*( me| us| this| it| my .*)`,
  `(want|need|like|prefer) ${KIND}(member of (staff|your team)|colleague|representative|agent|specialist|manager|supervisor|expert) to (help|look|check|assist|answer|call|contact|reply|handle|respond|get back|take|review)( .*)?`,
  "(want|need|like|prefer) … (human|real person) to (help|look|check|assist|answer|call|contact|reply|take|handle|review|read|see) .*",
  `(dont|do not|not|stop|hate|sick of|tired of|fed up with|done|no longer|never|cant|wont|instead of|rather than|refuse to) … (talk|talking|speak|speaking|chat|chatting|dealing|deal|arguing|writing|wasting my time) (to|with) (a |an |the |this |your |some |these |stupid |dumb |damn |useless )*${MACHINE}`,
  `(someone|somebody|person|anyone|something) (who is |that is |thats |whos )?not a (bot|robot|machine|chatbot|computer)`,
  `(stop|enough|no more) (with )?(the |these |your )?(bot|robot|automated|ai|chatbot|canned) (answers|replies|messages|responses|stuff|nonsense|crap)`,
  "(enough|sick|tired) of (this |your |the )(stupid |damn )?(bot|robot|chatbot|machine)",
  "(somebody|someone|anybody|anyone|one) (from|of) (your side|you|your people|you guys) (please |to )?(get|be) in (touch|contact)( .*)?",
  "on the phone with (one of you|someone|somebody|a person|a human|you guys)( .*)?",
  `${SOMEBODY} (please |to |needs to |has to |should |must |will |can |could |ever |from [^ ]+ |from your [^ ]+ |of your [^ ]+ |just )*(call|phone|ring|give me a|give us a|contact|reach) (me|us|call|ring|buzz)( .*)?`,
  "(you|they) (please |to |ever |just )*(call|phone|ring) (me|us) (back|at|on|please|now|today|tomorrow|this|about|so)( .*)?",
  "(have|get|let) (someone|somebody|a person|a human|your team|an agent) (call|phone|ring|contact) (me|us)( .*)?",
  "(can|could|will|would) (someone|somebody|anyone|a human|a person) (please )?(call|phone|ring) (me|us)( .*)?",
  "(please |pls )?(call|phone|ring) (me|us) (back|asap|now|immediately|at \\d.*|on \\d.*|today|tomorrow)( .*)?",
  "(want|need|request|give|like|get|arrange|requesting|demand) (me |us |to get |to have |to request )?(a |an )?(phone )?(callback|call back|phone call|call from)( .*)?",
  `(contacted|called|helped|answered|served|assisted) by ${KIND}${PERSON}${NOT_A_NAME}`,
  // What a human of ours is to do
  `(want|need|like|prefer|have|get|let|ask|rather|wish|wish for|could you ask|can you ask) ${KIND}(human|person|someone|somebody|colleagues?|manager|supervisor|agent|operator|representative|specialist|expert|employee|member of staff) (to )?(${DUTY})( .*)?`,
  `(handled|answered|reviewed|read|checked|looked at|solved|processed|dealt with|seen|supported|taken care of) by ${KIND}${PERSON}${NOT_A_NAME}`,
  `(loop|bring|pull|rope|call|get|let) in ${KIND}${PERSON}${NOT_A_NAME}`,
  `(hear|hearing|heard) (back )?from ${KIND}(human|human being|person|someone real|somebody real|manager|supervisor|people)`,
  `(complain|complaint) … (to|with|about you to) (your|the|a) (managers?|supervisors?|boss|management|superiors?)`,
  "human (intervention|attention|being please)",
  "(is|are) (a |an |any |some )*(real |actual |live )*(human|humans|person|people|agents?|representatives?|operators?) (available|around|there|online|free|on duty|on call)( .*)?",
  "any (real |actual |live )?(humans?|persons?|people|agents?) (available|around|there|here|online|free)",
  "(hotline|helpline|phone number|number|telephone) … (i|we) (can|could|may) (call|ring|phone|dial)( .*)?",
  `(someone|somebody|a person|anyone) (competent|knowledgeable|qualified|capable|senior|experienced|helpful|human|higher up)${END}`,
  "(want|need|get|give|like|talk|speak|find|send|is there|have) … (someone|somebody|a person|person|anyone|people) (who|that) (can|could|will|is able to|actually|really|knows?|understands?) (actually |really )*(help|helps|solve|solves|fix|fixes|answer|explain|assist|decide|sort|understand|understands|what|how|this|my|billing|the product|something)( .*)?",
  // Away from the machine
  `(skip|bypass|get past|get around|get out of|want out of|out of|exit|leave|get rid of|turn off) (this|the|your|that) (stupid |damn )*${MACHINE}( please| now)?$`,
  `(explain|explaining|repeat|repeating|type|typing|argue|say|saying) … (to|with) (a |an |the |this |your )*(stupid |damn )*${MACHINE}`,
  `(a|this|the|your|some|no) ${MACHINE} (can|cant|cannot|can not|wont|will not|is not able to|isnt able to|will never|could|does not|doesnt) (ever )?(really |actually )?(solve|help|fix|understand|handle|answer|resolve) (this|me|us|it|my|that|with)( .*)?`,
  "(need|want|get|give me|prefer) (your |some |real |human )*(staff|humans|support staff|human staff)( .{1,20})?$",
  "(give me|give us) a (call|ring|buzz|bell)",
  `(get|fetch|bring|put|have) ${KIND}${PERSON} (on|in|to) (the (line|phone|chat|conversation|call)|here|this)`,
  `(number|hotline|phone|line|way|possibility|chance) … (where|which|on which|to) (i |we |i can |we can |can i |you can )?(reach|call|speak to|talk to|contact|speak with|talk with|get) (a |an |any |to )*(live |real |actual )*(person|human|somebody|someone|anybody|anyone|agent|representative|one of you|you guys)( .*)?`,
  `(reach|contact|get hold of|get a hold of|get ahold of|get in touch with|get in contact with|get through to|call|find) (a |any |some )?(person|human|someone|somebody|anyone|anybody)( (real|human|alive|else))?${HERE}`,
  `(complain|complaining) to ${KIND}(managers?|supervisor|someone|somebody|person|human|boss)`,
  `(phone )?(number|line|extension) (of|for|to) (a |an |any |some )?${ANY_OF_OURS}`,
  "(get|come|got) through to (a |an |any )?(real |actual |live )?(person|human|someone|somebody|anyone|agent|operator|representative)",
  `(can|could|will|would) (a |an |one of your |another |some )?(colleague of yours|colleagues?|specialists?|experts?|engineers?|technicians?|representatives?|supervisor|human|person) (please )?(take|have) a (look|quick look)( .*)?`,
  "(human|real|actual) (assistance|help|support|contact|interaction|response|reply)(?! (desk|center|centre|feature))",
  "(^|please |and |just |to )(transfer|switch|connect|change|hand over|over|forward|escalate)( me| us| this| it)?( over)? to (a |an |the |some )?(real |live |actual )?(human|agent|operator|representative|person|supervisor|manager)(?! (role|plan|seat|view|account))",
  `(have |get )(a |another )?(quick )?word with ${KIND}${PERSON}`,
  `(have|let|get) (a|an|another|one of your|some|your) ([^ ]+ )?(specialists?|experts?|engineers?|technicians?|colleagues?|agents?|operators?|representatives?|advisors?|accountants?|humans?|persons?) (to )?(look|check|assist|answer|contact|reply|respond|review|handle|fix|sort|take)( .*)?`,
  "(want|need|like|prefer|have|get) (to have |to get )?(a |my )?(phone )?call with (someone|somebody|a |an |one of |your )(.*)?",
  "(please|pls|just|now) escalate( .*)?",
  "who (can|could|do|may|should) (i|we) (speak|talk)( to| with)?( .*)?",
  "(let|have|get) (a|an|some) (human|person|real person|agent|operator) (to )?take over( .*)?",
  `(put|get|be put|being put|bring)( me| us)? in (touch|contact|connection) with ${KIND}(${PERSON}${NOT_A_NAME}|management|your .*)`,
  "escalate (this|it|my (case|issue|ticket|complaint|problem|request))( now| please| immediately| further| to (your|a|the) .*)?",
  "(speak|talk) to (your |the |a )?(manager|supervisor|boss|superior)( .*)?",
  "(get|fetch|give|show|bring) me (your|the|a) (manager|supervisor|boss|superior)",
);

const ABROAD = phrases(
  // Deutsch
  "(mit|zu) (einem|einer|einen|jemandem|jemanden|eurem|ihrem|nem|ner|irgendeinem|menschen|eure[mr]|ihre[mr]) … (sprechen|reden|telefonieren|chatten|verbunden|verbinden|schreiben|unterhalten)",
  "mit (jemandem|jemand|menschen) (sprechen|reden|telefonieren|chatten)",
  "(sprechen|reden|chatten|telefonieren) mit (einem|einer|jemandem|nem) … (menschen|mensch|mitarbeiter|mitarbeiterin|person|berater|beraterin|kollegen|kollegin|agenten)",
  "(gibt es|arbeiten|sitzen) (bei euch |bei ihnen |hier )(auch |noch |denn |uberhaupt )*(echte |richtige )?(menschen|mitarbeiter)(?= (die|oder|mit|am)( |$)|$)",
  "(mit dem|mit der|mit denen|jemand den|jemanden den) ich … (sprechen|reden|anrufen)( .*)?",
  "(geben|gebt|gib|gebe) … mir … (ansprechpartner|menschen|mitarbeiter|jemanden)( .*)?",
  "(verbinde|verbinden|verbindet) (sie )?(mich|uns) (bitte |mal )*mit .*",
  "(einen|einem|nem) (menschen|mitarbeiter|kollegen) am telefon",
  "(verbinde|verbinden|verbindet|leite|leiten|stelle|stellen|geben|gib) … (mich|mir|uns) … (menschen|mitarbeiter|mitarbeiterin|kollegen|kollegin|berater|beraterin|jemandem|jemanden|person)( .*)?",
  "(jemand|jemanden|mitarbeiter|kollege|kollegin|berater) … (anrufen|zuruckrufen|anruft|melden|kontaktieren)( .*)?",
  "(will|mochte|brauche|verlange|hatte gern) (bitte |sofort |jetzt |endlich |mit )*(einen|nen|einem) (echten |richtigen )*(menschen|mitarbeiter|ansprechpartner|berater)(?= bitte| sprechen|$)",
  "(^|(mit|einen|einem|zu|an) )(mitarbeiter|menschen|berater|kundendienst|kundenservice) (sprechen|reden|erreichen)",
  "(jemanden|jemand|einen menschen|einen mitarbeiter) (sprechen|erreichen)",
  "(echte|echten|echter|richtige|richtigen|richtiger|lebenden|lebendigen) (mensch|menschen|person|mitarbeiter|kollegen)",
  "(keinen|keinem|nicht mit einem|kein|nicht mit einer) (bot|chatbot|roboter|maschine)",
  "(ruft|rufen|rufe) … (mich|uns) … (an|zuruck)",
  "(ruckruf|menschlichen (mitarbeiter|ansprechpartner|support))",
  // Français
  "(parler|discuter|echanger|communiquer|dialoguer|etre mis en relation|etre mise en relation|mettre en relation|entrer en contact) (a|avec|au) (un |une |quelqu |votre |vos |le |la |vrai |vraie |autre |etre |service )*(humain|humaine|personne|conseiller|conseillere|agent|operateur|operatrice|un|responsable|collegue|collaborateur|employe|client)",
  "(passez|passe|transferez|transfere|mettez|connectez) (moi|nous) … (quelqu un|humain|conseiller|conseillere|agent|personne|responsable|operateur|collegue)( .*)?",
  "(vrai|vraie|veritable) (humain|humaine|personne|conseiller|etre humain)",
  "(me|nous) (passer|transferer|mettre|connecter) … (quelqu un|humain|conseiller|conseillere|agent|personne|responsable|operateur|collegue)( .*)?",
  "(avoir|joindre) (quelqu un|un conseiller|une personne|un humain) … (telephone|fil|ligne)",
  "(a qui|avec qui) … parler( .*)?",
  "(veux|voudrais|souhaite|prefere|exige|cherche|puis je|peux je|peux|pourrais je|besoin d|besoin) (parler a |avoir |contacter )?(un|une) (vrai |vraie |autre )?(conseiller|conseillere|humain|personne|agent humain|operateur|interlocuteur|etre humain)( reel| humain)?( .{0,20})?$",
  "(pas|plus) … (a|avec) un (robot|bot|chatbot)",
  "(rappelez|appelez) moi",
  "(quelqu un|une personne|un conseiller) (peut|pourrait|pourra|doit|peut il|pourrait il) (il )?(m|me|nous) (appeler|rappeler|contacter|joindre|telephoner)",
  // Español
  "(hablar|chatear|comunicarme|contactar|conversar|contacto|comunicarse) con (un |una |algun |alguna |su |el |la |otro |otra |ser )*(humano|humana|persona|agente|operador|operadora|representante|asesor|asesora|alguien|encargado|supervisor|gerente|empleado|ejecutivo)",
  "(paseme|pasame|paseme|comuniqueme|comunicame|transfierame|transfiereme|conecteme|conectame|pongame|poneme|ponganme) con .*",
  "(me|nos) (puede|puedes|podria|podrias|pueden|podrian)? ?(pasar|comunicar|transferir|conectar|poner) con .*",
  "(atienda|atiende|atender|ayude|llame|llamen|contacte) … (una persona|un humano|alguien|un agente|un operador)( .*)?",
  "(quiero|necesito|prefiero|deme|denme|exijo|quisiera) (a |hablar con )?(un|una) (agente|humano|persona|operador|operadora|asesor|asesora|representante)( humano| humana| real| de verdad)?(?= por favor| ya| ahora|$)",
  "(alguien|una persona|un agente) (me |nos )?(puede|podria|pueda|podra) (llamar|llamarme|contactar|contactarme|telefonear)( .*)?",
  "con quien … hablar( .*)?",
  "(agente|operador|operadora|asesor|asesora) (humano|humana)",
  "(number|line|extension) where (a |an |some )?(real |actual |live )?(human|person|somebody|someone) (answers|picks up|is)( .*)?",
  "hay (aqui |ahi )?(alguien|alguna persona|algun humano) (real|humano|humana|de verdad)( .*)?",
  "persona (real|de verdad|humana)",
  "no quiero (hablar|chatear) con (un |una )?(bot|robot|maquina)",
  // Italiano
  "(parlare|chattare|parlo|comunicare|contatto) con (un |una |uno |il |la |vostro |altro |essere |vero |vera )*(umano|persona|operatore|operatrice|qualcuno|agente|consulente|responsabile|addetto|dipendente)",
  "(mi passi|passami|passatemi|mi metta|mettimi|mi passate) … (operatore|operatrice|persona|umano|qualcuno|responsabile)( .*)?",
  "(persona|operatore) (vera|reale|umano|umana|in carne)",
  "(vorrei|voglio|datemi|preferisco|esigo) (un|una) (operatore|operatrice|persona|umano|consulente)( umano| vero| vera| reale)?(?= per favore| subito|$)",
  "(qualcuno|un operatore|una persona) (mi |ci )?(puo|potrebbe|possa) (chiamare|richiamare|chiamarmi|richiamarmi|contattare|contattarmi)( .*)?",
  "con cui … parlare( .*)?",
  "non … con un (bot|robot|computer)",
  // Português
  "(falar|conversar|contactar|contatar|atendido|atendida|falo) (com|por) (um |uma |o |a |algum |alguma |seu |ser |vosso )*(humano|humana|pessoa|atendente|operador|operadora|agente|alguem|representante|responsavel|gerente|supervisor|assistente)",
  "(me )?(transfira|transfere|passe|passa|conecte|encaminhe|ligue) … (atendente|humano|pessoa|operador|operadora|alguem)( .*)?",
  "(quero|preciso de|gostaria de|prefiro) (um|uma) (atendente|humano|pessoa|operador|operadora)( humano| humana| real| de verdade)?(?= por favor| agora| ja|$)",
  "(alguem|uma pessoa|um atendente) (me )?(pode|poderia|possa) (me )?(ligar|telefonar|contactar|contatar)( .*)?",
  "com quem … falar( .*)?",
  "pessoa (real|de verdade|humana)",
  "nao quero falar com (um |uma )?(bot|robo|maquina)",
  // Nederlands
  "met (een |iemand|uw |jullie |de |echte? |menselijke? )*(mens|medewerker|persoon|collega|iemand|agent|adviseur|leidinggevende|manager|van jullie)? ?(praten|spreken|chatten|bellen|overleggen|contact)",
  "(praten|spreken|chatten) met (een |echte? |menselijke? )*(mens|medewerker|persoon|iemand|collega)",
  "(wil|graag|liever) (met )?(een|nen) (echte )?(medewerker|mens|persoon)(?= spreken| aub| alsjeblieft| graag|$)",
  "(medewerker|mens|persoon|iemand) … (aan de (telefoon|lijn))",
  "(medewerker|mens|persoon|iemand) (spreken|aan de lijn)",
  "(verbind|zet|schakel) (me|mij) … (door|medewerker|mens|collega|iemand)( .*)?",
  "(echt|echte) (mens|persoon|medewerker)",
  "(geen|niet met een) (bot|robot|chatbot) .*",
  "(iemand|medewerker|collega) (me|mij|ons) (even |terug |kunnen )*(bellen|terugbellen|contacteren)",
  "bel (me|mij) (terug|op)",
);

/** Of a whole message that consists of nothing else. */
const ALONE =
  /^(?:(?:hi|hello|hey|no|ok|please|just|i|we|want|need|would|like|a|an|the|to|get|me|give|now|real|live|human|actual|any|another|speak|talk|with|customer|service|support|care|bitte|ein|eine|einen|un|una|um|uma|een|einfach|echten|por favor|per favore|svp|stp|human|agent|representative|operator|person|mensch|persona|humain) )*(?:human|humans|human being|agent|representative|operator|person|advisor|supervisor|manager|live chat|live support|someone|somebody|mensch|menschen|mitarbeiter|mitarbeiterin|humain|conseiller|conseillere|humano|humana|agente|persona|operador|asesor|umano|operatore|operatrice|atendente|pessoa|mens|medewerker)(?: (?:please|now|here|today|immediately|thanks|thank you|bitte|sofort|por favor|per favore|alstublieft|aub|svp|s il vous plait|vite|ya))*$/;
const NO_MACHINE_ALONE =
  /^(?:please )?(?:not|no|stop) (?:a |an |another |more |the |this )*(?:bots?|robots?|chat ?bots?|machines?)(?: please| anymore)?$/;

/** These words and those together, in whatever order. */
const ONE_OF_OURS = phrases(
  "(real|actual|live|human) (person|human|agent|representative|operator|human being|support agent|being|supervisor)",
  "human being",
);
const WANTED = phrases(
  "(please|now|get|want|need|give|let|like|speak|talk|connect|reach|call|chat|prefer|insist|demand)",
);

/** What customers of ours do with theirs. */
const OTHERS = phrases(
  // Asks what we are, and is answered by that.
  "(am i|are we|is it|was i|did i|(?<!(how|where|when|what|can|who) )(do i|would i be)|have i been) (now |really |actually |just |already )*(talk|talking|speak|speaking|chat|chatting)( .*)?",
  "(my|our) (customers?|clients?|users?|visitors?|guests?|students?|patients?|teams?) … (can|could|to|want|need|talk|speak|chat|be|get|wants|needs|reach|contact|connect)( .*)?",
  "(allow|let|lets|enable) (my|our|the) .*",
  "(im|i am|we are) (a |an )?(real |actual |human |live )*(human|person|human being|people)( .*)?",
  "are you (a |an )?(real|actual|human|live)( .*)?",
);

/** @param phrases of the policy, as customers write them. */
export function createHumanRequest(more: readonly string[]): (talk: Talk) => boolean {
  const ours = more.map((phrase) => ` ${wordsOf(fold(phrase))} `).filter((phrase) => phrase.trim() !== "");
  return ({ now }) =>
    now.some(
      (sentences) =>
        isAlone(sentences) ||
        sentences.some((sentence) => asks(sentence) || ours.some((phrase) => ` ${sentence.words} `.includes(phrase))),
    );
}

export const ASKED_FOR_A_HUMAN: Escalation = {
  rule: "human_request",
  reason: "The customer asks for a human.",
  priority: "normal",
  trigger: "customer",
  category: null,
  severity: null,
  opensTicket: false,
};

function asks({ words }: Sentence): boolean {
  if (ABROAD.test(words)) return true;
  return (ASKED.test(words) || (ONE_OF_OURS.test(words) && WANTED.test(words))) && !OTHERS.test(words);
}

function isAlone(sentences: readonly Sentence[]): boolean {
  const words = sentences.map((sentence) => sentence.words).join(" ");
  return (
    ALONE.test(words) ||
    NO_MACHINE_ALONE.test(words) ||
    sentences.some((one) => ALONE.test(one.words) && !one.isQuestion)
  );
}
