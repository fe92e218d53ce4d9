import { phrases } from "./phrases.ts";

const KIND =
  "(a |an |the |your |one of your |one of the |some |any |another |other |real |actual |live |living |human |physical |customer |service |support |care |client |sales |billing |technical |tech |account |senior |competent |qualified |normal |proper |genuine |nice |breathing |fucking |damn )*";
const PERSON =
  "(human|humans|human being|human beings|person|agents?|operators?|representatives?|advisors?|advisers?|supervisors?|manager|managers|someone|somebody|anyone|anybody|employees?|colleagues?|member of (staff|your team|the team|your staff)|members of (staff|your team)|staff|staff members?|team members?|specialists?|technicians?|engineers?|consultants?|associates?|real people|actual people|people|individual|boss|man|woman|guy|department|live chat|live support|human support|expert|assistant manager|customer (care|service|support)|(support|service|billing|sales|technical|account) (team|desk|staff))";
/** What makes of those words something else. */
const NOT_A_NAME =
  "(?! (resources?|errors?|readable|rights|capital|body|anatomy|licen[cs]es?|seats?|plans?|roles?|accounts?|fees?|api|apis|in my|on my|of my|from my|in our|on our|view|views|field|fields|s |record|records|named|called|profile|picker))";
/** Nobody but a human of ours is meant by these. */
const OURS =
  "(human|human being|real person|actual person|live person|live agent|human agent|real human|real agent|live human|real human being|actual human|actual human being|live representative|human operator|live operator|support agent|service agent|customer (service |support |care )?(representative|agent)|service representative|support representative|support person|service person|human representative|real people|actual people|human support|live support|supervisor)";
const ANY_OF_OURS = `(${OURS}|(an |a |the |your |another )?(agent|operator|representative|advisor|adviser|manager|human|employee of yours|colleague of yours))`;
const END =
  "(?= (please|now|here|in here|on this|on it|in on this|for this|for that|today|immediately|instead|to (help|talk|speak|look|call|take|assist|contact|answer|handle|reply|respond|deal|chat|review this|check this)|who|that can|not|on the (phone|line)|right|or|and|thanks|thank|with|because|urgently|at once|already|again|before|twice|(two|three|four|\\d+|many|several) times|this time)( |$)|$)";
/** What humans do for customers. */
const DUTY =
  "help|look|check|assist|answer|call|contact|reply|respond|take (over|care|this|it|my|a look)|handle|deal with|talk to|speak to|read|review (this|my|it|what)|walk (me|us)|guide (me|us)|show (me|us)|tell (me|us)|confirm|verify|double check|sort|explain|solve|resolve|fix|investigate|get back|get in touch|reach out";
/** Whoever of us it is. */
const SOMEBODY =
  "(someone|somebody|anyone|anybody|a person|a human|you guys|your team|one of you|a colleague|an agent|(a|some|any) (member|person|colleague|one)? ?(of|from) [^ ]+ [^ ]+)";
const HERE = "(?= (here|there|at your .*|at acme|please|now|by phone|on the phone|in your .*|from your .*)( |$)|$)";
const MACHINE =
  "(bots?|robots?|chat ?bots?|machines?|computers?|ai|automated (system|assistant|replies|answers|messages|responses?)|algorithm|software|program)";

