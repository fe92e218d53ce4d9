import { phrases } from "./phrases.ts";

/** English reports of what got out, of who pretends to be whom, and of ways in: put together from their parts, as in harm-words.ts. */
const SECRET =
  "(api ?keys?|(secret|private|access|signing|encryption|ssh|master|service|root) keys?|(client |webhook |signing |app |shared |our |my )secrets?|secrets|(secret |access |api |auth |bearer |refresh |service |our |my )tokens?|(master |admin |root |our |my |production |database )?passwords?|credentials|env file|service account|keystore|admin logins?|login (details|data|info)|connection string)";
const OUT_THERE =
  "(leaked|leaking|exposed|published|public|publicly|github|gitlab|bitbucket|pastebin|twitter|reddit|gist|stack ?overflow|docker image|page source|build logs?|blog post|internet|dark ?web|dark web|forum|by mistake|by accident|accidentally|mistakenly|wrong (person|people|address|recipient|channel|chat|list)|grab it|grab them|anyone|anybody|everyone|compromised|stolen|plain ?text|walked (away|off|out)|channel)";
export const GOT_OUT_OF_HANDS = phrases(
  "(leaked|leaking|exposed|exposing|spilled|spilt) (my|our) (personal |private |customer |customers )?(data|details|information|info|e ?mail|address|records|documents)( .*)?",
  "(customer|customers|client|clients|user|users|personal|our|my) (data|list|database|records|details|e ?mails|contacts|information) … (sold|for sale|traded|offered|circulating) (online|on|in)( .*)?",
  "(our|my|the|a) ([^ ]+ ){0,2}keys? (was|were|got|has been|have been|is|are|may have been|might have been) (just |accidentally |publicly |probably )*(leaked|exposed|published|committed|pushed|compromised|public|publicly visible|on (github|gitlab|pastebin))( .*)?",
  "(passwords?|credentials|card numbers|tokens|secrets) … (in|as) (plain ?text|plain text|clear ?text|clear text)( .*)?",
  "(my|our) (password|passwords|e ?mail|address|data|details|credentials|login) … (in|by|through|from) (a|the|your|that|some|another) (recent |big |data |known |public )*(breach|leak|dump|data dump|hack|password list)( .*)?",
  `(our|my|the|a|an|your|some|his|her|all|production|live) ([^ ]+ ){0,2}${SECRET} … (leaked|was leaked|exposed|compromised|stolen|become public|became public|public|publicly|published|on (github|gitlab|pastebin|reddit|twitter|the internet|stack ?overflow)|ended up|got out|is visible|are visible|were visible)( .*)?`,
  `(pushed|committed|commited|checked in|checked|pasted|posted|published|uploaded|shared|emailed|mailed|sent|left|put|leaked|leaking|exposed|included|tweeted|dropped|hardcoded|hard coded) … ${SECRET} … ${OUT_THERE}( .*)?`,
  `(intern|colleague|contractor|developer|dev|employee|we|i|someone|somebody|devs|team) … (published|leaked|exposed|committed|pushed|posted|walked (away|off|out) with|left with|ran off with) … ${SECRET}( .*)?`,
  `${SECRET} … (may|might|could|must|has|have|had|got|was|were|is|are) … (leaked|exposed|compromised|stolen|public|publicly visible|visible (to|in|on) .*)( .*)?`,
  `${SECRET} … (pastebin|dark ?web|in a screenshot|page source|docker image|build logs?|public repo|public repository)( .*)?`,
  "(customer|customers|client|clients|user|users|personal|private|patient|employee|our|my) (personal |private )?(customer |client |user )?(data|details|records|information|info|e ?mails?|addresses|contacts|database|lists?|files|backups?) … (leaked|leak|exposed|publicly|public google.*|for sale|on (the )?(internet|dark ?web|a forum|a dark web forum)|downloadable|google search.*|in the wild|breach|stolen|compromised|visible to (everyone|anyone|others))( .*)?",
  "(for sale|turned up|appeared|found|saw|surfaced|showed up) … (on|in) (a |an |the )?(dark ?web|hacker forum|hacking forum|public google|telegram)( .*)?",
  "(leaked|exposed|published|lost) … (customer|customers|client|user|users|personal) … (data|details|records|information|e ?mails|addresses)( .*)?",
  "(s3 |storage |your |our )(bucket|database|backup|server|folder) … (public|publicly|open to (everyone|anyone|the)|world readable|exposed|readable)( .*)?",
  "(downloadable|accessible|readable|reachable|visible|open|get into|open the|reach) … (without|no) (a |any )?(logging in|login|log in|password|authentication|auth|credentials|signing in)( .*)?",
  "(you|you guys|company) (just |recently |guys )*(have |has )?(had|have|suffered|suffer|experienced) (a |an |another )?(data |security |recent )*(breach|leak)( .*)?",
  "(in|part of|affected by|included in|caught up in|victim of|involved in|among|hit by|because of|after|since) (your|the|that|this) (recent |last |big |latest |data |security )*(breach|leak|data leak|hack|data breach)(?! (policy|in your sla|of 20\\d\\d|notification))( .*)?",
  "(your|the company|you) (customer |user |customers )?(data|database|users|systems?|servers?) … (was|were|been|got|has been) (leaked|breached|hacked|stolen|exposed)( .*)?",
);

