import { phrases } from "./phrases.ts";

/**
 * English threats, put together from who acts, what he does, and the means of law he does it with: so that a threat is known by its
 * parts, and not by how somebody happened to put it. Other languages, and turns of phrase, are in legal.ts.
 */
const COUNSEL =
  "(lawyers?|attorneys?|solicitors?|barristers?|counsel|law firm|legal (team|department|dept|counsel|representatives?|advis[eo]rs?|people))";
const MY_COUNSEL = `((my|our|a|an|the|his|her|their) ([^ ]+ )?${COUNSEL}|(husband|wife|brother|sister|father|mother|dad|mum|mom|uncle|aunt|cousin|son|daughter|friend|partner) (is|who is|s|whos) (a|an) (${COUNSEL}))`;
const COUNSEL_DOES =
  "(in touch|be contacting|contacting you|contact you|will contact|call you|call u|calling you|write to you|writing to you|letter|demand|papers|draft|drafting|drafted|prepare|prepares|preparing|advised|advises|(reckons?|thinks?|believes?|considers?|confirms?|confirmed|says|said|tells me|told me|is of the opinion) … (you|youre|your|liable|owe|case|claim|illegal|unlawful)|agrees|taking (this|it|my case|our case|the case|up)|told me not|tells me not|told us not|says i have|says we have|says you|said you|said i have|come after (you|u)|coming after (you|u)|after you|field day|take over|taking over|takes over from here|serve you|needs to serve|be all over|deal with you|dealing with you|speak to you|talk to you|hear about|hears about|hear of|sue|case against|claim against|destroy|handle it from|reply|respond to you|be involved|gets involved|get involved|getting involved|knocking|waiting|ready|send you|sends you|looking at your|on the case|on this now|take it from)";
const TO_COUNSEL =
  "(call|calling|called|get|getting|involve|involving|hire|hiring|hired|instruct|instructed|instructing|engage|engaged|engaging|retain|retained|retaining|consult|consulted|consulting|appoint|appointed|see|seeing|speak to|speaking to|speaking with|spoke to|spoken to|talk to|talking to|talked to|goes to|going to|go to|went to|with|turn to|turning to|contact|contacting|contacted|bring in|bringing in|handed to|handing to|handed over to|hand over to|passed to|passing to|passed on to|put it to|forward to|forwarded to|forwarding to|sent to|sending to|brief|briefed|briefing|ask|asking|find|found|need|use|make me call|make me get|include|including|loop in|cc)";
const PUSHED =
  "(dont make me|do not make me|leave me no choice|left me no choice|no choice but|no option but|before (i|we)|rather not|pushing me|forcing me|force me|forced to|last warning|final warning|last chance|or else|otherwise|or (i|we|ill)|unless|if (this|you|i|we|it|that|nothing|nobody)|i will|ill|we will|well|im going to|were going to|i have|ive|we have|weve|im|i am|were|we are|i|this|it|matter|time to|going to)";
export const WITH_COUNSEL = phrases(
  "(i|we) have (a|an|my|our|my own) (good |own )?(lawyer|attorney|solicitor)(?= *$)",
  "(through|via|only through|by way of) (a|my|our|the) (lawyers?|attorneys?|solicitors?|law firm|counsel)( .*)?",
  "(attorneys?|lawyers?|solicitors?|legal) letter (is|will|follows|coming|on|to follow|being)( .*)?",
  `(escalate|escalated|escalating|forward|forwarded|refer|referred|referring|passed|pass|passing|given|giving|handed|handing|taken|taking|sent|sending|brought|bringing|turned|turning) (this|it|that|the matter|matter|the case|everything|the whole thing|you|your [^ ]+)( over| on)? to (my|our|the) ([^ ]+ )?${COUNSEL}( .*)?`,
  "(lawyers?|attorneys?|solicitors?|barristers?) (number|address|name|details|contact|e ?mail|contact details) (is|are)( .*)?",
  "(sought|seek|seeking|taken|taking|take|getting|got|get|obtained|obtaining|had) (some |independent |professional )?legal (advice|counsel|representation)( .*)?",
  `${MY_COUNSEL} … ${COUNSEL_DOES}( .*)?`,
  `${MY_COUNSEL} (s |is |are |will |has |have |gonna |going to )*(be )?${COUNSEL_DOES}( .*)?`,
  `${PUSHED} … ${TO_COUNSEL} (a |an |my |our |the |some |with )?(own |good |very good )?(lawyers?|attorneys?|solicitors?|barristers?|counsel|legal counsel|law firm)(?! (friends?|role|plan|account|seat|template|invoice|as |to (the|my|our) (account|team|workspace|plan)))( involved)?`,
  `(matter|case|this|it|complaint|file|everything) (is |was |has been |goes |will go |now |has gone |now goes |is now |are now )+(being )?(with|to|handled by|passed to|handed to|in the hands of) (my|our|the) ${COUNSEL}( .*)?`,
  "(retained|instructed|engaged|hired) … (counsel|solicitors?|lawyers?|attorneys?)( .*)?",
  `(hear|hearing|hears|letter|letters|mail|call|expect|notice|demand letter|post) … from (my|our|a|the|an|his|her|us and our) ([^ ]+ )?${COUNSEL}( .*)?`,
  `(have|having|ask|get|let) (my|our|the) ${COUNSEL} (send|write|draft|contact|call|sue|file|handle|deal|take|reach)( .*)?`,
);

