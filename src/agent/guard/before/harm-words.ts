import { phrases } from "./phrases.ts";

/**
 * English reports of harm, put together from who did it, what was done, and to what of whose: so that a report is known by its
 * parts, and not by how somebody happened to put it. Other languages, and turns of phrase, are in security.ts.
 */
const WHOSE = "(my|our|mine|(my|our) [^ ]+s)";
const PERSON = "(guy|dude|man|woman|kid|person|people|user|users|stranger|one|individual|party|bot|account|device)";
/** Who has no business there. */
/** Who is never a guest. */
const INTRUDER =
  "(strangers?|hackers?|attackers?|intruders?|thief|thieves|outsiders?|criminals?|scammers?|unauthori[sz]ed [^ ]+|unknown (person|people|user|users)|(ex|former|fired) [^ ]+|(person|employee|guy|man|woman|admin|colleague|contractor|developer|people) (that |who |whom )?(we|i|they) (let go|fired|sacked|laid off|dismissed))";
const STRANGER = `(someone|somebody|someones|somebodys|whoever|strangers?|hackers?|attackers?|intruders?|thief|thieves|burglars?|robbers?|scammers?|fraudsters?|criminals?|crooks?|outsiders?|impostors?|imposters?|cybercriminals|(a|some|an) (random|unknown|strange|unauthori[sz]ed|outside|other|third) ${PERSON}|unknown ${PERSON}|unauthori[sz]ed ${PERSON}|my ex|(ex|former|old|fired|departed|dismissed|terminated|sacked|previous) (employees?|colleagues?|admins?|staff|partner|husband|wife|boyfriend|girlfriend|contractors?|managers?|bosses|boss|workers?|developers?|roommates?|flatmates?|interns?)|my (roommate|flatmate|neighbou?r)|(person|employee|guy|man|woman|admin|colleague|contractor|developer|people|one) (that |who |whom )?(we|i|they) (let go|fired|sacked|laid off|dismissed|terminated|kicked out))`;
const THING =
  "(accounts?|logins?|passwords?|passcodes?|pin|e ?mails?|e mail|e mail address|mail address|mailbox|inbox|messages|profiles?|workspaces?|tenants?|systems?|servers?|network|credentials|api keys?|tokens?|sessions?|data|databases?|records|backups?|files|contacts|customers?|wallet|identity|name|phone number|number|sim|settings|2fa|mfa|recovery [^ ]+|page|website|site|app|admin panel|dashboard|customer list|client list|computer|laptop|pc|phone)";
const OWNED =
  "(accounts?|logins?|passwords?|e ?mails?|mailbox|inbox|profile|workspace|tenant|systems?|servers?|network|credentials|api keys?|tokens?|data|database|records|identity|page|website|site|wallet)";
const INTO =
  "(get|gets|got|gotten|getting|gain|gained|gains|broke|break|breaking|broken|hack|hacked|hacking|log|logs|logged|logging|sign|signs|signed|signing|went|go|going|entered|enter|tapped|snuck|sneaked|intruded|is|are|was|were|been|still|forced|has|have|had)";
const DONE =
  "(accessed|accessing|access to|control of|entry to|entered|using|used|reading|read|changed|changes|changing|swapped|replaced|altered|modified|took over|taken over|taking over|takes over|hijacked|stole|stolen|stealing|wiped|deleted|deleting|downloaded|downloading|exported|exporting|copied|copying|reset|resets|resetting|locked|guessed|knows|cracked|disabled|removed|hammering|attacking|attacked|abusing|abused|misusing|misused|buying with|bought|ordered|ordering|spent|emptied|drained|got hold of|grabbed|messing with|tampered with|tampering with|intercepted|intercepting|spying on|got my|has my|have my|has our|have our)";