const PARTY =
  "(customers?|companys?|companies|clients?|tenants?|organi[sz]ations?|users?|persons?|people|peoples|accounts?|firms?|patients?|members?|businesss?|businesses)";
const THEIRS = `(((an)?other|others|any other|all other|foreign|unrelated|(a )?(completely |totally |entirely )?different) ${PARTY}(?! (survey|newsletter|id|number|portal|type|types|role|roles|group|groups|with your|who|service|support|manager|comments?|replies|posts?|reviews?))|(someone elses|somebody elses|someone else s|somebody else s|strangers|a strangers|other peoples|everyone elses|anyone elses|another persons) (?!(comments?|replies|posts?|reviews?|answers?|cursors?|boards?|likes?|reactions?|emojis?)( |$))[^ ]+)`;
export const OTHERS_SHOWN = phrases(
  `${THEIRS} … (is|are|was|were|show|shows|showing|appear|appears|appearing|pop|pops|end|land|landing|coming|come) … (in|on|into|to) (my|our|me) (account|inbox|list|dashboard|workspace|profile|page|app|portal|screen|feed|mail|e ?mail)( .*)?`,
  "(lets|allows|allowed|enables|permits) (me|us|anyone|anybody|everyone|users|people) (to )?(read|see|view|open|download|edit|delete|access|change) … (any|other|another|everyones|private|foreign) (customers?|users?|tenants?|companys?|companies|accounts?|organi[sz]ations?|persons?|peoples?|tickets?|data|messages)( .*)?",
  `(gave|give|given|showed|shown|sent|told|read|sends|shows|gives) (me|us) … (of|from|about|belonging to) (${THEIRS}|someone else|somebody else|a stranger)( .*)?`,
  "(saw|seeing|read|opened|shown|shows|received|showing|displays) (the |all |a |some )?(someone elses|somebody elses|strangers|a strangers|another persons|another customers|another users|other customers|other users) (?!(comments?|replies|posts?|reviews?|answers?|boards?)( |$))[^ ]+( .*)?",
  `(see|seeing|saw|shows?|showing|got|received|receive|getting|displayed|displays|find|found) … (belong|belongs|belonging|belonged) to (${THEIRS}|someone else|somebody else|another [^ ]+|strangers)( .*)?`,
  `(?<!(?:^| )can )(i|im|ive|we|weve|me|us|it|agent|support|employee|colleague|assistant|bot|api|export|dashboard|page|app|newsletter|system|site|portal|account|widget|chat|screen|list|search|inbox|history) (can |am |are |is |just |could |now |still |keep |keeps |also |suddenly )*(able to )?(see|seeing|sees|saw|seen|found|read|reading|open|view|viewing|access|accessing|download|downloaded|got|get|getting|received|receive|sent|sends|shows?|showing|shown|showed|displays?|displayed|displaying|returns?|returning|exposes?|leaks?|given|gave|reveals?|browse|forwarded) … ${THEIRS}( .*)?`,
  `(document|file|export|csv|pdf|mail|e ?mail|report|page|statement|it) … (has|have|contains|containing|includes|including|with|full of|lists|listing|shows|showing) … ${THEIRS}( .*)?`,
  `(why am i able to|why can i|why could i|how come i can|why do i|why does it|why is it) … ${THEIRS}( .*)?`,
  `(records|data|tickets|orders|invoices|details|messages|phone numbers|names) … (of|belong to|belonging to|from) ${THEIRS} … (if i|when i|without|although|even though|leave out)( .*)?`,
  "(i|we) (can|could|was able to|am able to|managed to) (now |also |suddenly |just )?(read|open|see|access|download|edit|delete|view|change) (any|every|everyones|anyones) (orders?|users?|invoices?|tickets?|accounts?|customers?|profiles?|messages|records?|e ?mails?)( .*)?",
  "(download|downloaded|see|seeing|open|opened|read|view|access|got|received|get) … (invoices?|orders?|tickets?|files?|messages?|records?|documents?|data|chats?|e ?mails?|details) (that |which )?(werent|arent|isnt|wasnt|are not|is not|were not|do not belong to|dont belong to|doesnt belong to) (mine|ours|me|us|my company)( .*)?",
  "(when|if|by) (i |we |you )?(log in|change|changing|edit|editing|changed|altering|alter|increment|incrementing|guess|guessing|leave out|tamper) … (see|read|become|open|access|shows?|get|view|download) … (any|another|other|somebody|someone|anyone|everyone|different (customers?|companys?|users?))( .*)?",
  "(see|read|open|access|view|become|edit|change|delete|download) … (any|another|other|anyones|everyones|somebody|someone) … (when|by|if) (i |you |we )?(change|changing|edit|editing|guess|guessing|alter|altering|leave out|incrementing)( .*)?",
);