/** Who acts for another writes like this. */
export const FOR_A_CLIENT = phrases(
  "(i|we) (act|am acting|are acting|write|am writing|are writing) (for|on behalf of) (our client|my client|(mr|ms|mrs|miss|dr|messrs) .*)",
  "(i|we) (represent|are instructed by|am instructed by|have been instructed by) (our client|my client|(mr|ms|mrs|miss|dr|messrs) .*)",
  "(direct|address|send) (all )?(further )?(correspondence|communications?) … (to|through) (my|our|this) (firm|office|chambers|counsel|lawyer|solicitors?)( .*)?",
);

const COURT =
  "((a |the |small claims |county |civil |district |federal |supreme |high )*(courts?|judge|judges|tribunal|jury|magistrate)|small claims( court)?|(a |the )?(consumer )?(arbitration|arbitration board|arbitrator))";
export const IN_COURT = phrases(
  "(involve|involving|use|petition|appeal to|turn to) the courts?(?! (of|name|house))( .*)?",
  `(take|taking|took|drag|dragging|bring|bringing|haul|see|seeing|meet|meeting|fight|fighting|go|goes|going|end|ends|ending|settle|settled|settling|argue|decide|win|stand|sort this out|explain|face|tell) … (to|in|before|out of|in front of|into|at|it to|that to) (a |the )?${COURT}(?!(room|yard| date| dates| side| shoes| booking))( .*)?`,
  `(dispute|disputing|heard|settled|decided|matter|case|this|claim) … (before|in front of|by) ${COURT}( .*)?`,
  "(a |the )?(judge|courts?|jury|tribunal) (will |can |shall |may |gets to |to |is going to )*(sees|see|hears|hear|looks|look|decide|decides|rules|rule|says|finds|find)( .*)?",
  "(small claims|court|tribunal) it is( .*)?",
  "(see|c) (you|ya|u) (all |guys |soon |there )?in (small claims |the )?(court|tribunal)",
);

const ACTION =
  "(lawsuits?|law ?suit|suit|class action( lawsuit| suit)?|(court |legal )?proceedings|litigation|legal (action|actions|steps|remedies|remedy|measures|recourse|consequences|proceedings|claim|battle)|court action|civil action|criminal complaint|charges|damages|an action|a claim|(a |our )?(formal )?claim)";