/** Somebody who has no business there did something to what is mine. */
export const SOMEBODY_DID = phrases(
  "(my|our) ([^ ]+ )?(e ?mail|password|phone|address|number|recovery [^ ]+|profile|name) (got|was|has been|were|is) (changed|replaced|swapped|set) (to|with|by) (something|some|an unknown|a strange|a stranger|someones?|another persons) .*",
  "(someone|somebody|people|anyone|person) outside (of )?(my|our) [^ ]+ … (has|have|got|can|knows|saw|accessed|is|was|logged) .*",
  `(my|our) ([^ ]+ )?${OWNED} … (used|abused|misused) (to|for) (send|sending|post|posting|spam|scam|order|buy|mail|phishing|attack|mine)( .*)?`,
  "(lost|losing|no longer have|no longer|not in) (have )?control (of|over) (my|our) (account|login|profile|workspace|e ?mail|page|site)( .*)?",
  "(no longer|dont|cant) control (my|our) (account|login|profile|workspace|e ?mail|page)( .*)?",
  `${STRANGER} … still (has|have|had|uses|using|got) (the|his|her|their|our|my|a|all|full) (login|access|passwords?|credentials|keys?|accounts?|admin .*)( .*)?`,
  "whoever (did|is doing|has done|does) (it|this|that) .*",
  "(my|our) … (was|were|got|been) (replaced|changed|swapped|overwritten) … (crypto|bitcoin|porn|spam|ads|scam|casino)( .*)?",
  `${STRANGER} … (who |that )?(shouldnt|should not|isnt supposed to|not supposed to|has no business to) be (here|there|in (here|there|our|my))( .*)?`,
  `${INTRUDER} … (has|have|got|had|holds|obtained|gotten) (my|our|all our|all my) .*`,
  `(${STRANGER}|criminals) … (threaten|threatens|threatening|threatened) to (publish|leak|release|expose|sell|post|delete|destroy) .*`,
  "(boyfriend|girlfriend|husband|wife|brother|sister|son|daughter|colleague|coworker|boss|friend|he|she|they|someone|somebody|flatmate|roommate) … (reads?|reading|logs?|logged|logging|accessed|accesses|using|uses|used|opened|opens|changed|deleted|downloaded|moved) … (my|our) … without (my|our|me|us|permission|asking|consent)( .*)?",
  `${STRANGER} … ${INTO} (back |once |again |straight |right )?(into|in|inside|onto|on|to) (to )?${WHOSE} … ${THING}( .*)?`,
  `${STRANGER} … ${INTO} (in|into|inside|on to) (to )?(my|our) ${THING}( .*)?`,
  `${STRANGER} (else )?(is |was |has been |still )?(in|into|inside) (my|our) ${THING}( .*)?`,
  `${STRANGER} … ${DONE} … ${WHOSE} … ${THING}( .*)?`,
  `${STRANGER} (else )?${DONE} ${WHOSE} ${THING}( .*)?`,
  `${STRANGER} … (bought|ordered|ordering|buying|purchased|spent|paid) … (with|from|on|in|using|through|via) (my|our) ${THING}( .*)?`,
  `${STRANGER} … (got|gotten|gained|broke|logged|signed) … (my|our) ${THING} and .*`,
  `(ex|former|fired) (employees?|colleagues?|admins?|staff|contractors?) … (logged in|access|deleting|deleted|downloaded|exported|copied|took|stole)( .*)?`,
  `${INTRUDER} … (exported|downloaded|copied|deleted|stole|took) … (all|every|everything|our|customer|client|backups?)( .*)?`,
  `(someone|somebody|${PERSON}) … (has|have|had|having|got|gained) (gained )?(access|entry) to (my|our) ${THING}( .*)?`,
  "(outsiders?|strangers?|intruders?|hackers?|thief|thieves|burglars?|robbers?) … (in|inside|on|into|has|have|took|stole|got) (my|our)( .*)?",
  "(account|accounts|workspace|mailbox|e ?mail) (hacked|compromised|breached|hijacked|taken over)",
  `(my|our) ([^ ]+ )?${OWNED} … (has|have|had|was|were|is|are|been|being|got|gets|getting|may|might) (have )?(been )?(just |being |also |clearly |probably )?(jacked|hacked|hijacked|compromised|breached|taken over|stolen|cloned|infiltrated|broken into|exfiltrated|attacked|invaded)(?! (by|with) (a )?(bug|problem|plan))( .*)?`,
  "(after|since|because|when) (someone|somebody) (took over|hacked|stole|hijacked|changed) .*",
  "(password|e ?mail|e mail|address|2fa|phone|recovery|number) … (was|were|has been|been|got|were) (changed|replaced|swapped|altered|modified|reset|turned off|switched off|disabled|removed|added|set) … (wasnt|isnt|not|never|didnt|did not|without|nobody|none of us|unknown|someone|somebody|some|stranger|dont know|another)( .*)?",
  "(who|whos|who is|who was|who the [^ ]+ is|who tf is) … (logged|logging|signed|signing|log|sign) (in|on|into) (as me|as us|from|to my|to our|my|our)( .*)?",
);