/** Asks for one of us, in English. */
export const ASKED = phrases(
  `(talk|talking|speak|speaking|chat|chatting|discuss|discussing|converse|conversing|communicate|communicating|interact)( (this|it|that|things|directly|again|now|please|live|on the phone|right now|my (issue|problem|case)|about (this|it)))* (to|2|with|w) ${KIND}(${PERSON}|(owner|founder|ceo|director|superiors?|lead|head)(?! of (my|our|the (board|project|team|card|workspace|file|account))))${NOT_A_NAME}`,
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
  `(get|getting|have|having|bring|bringing|put|putting) ${KIND}(human|person|someone|somebody|agent|manager|supervisor|representative|operator) (on|in|onto|into|over) (here|this|the (line|phone|chat|call|case|conversation)|there)( .*)?`,
  "(talk|talking|speak|speaking|chat|chatting) (directly )?(to|with) (your|the|acmes) (whole |entire |own )*([^ ]+ )?(team|company|side|office|crew|management|sales|billing|support|engineering|finance|accounting|success)(?= (team|department|people|please|now|about|directly|instead|and|because|who)( |$)|$)",
  "(talk|speak|chat) (to|with) (sales|billing|support|customer success|management|accounting|finance|your people)(?= (team|department|people|please|now|about|directly|instead|and|because)( |$)|$)",
  "(raise|take|bring|report|escalate|discuss) (this|it|that|my (case|complaint|issue))( up| further)? (with|to) (your |the |upper |higher |senior )*(management|managers?|superiors?|supervisors?|higher ups|boss|leadership)",
  "(want|like|need|prefer|expect|rather|wish|hope) (to )?(be|get) (called|phoned|rung|called back)( .*)?",
  "(do|have|discuss|sort|solve|settle|continue|handle|talk|speak|fix|resolve|explain) (this|it|that|about (this|it))? ?(over|on|by|via) (the )?(phone|telephone)( .*)?",
  "(^|i mean |as in |like )(a |an |an actual |a real )(person|human)( being)?( i mean)?$",
  "^(please |just |pls |ok |now )*escalate( please| now| this| it)*$",
  "(is|are) there (a |an |any |some |actual |real )*(human|humans|person|people|someone|somebody|anybody|anyone|soul) (real )?(on|behind|at|reading|listening) (the|your|this|these)( (other|end|line|side|chat|desk|keyboard|screen|messages))?( .*)?",
  `(want|need|like|prefer|have|get|arrange|request|rather) … (conversation|chat|word|talk|discussion|phone call|call) with ${KIND}${PERSON}${NOT_A_NAME}`,
  `(get|put|have|bring) ${KIND}(${OURS}|person|agent|human|manager|supervisor|operator|representative) (on|in)( please| now)*$`,
  // Whatever he does with one of us: waits for, asks for, is passed on to
  `(for|with|to|by|from|than) (a |an |the |your |another |some )+(real |actual |live )*(human|${OURS})${NOT_A_NAME}(?:${END}|(?= (for|would|will|might|could|is|at|over|about|as|if|when|so|but)( |$)))`,
  `(get|bring|take) (me|us) (over |through |on )*to ${KIND}${PERSON}${NOT_A_NAME}`,
  "(need|want|get|give me|like|prefer) live (help|support|assistance|chat)(?= (please|now|here)( |$)|$)",
  "(is|are) (anyone|anybody|someone|somebody|any of you|one of you) ((from|of|in|on|at) (the|your) ([^ ]+ )?(team|staff|company|office|support|crew) )?(online|available|around|reachable|on duty)( .*)?",
  "(transfer|hand|pass|forward|escalate|refer|send|bring|take) (this|it|that|me|us|my [^ ]+)( over| on| up| along)? to (your|the) ([^ ]+ )?(team|staff|colleagues|department|people)(?! (plan|workspace|board|channel|account))",
  `(can|could|will|would|may) (a |an |one of your |your |another |some |any )+([^ ]+ )?(specialists?|experts?|engineers?|technicians?|representatives?|colleagues?|staff|team members?|advisors?|advisers?|agents?|people) (please )?(get back|call|contact|reply|write|reach out|look|help|talk|speak|assist) … (me|us|this|it)( .*)?`,
  "(give|need|send|want|get|whats|what is) (me |us )?(a |an |the |your |some )?(phone |telephone |support |contact )*(number|hotline|line) (to|i can|we can|that i can|where i can) (call|ring|dial|phone)(?! (from|out|my|our|customers))( .*)?",
  "(who is|whos|where is|wheres) (your|the) (manager|supervisor|boss|superior)(?! (of|for|in|on) )( .*)?",
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