export const TAKES_ACTION = phrases(
  "(go|going|take|taking|pursue|pursuing|down|through|via|than|but|by|explore|all) … legal (route|path|avenues?|channels|means|options?)( .*)?",
  "(hold|holding|held) (you|your company|acme|the company) (fully |personally |legally )?(liable|responsible|accountable)( .*)?",
  "(you are|youre|your company is|company is|acme is) (fully |legally |personally )?liable( .*)?",
  "constitutes? (a |an |gross )?(negligence|fraud|breach|violation|offen[cs]e|misrepresentation|harassment)( .*)?",
  "(address for|accept|acceptance of|effect) service|service of (legal|court|process)( .*)?",
  "(you are|youre|consider yourself|you have been put) on notice( .*)?",
  `(take|taking|file|filing|filed|bring|bringing|start|starting|started|begin|beginning|commence|commencing|initiate|initiating|pursue|pursuing|seek|seeking|prepare|preparing|prepared|consider|considering|contemplating|join|joining|threatening|launch|launching|reserve the right to|face|facing|expect|draft|drafted|drafting|press|pressing|planning|instigate|issue|issuing|anticipation of|raise|raising|resort to) … (lawsuits?|law ?suit|a suit|suit|class action( lawsuit| suit)?|(court |legal )?proceedings|litigation|legal (action|actions|steps|remedies|remedy|measures|recourse|consequences|proceedings|claim|battle)|court action|civil action|criminal complaint|charges against|an action|damages)(?! (hold|plan|feature|management))( .*)?`,
  `${ACTION} (is|are|will|would|shall) (be |being |now |to )*(coming|follow|following|issued|drafted|filed|prepared|brought|commenced|started|incoming|on (its|the) way|served|taken|on the table|underway)( .*)?`,
  "(lawsuit|law ?suit|class action|suit|proceedings|legal action|litigation|summons|writ) (is )?(incoming|coming|pending|follows|on its way|to follow)( .*)?",
  "(pressing|press) charges( .*)?",
  "(youll|you will|expect to|will|going to|to) … (receive|get|be served( with)?) (a |an |our |the |my )?(summons|writ|subpoena|court papers|statement of claim|lawsuit|letter before (action|claim))( .*)?",
  "(served|attached|attaching|enclosed|find|received|got|here is|heres) … (subpoena|court order|search warrant|warrant|summons|preservation (order|letter|request)|injunction)( .*)?",
  "(good mind|half a mind|tempted|ready|going|about|prepared|want|have|right|got|reason|threatening|plan|willing|forced|intend|intends) to sue( .*)?",
  "(get ready|prepare|ready|want|going|about|like) to (be|get) sued( .*)?",
  "(notice|letter|notification) (before|prior to|of|of intended|of intent to) (legal |court |our |the |a )?(action|claim|proceedings|sue|litigation|claim for damages|dispute)( .*)?",
  "(legal|formal) (notice|demand|warning)( letter)? (under|pursuant|that|of|to|for|against|and)( .*)?",
  "(this is|consider this|take this as|here is|attached is|please treat this as) (a |an |my |our |your |the )*(formal |final |last |official )*(cease and desist|legal notice|takedown notice|take down notice|dmca.*|notice before action|letter before (action|claim)|demand letter|preservation.*)( .*)?",
  "(a|formal|your|our) cease and desist( .*)?",
  "(seek|seeking|claim|claiming|demand|demanding|sue for|recover|entitled to|liable for) (full |financial )?(damages|compensation)( .*)?",
  "(preserve|retain) (all |any )?(records|documents|evidence|communications|data|logs)( .*)?",
  "(infringe|infringes|infringing|infringement of|violate|violates|violating|violation of|breach of|in breach of|stop using|misusing|using) … (our|my) (copyright|trademark|trademarks|patent|intellectual property|contract|agreement|rights|consumer rights|privacy)( .*)?",
  "(you|company|you are|youre|your company|you were|you guys) … (are |is |were )?in breach of( .*)?",
  "(enforce|exercise|defend|assert|fight for) (my|our) (legal |consumer |statutory )?rights( .*)?",
  "(illegal|unlawful|against the law|fraud|criminal|breaking the law) and (i|ill|we|well|i am|im) … (take (it|this) further|take action|press|report|act|see|sue|pursue|not let)( .*)?",
  "(serve|serving) (you|papers|legal papers|court papers)(?! in a\\d)( .*)?",
);

const AUTHORITY =
  "((financial |consumer |energy |insurance |privacy |parliamentary )?ombuds(man|men|person)|ftc|fcc|cfpb|bbb|better business bureau|ico|cnil|fca|ofcom|attorney general|(privacy |data |financial |industry |state |national |banking )?(regulator|regulators|watchdog)|data protection (authority|authorities|agency|commission|commissioner|regulator|office|people)|supervisory authority|privacy (authority|commissioner)|consumer (protection|affairs|rights|watchdog|council|advice)( (agency|authority|office|bureau|organi[sz]ation|association|board|people))?|trading standards|financial conduct authority|federal trade commission|information commissioners?( office)?|competition authority|authorities|citizens advice|european commission)";