/** Things that came about in an account, and who has it says that he did not do them. */
const CAME_ABOUT =
  "(orders?|purchases?|transactions?|logins?|log ?ins?|logons?|sign ?ins?|sign in|log in|messages|posts?|e ?mails|reviews?|rules?|forwarding rules?|filters?|passkeys?|devices?|sessions?|users?|admins?|members?|api keys?|keys?|tokens?|integrations?|webhooks?|apps?|subscriptions?|accounts?|codes?|verification codes?|reset mails?|password resets?|reset e ?mails?|reset links?|changes?|activity|password|passwords|listings?)";
const DID =
  "(asked?( for)?|requested?|made?|make|placed?|did|do|does|done|created?|added?|authori[sz]ed?|ordered?|wrote|write|written|set up|signed? up( for)?|sent|send|invited?|approved?|started?|triggered?|initiated?|bought|buy|installed?|own|owns|recogni[sz]es?|know|knows|changed?)";
const NOT_I = `(((i|we) (certainly |definitely |have |has |had |ve |surely |really |even )*(never|didnt|did not|havent|have not|dont|do not)|(nobody|no one|noone|none of us)( [^ ]+){0,4}) (even |ever |have |has )?${DID}|(certainly |definitely |really )?(isnt|arent|is not|are not|wasnt|werent|was not|were not|not) (certainly |from )?(me|us|mine|ours|anyone|anybody|any of us|any of ours|one of ours|one of mine|by me|by us))`;