const FLAW =
  "(xss|cross site scripting|sql ?injection|sqli|csrf|ssrf|rce|idor|remote code execution|path traversal|directory traversal|open redirect|privilege escalation|code injection|command injection|session fixation|clickjacking|zero day|0day|broken access control|insecure direct object references?|security (hole|flaw|bug|vulnerability|weakness|issue|gap))";
export const WAY_IN = phrases(
  "(thats|that is|this is|its|it is|looks like|poses|this poses) a (big |huge |serious |real |major )?security (risk|threat|concern|hazard|problem)( .*)?",
  "(found|discovered|know|knows|theres|there is|figured out) (a |another |an easy )?(way|trick|method|ways) to (log in|login|sign in|get in|get into|access|read|see|view|reach|bypass|open|become) … (without|other|others|any|another|someone|admin|everyones?)( .*)?",
  "(holes?|flaws?|weakness|weaknesses|vulnerability|vulnerabilities|loopholes?|exploits?|backdoor) in (your|the) (password|login|reset|api|app|system|auth|authentication|upload|site|website|checkout|portal|widget|sdk|code|platform|software|search|form|security|session|webhook|sso|permissions?|access|admin)( .*)?",
  "(details|report|proof|poc|information|writeup) (of|about|on|for) (a|an|the|some|several|two|this|my) … (vulnerability|vulnerabilities|exploit|exploits|0day|zero day)( .*)?",
  "(runs?|executes?|executed|ran) (any|arbitrary|my own|my|untrusted|injected) (scripts?|code|javascript|commands?|sql|html)( .*)?",
  `(report|found|find|discovered|spotted|noticed|disclose|disclosure|submit|exploit|open to|vulnerable to|suffers from|affected by|there is|theres|permits|allows|enables|details of|stored|reflected) … ${FLAW}( .*)?`,
  `${FLAW} … (on|in|at) (your|the) .*`,
  "(flaw|bug|hole|loophole|trick|way|weakness|vulnerability|glitch|exploit|endpoint|page|form|url|link|cookie) … (lets|let|allows|allow|enables|permits|to bypass|to get around|to skip|to read|to see) … (any|anyone|anyones|private|others?|another|everyone|everybody|two factor|2fa|authentication|login|admin|without|password|passwords)( .*)?",
  "(responsible|coordinated) disclosure( .*)?",
  "session (doesnt|does not|didnt|isnt|never|not|wont) (end|ended|expire|expires|invalidated|terminate|close) … (log ?out|logging out|logged out|sign out|password change)( .*)?",
);

const LETTER =
  "(e ?mails?|e mails?|mails?|texts?|text message|sms|messages?|letters?|calls?|caller|phone call|invoices?|websites?|sites?|pages?|links?|domains?|apps?|whatsapp|scammers?|person|someone|somebody|people|man|woman|guy|profile|account)";
const AS_YOU =
  "(from you|in your name|your name on|your logo|your brand|your company|your support|your team|your staff|looks? (exactly |just |a lot )?like (you|yours|it is from you|its from you|your)|like yours|(pretend|pretends|pretending|pretended|claim|claims|claiming|claimed|posing|impersonating|purporting|says|said|saying|poses) … (you|your|yours|support|company|acme|the bank)|as you|for you|work for you|works for you|worked for you)";
const BAIT =
  "(password|passwords|passcode|codes?|card|card number|bank|bank details|account will be|account is|click|login|credentials|pin|remote access|details|gift cards?|confirm|verify|2fa|money|payment)";