const TELLS =
  "(report|reporting|reported|complain|complaining|complained|complaints?|notify|notifying|notified|contact|contacting|contacted|inform|informing|informed|tell|telling|told|write to|writing to|written to|wrote to|go|going|went|gone|escalate|escalating|escalated|file|filing|filed|lodge|lodging|lodged|submit|submitting|submitted|refer|referring|referred|take|taking|turn|turning|raise|raising|alert|alerting|involve|involving|call|calling|send|sending|made)";
export const TO_AUTHORITY = phrases(
  "(violation|violates|violating|illegal|unlawful|against the law) … (reporting|report|reported) (it|this|you|them)( .*)?",
  `(see|hear|know|ask|wonder) what (the |your |our )?${AUTHORITY} (thinks?|says?|makes|will say|has to say|have to say)( .*)?`,
  `${AUTHORITY} (already |now )?(has|have|got|received|is|are|will) (already |now )?(have |get |receive |been sent |looking |investigating )?(my|our|this|a|the) (formal |full )?(complaint|report|letter|case|file)( .*)?`,
  "(complain|complaining|complaint|complained|report you|reporting you) (to|with|at) (the |our |your |my |local )*dpa( .*)?",
  `${TELLS} … (to |with |at |by |before |on )?(the |your |our |my |local |state |national |federal |relevant |competent |uk |us |eu )*${AUTHORITY}(?! (export|format|report|filing|form|rules))( .*)?`,
  `${AUTHORITY} (is |are |will |would |shall |should |has |have |can |might |may )+(be |being |going to |get |love |surely )*(hear|hearing|know|informed|notified|interested|love|get|told|contacted|receive|getting|contact|like|enjoy|take|look|been|a|this|that|involved|deal)( .*)?`,
);
const POLICE = "(police|cops|fbi|interpol|action fraud|cyber ?crime unit|sheriff)";
export const TO_POLICE = phrases(
  "police report (is )?(coming|incoming|follows|will|on its way|to follow|next|being filed)( .*)?",
  "(i will|ill|im|i am|going to|we will|well|we are|gonna) (now |be |also )?(file|filing|make|making) a (police report|report with the police)( .*)?",
  `(getting|get|involve|involving|bring in|bringing in|bring|bringing) (in )?the ${POLICE}( in| involved| on you| into this)?`,
  `the ${POLICE} (are|is) (already |now )?(on it|on this|on the case|involved|looking into|after you)( .*)?`,
  `(report|reporting|reported) … (you|this|your company|this company|it|that|everything|your scam|your fraud) … (to|with|at) the ${POLICE}( .*)?`,
  `(call|calling|called) the ${POLICE} (on|about|over|if|unless|and|now|right now|today)( .*)?`,
  `(go|going|went|gone|off|straight|take this|turn) to the ${POLICE}(?! (station|department|museum))( .*)?`,
  `the ${POLICE} (have|has|will|are|is) (been |be |already |now |going to )*(informed|notified|contacted|told|involved|called|alerted|hear|investigating|know)( .*)?`,
  `(file|filing|filed|make|making|lodge) (a |an )?(fraud |police |criminal |formal )*(report|complaint) … against (you|your|this company|acme|them)( .*)?`,
);

/** The law as a product, as a trade, and as a matter that lies between others. */
export const OTHERWISE = phrases(
  `${COUNSEL} … (sign|signed|signs|review|reviewing|reviews|reviewed|happy|loves|love|likes|like|recommended|uses?|asked for|needs (my|our) (invoices?|receipts?)|needs access|approved|approves|check the|read the|copy of|wants access|bill hours)( .*)?`,
  "(i|we) (am|are|m) (a )?(lawyers?|attorneys?|solicitors?|law firm) (and|who|looking|based)( .*)?",
  "(sales|tax|taxes|income|figures|numbers|landlord|neighbou?r|divorce|article|essay|thesis|homework|tennis|basketball|food) .*",
);