export const NOT_MY_DOING = phrases(
  "(i|we) (didnt|did not|never|havent|have not) (make|made|do|done|place|placed|create|created|authori[sz]ed?|request|requested) (these|this|those|that) (changes?|orders?|purchases?|logins?|transactions?|requests?|posts?|invites?|edits?|keys?)( .*)?",
  "(i|we) (didnt|did not|never|havent) (log|logged|sign|signed) (in|on) … (but|yet|and|although) … (login|log in|sign in|sign ins|logins|session|logged in|signed in)( .*)?",
  "(logins?|log ins|sign ?ins?|sign ins|sessions?|devices?|access) (in|from|on) … (we|i) (have |know |had )(nobody|no one|none|no (staff|office|people|employees|colleagues?)) (there|in|from|with)( .*)?",
  "(logins?|log ?ins?|sign ?ins?|sign ins|sign in|log in|devices?|sessions?|activity|orders?|purchases?|changes?) … (i|we|nobody|none of us) (cant|cannot|can not|can) (explain|account for|place|identify)( .*)?",
  "(i|we) (dont|do not|cant|cannot|didnt) (recogni[sz]e|identify|account for) … (logins?|log ?ins?|log ins|sign ?ins?|sign ins|sign in|devices?|sessions?|activity|orders?|purchases?|ip|ip address|locations?)( .*)?",
  `(was|were|got|has been|have been) (deleted|changed|removed|exported|moved|sent|created|added|downloaded|edited|replaced|invited|published|updated|archived) … ${NOT_I}( (it|that|this|them|those))?`,
  "(failed|successful|multiple|several|repeated|many|\\d+) (and [^ ]+ [^ ]+ )?(logins?|sign ?ins?|sign in|log in|login) (attempts? )?from( .*)?",
  "(login history|logins?|log ins|sign ins|sign ?ins|sessions?|device list|login list|(login|sign in|session|access) from) … (but|and|while|when|although|though|yet|we|i|im) … (only use|only own|only have|all in|live in|never|are in|am in|asleep|in bed|on holiday|on vacation|was at|were at)( .*)?",
  "(none of us|nobody here|no one here|nobody on our side|no one on our side) (did|sent|made|ordered|authori[sz]ed|changed|created|requested|asked for) (that|this|it|them|those|any of .*)",
  "(?<=^)(that|it|this|and it|but it) (certainly |definitely |really |surely )?(wasnt|was not) (me|us|any of us|any ?one (here|of us|from .*)|any ?body (here|of us|from .*))(?= *$)",
  `${CAME_ABOUT} … (that |which |and |but |yet )?${NOT_I}(?! (the|this|why|how|what|where|if|whether|until|yet|to)( |$))( (it|them|that|those|this|one|in|on|at|for|from|by|of))?`,
  "(i|we) (have )?(never|didnt|did not) (even )?(ask(ed)? for|request(ed)?|order(ed)?|create[d]?|add(ed)?|set) (that|this|these|those|any|an?) (new )?(passwords?|codes?|resets?|devices?|logins?|passkeys?|accounts?)( .*)?",
  "(who|whoever) … (signed|logged|logging) (in|on) … (not me|wasnt me|wasnt us|not us|wasnt any.*|not anyone.*)",
  "(not me|wasnt me|isnt me|not us) who (just )?(signed|logged) (in|on)( .*)?",
  "(logged on|logged in|signed in|logons?|logins?) … (certainly |definitely )?(wasnt|isnt|not) (any ?body|any ?one|one of|any of)( .*)?",
  "(logins?|sign ?ins?|logons?|sign in|log in|session|device|access) … (from|in|contains) … (never (been (to|in|there)|set foot|visited|lived)|do not own|dont own|nobody .*|none of us .*)( .*)?",
);

/** Doings that look wrong. */
export const LOOKS_WRONG = phrases(
  "(suspicious|strange|weird|odd|fishy|dodgy|unfamiliar|unknown|unusual|unexplained|unauthori[sz]ed|unrecogni[sz]ed|rogue|mysterious) (new |recent |looking |admin |user |account |login |remote |api |foreign )*(activity|activities|logins?|log ?ins?|log ins|logons?|sign ?ins?|sign ins|transactions?|devices?|sessions?|access|orders?|purchases?|users?|admins?|stuff|things|behaviou?r|persons?|person|people|ip|ip address|connections?|changes|transfers?) … (account|accounts|profile|workspace|tenant|wallet|sessions|was detected|detected|were detected|going on|keep|keeps|lately|showing|appeared|appears|listed|downloaded|on here|in here|is listed|my|our)( .*)?",
  "(weird|strange|odd|funny|fishy) (stuff|things|activity|behaviou?r) (going on|happening|is happening|are happening) (with|on|in) (my|our) (account|workspace|profile|login|e ?mail|mailbox)( .*)?",
  "activity (on|in) (my|our|here|this) … (dont|do not|didnt|doesnt) (recogni[sz]e|know|make|do)( .*)?",
  "(money|funds|points|credit|credits|balance|cash) … (was|were|has been|have been|got|is|are) (sent|moved|withdrawn|taken|stolen|transferred|gone|spent) … (didnt|did not|never|wasnt me|not me|without (my|our)|by someone|nobody)( .*)?",
  "(keep|keeps|kept|just|got|getting|receive|receiving|received|bombarded with|flooded with) … (codes?|password resets?|reset (e ?mails?|mails?|links?|requests?)) … (didnt|did not|never|havent|have not) (ask|asked|request|requested|want|wanted|order|trigger)(?! (to|why|how|me) )( .*)?",
);