export const PRETENDS = phrases(
  "(it|they|he|she|caller|sender) (asks?|asked|wants?|wanted|demands?|demanded|told|tells) (me |us )?to (send|give|share|tell|read|text|e ?mail|dictate) … (password|passcode|pin|code|card number|bank details|credentials)( .*)?",
  "(i|we) (just )?(got|was|were|have been|ve been|am being|been) (just )?(scammed|conned)(?! (by (you|your|u)))( .*)?",
  `${LETTER} … (asking|asks|asked|wants|wanting|telling|tells|told) (me|us) to (verify|confirm|update|unlock|click|log in|login|sign in|pay|install|enter|give|send) … (legit|legitimate|real|genuine|scam|fake|safe|phishing|from you|really you|you)( .*)?`,
  "(phishing|phish|smishing|scam|spoofed|fake|fraudulent) (e ?mails?|mails?|texts?|sms|messages?|calls?|campaign|sites?) … (using|uses|going around|circulating|making the rounds|targeting|imitating|imitates|impersonating|hit|hitting|reached|being sent)( .*)?",
  "(that|it|this) (wasnt|isnt|was not|is not) (really |actually )?you( .*)?",
  `${LETTER} … from (your|the|ur) … (department|team|desk|support|staff|office|ceo|company) … (who |that |and )?(wanted|asked|asks|wants|demanded|demanding|asking|wanting) … ${BAIT}( .*)?`,
  "(your|yours) (letterhead|logo|name|branding|design|layout|brand) … (different|another|other|unknown|foreign|strange|wrong) (bank|account|iban|domain|sender|link|url|e ?mail)( .*)?",
  "(cloned|copied|faked|spoofed|mirrored) (our|my|your) (storefront|shop|store|site|website|page|login page|profile|portal)( .*)?",
  "(i|we|mum|mom|dad|mother|father|colleague|wife|husband|employee) (was|were|got|been|have been|has been|am) (tricked|scammed|conned|duped|deceived|fooled|phished|talked) (into|by|out of)( .*)?",
  `(got|get|getting|received|receiving|receive|there is|theres|there are|is|this|a|an|some|people are getting|weird|suspicious|fake) … ${LETTER} … ${AS_YOU} … (asking|asks|wants|wanted|demanding|needs|need|to|for|unless|because|that|wanting|requesting) … ${BAIT}( .*)?`,
  `${LETTER} … ${BAIT} … (says its from you|says it is from you|claims to be (from )?you|pretending to be you.*|in your name|looks like (a )?(scam|phishing|phish|fake)|seems fake|looks fake|looks phishy)( .*)?`,
  `(fake|fraudulent|bogus|phony|cloned|spoofed|counterfeit|copycat|phishy|scam) ${LETTER} … (your|you|yours|acme)( .*)?`,
  "(pretending|pretends|pretended|posing|poses|impersonating|impersonates|masquerading|passing (himself|herself|themselves) off) (to be |as |to work for |to be from )?(from )?(me|us|you|your|our|my|one of|a member|support|acme|the ceo)( .*)?",
  "(scammer|scammers|fraudsters?|criminals?|someone|somebody|crooks?|people) … (using|uses|use|abusing|misusing) … (your|my|our) (logo|name|brand|identity|photo|details)( .*)?",
  "(it |this |that )?(looks|look|seems|smells|sounds|feels) (like |to be )?(a |an |very |like a )?(scam|phishing|phish|phishy|fraud attempt)( .*)?",
  "(gave|give|given|told|typed|entered|put|read|sent|submitted|shared|filled) … (code|codes|password|details|credentials|login|card|pin|data) … (someone|somebody|caller|guy|man|woman|person|site|page|website|link|form|scammer|stranger|fake|phishing|them) … (who (said|claimed|pretended)|said|claiming|claimed|pretending|turned out|not yours|isnt yours|wasnt yours|wasnt you|fake|from your|scam)( .*)?",
  "(fell|fallen|falling) (for|victim to) (a |an |the |some )?(fake|phishing|scam|fraud|spoofed|phish)( .*)?",
  "(clicked|opened|followed|fell for) … (phishing|scam|fake|malicious|suspicious|dodgy|fishy) (link|e ?mail|mail|attachment|message|page|site|text)( .*)?",
  "(opened|created|registered|made|signed up|set up|used|uses|using|applied for|took out) … (an account |account |accounts |up |profile )?(in my name|in our name|with my (e ?mail|name|identity|details|data)|under my (name|identity)|using my (name|identity|details|e ?mail))( .*)?",
  "(my|our) identity … (stolen|misused|used)( .*)?",
);