/** A device with a way in that is in other hands. */
const DEVICE =
  "(laptops?|phones?|mobiles?|cell ?phone|iphone|smartphone|computers?|tablets?|ipad|macbook|notebook|pc|device)";
const GONE =
  "(stolen|nicked|snatched|robbed|pinched|swiped|lost(?! (signal|connection|power|battery|focus|sync|its))|missing|disappeared|vanished|gone|took|taken|left in (a|the)|mugged|stole|lifted|confiscated)";
const OPEN =
  "(logged in(to)?|logged into|signed in(to)?|signed into|live session|open session|sessions? (is |was )?(still )?(open|active|live|running)|still open|app opens|app is open|saved passwords?|without (a )?(pin|password|passcode|lock)|unlocked|(never|didnt|did not|havent|forgot to) (log|logged|sign|signed) (out|off)|(anyone|anybody|whoever|they) … (can|could)|no (pin|passcode|lock)|access to (my|our|your|the|everything)|freeze|block|lock (my|our|it)|my account|our account|your account)";
export const DEVICE_GONE = phrases(
  `(stolen|lost|nicked|snatched) ${DEVICE} … ${OPEN}( .*)?`,
  `${DEVICE} … ${OPEN} … (was|got|has been|is|were) (just )?${GONE}( .*)?`,
  "(carrier|provider|operator|someone|somebody|they) … (moved|transferred|ported|swapped|switched) (my|our) (phone |mobile )?number( .*)?",
  "(lost|misplaced|left) … (drive|usb|stick|notebook|laptop|disk|paper|backup) … (keys|passwords|credentials|secrets|tokens|customer data|customers data)( .*)?",
  `(my|our|his|her|the|work|company|[^ ]+s) ([^ ]+ )?${DEVICE} … ${GONE} … ${OPEN}( .*)?`,
  `(my|our|his|her|the) ([^ ]+ )?${DEVICE} (was|got|has been|is|just) (just )?${GONE} … ${OPEN}( .*)?`,
  `${GONE} … (my|our|his|her|the|work|company) (work |company |old |new )?${DEVICE} … ${OPEN}( .*)?`,
  `${OPEN} … (my|our) ([^ ]+ )?${DEVICE} … (stolen|nicked|snatched|lost)( .*)?`,
  `(thief|thieves|robbers?|burglars?|mugger) (has|have|got|took|stole|ran off with) (my|our) ${DEVICE}( .*)?`,
  "(sim|sim card|number|phone number) (was|got|has been|were|is|been) (just )?(swapped|ported|cloned|hijacked|transferred)( .*)?",
);

/** Attacks on machines. */
export const ATTACKED = phrases(
  "(cryptolocked|crypto locked|cryptolocker|doxxed|ddosed|ransomed)( .*)?",
  "(revoke|rotate|invalidate|kill|reset) (all|every|our|my|the) … (tokens?|keys?|sessions?|credentials|logins?) (now|immediately|at once|urgently|right away|right now)( .*)?",
  "(hit|attacked|struck|infected|held hostage|locked out) (by|with) (a |an |some )?(ransomware|malware|virus|trojan|spyware|criminals?|hackers?|cyber ?attack)( .*)?",
  "(files|servers?|systems?|computers?|machines?|network|data|backups?|drives?) … (encrypted|locked|held|taken) … (ransom|bitcoin|criminals?|hackers?|attackers?|extort.*)( .*)?",
  "(ransom note|ransom demand|demanding (a |in )?(bitcoin|ransom)|cyber ?attack|cyber attack|brute ?forc(e|ed|ing)|credential stuffing|keylogger|key logger|spyware|infostealer)( .*)?",
  "(malware|virus|trojan|malicious [^ ]+) … (stole|stolen|steals|stealing|grabbed|took|infected|captured|found|on (my|our))( .*)?",
  "(hammering|flooding|brute ?forcing|attacking) (our|my|your|the) (login|sign in|api|server|servers|site|website)( .*)?",
  "(stole|steals|stealing) … (saved |stored )?(passwords?|credentials|cookies|tokens?|sessions?)( .*)?",
);
