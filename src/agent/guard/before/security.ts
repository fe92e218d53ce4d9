import type { Escalation } from "../guard.ts";
import { ATTACKED, DEVICE_GONE, LOOKS_WRONG, NOT_MY_DOING, SOMEBODY_DID } from "./harm-words.ts";
import { GOT_OUT_OF_HANDS, OTHERS_SHOWN, PRETENDS, WAY_IN } from "./leak-words.ts";
import { phrases } from "./phrases.ts";
import type { Sentence } from "./read-sentences.ts";
import { says, type Talk } from "./talk.ts";

const OURS = "(my|our|the|your|an|this|his|her|whole|admin|company|admins)";
const ACCOUNT =
  "(accounts?|accts?|logins?|e ?mails?|e mail account|mailbox|workspaces?|organi[sz]ation|profile|site|website|server|servers|systems?|admin|password|passwords|credentials|api keys?|identity|phone number)";
const TAKEN = "(hacked|compromised|breached|hijacked|taken over|broken into|infiltrated|phished|pwned|stolen|hackered)";
const STRANGER =
  "(someone|somebody|some one|strangers?|hackers?|attackers?|intruders?|thief|unknown (person|user|people)|another person|other people|ex ?employee|former employee|ex (boyfriend|girlfriend|husband|wife|partner)|my ex|scammers?|criminals?|somebody from outside|someone from outside|an? outsider|outsiders?|unknown ip( address)?( from [^ ]+)?|[^ ]+s ex|ex [^ ]+|a third party|a (guy|man|woman|kid)|people we dont know|nobody we know)";
const SECRET =
  "(api keys?|secret keys?|secrets?|(secret |access |api |auth )?tokens?|passwords?|credentials|private keys?|access keys?|client secret|signing key)";

const ACCOUNT_TAKEN = phrases(
  `${OURS} … ${ACCOUNT} … (was|were|is|are|has|have|been|got|gets|being|seems|may|might|must|became) … ${TAKEN}`,
  `${OURS} ${ACCOUNT} (been |is |was |got |being |has been |have been )?(just |probably |apparently )?${TAKEN}`,
  `${ACCOUNT} (got|was|has been|is|were|have been|been) (just |probably |apparently )?${TAKEN}`,
  "(i|ive|we|weve|im|were) (think |believe |guess |fear )?(i |ive |we |weve |im )?(have |just |probably |must have |may have )*(was|were|am|im|got|get|been|being) (just |being )*(hacked|phished|pwned|hijacked|sim swapped)",
  "(im|were) (just )?(hacked|phished|pwned)",
  "(hacked|hijacked|hacking|broke into|breached|compromised|stole) … (my|our) (acme |whole |entire |company |work )?(accounts?|acct|login|e ?mail|e mail|workspace|site|system|data|password|identity|api keys?|credentials)",
  `${STRANGER} (else )?(has |have |had |just |already |must have |may have |might have |got |is |are |(from|in) (the )?[^ ]+ |still |keeps |seems to be |seems to have |was )*(logged in|logged into|logging in|logging into|signed in|signed into|gotten into|got into|get into|broke into|broken into|breaking into|accessed|accessing|hacked|hijacked|took over|taken over|stole|stolen|impersonating|impersonated|in my|inside my|inside our|in our account|entered my|got hold of (my|our)|guessed (my|our)|knows (my|our) password|can (open|see|read|access|view|enter) (my|our)|logged in as me|in (my|our) (account|workspace|email|profile|inbox)|into (my|our)|locked me out)( .*)?`,
  `${STRANGER} (else )?(has|have|had|got|gained|gains|still has|uses|using|used) … (access to )?(my|our) (account|workspace|e ?mail|login|profile|data|server|system|files|inbox).*`,
  `${STRANGER} (else )?(is |are |was |has been |keeps )?(using|used|uses) (my|our) (acme )?(accounts?|login|e ?mail|e mail|name|identity|api keys?|password|credentials)`,
  `${STRANGER} (else )?(has |have |had |just )?(changed|resets?|resetting|changing|changes) (my|our|the) (account )?(password|e ?mail|e mail|login|credentials|2fa|phone|recovery|account)( .*)?`,
  "(hackers?|attackers?|intruders?|strangers?|outsiders?|unknown (person|user|people)|(someone|somebody) from outside|an outsider|ex [^ ]+|former employee) … (joined|reading|downloading|downloaded|copied|copying|exporting|exported|deleting|deleted|stealing) (my|our|all|everything|stuff|files|data|the)",
  "(ex ?employee|former employee|ex (boyfriend|girlfriend|husband|wife|partner)|intruder) … (logged in|access|downloading|deleting|deleted|stealing)",
  "(ex ?employee|former employee|ex (colleague|boyfriend|girlfriend|husband|wife|partner)) … (log|logs|logging) (in|into) … (yesterday|today|again|last|this|on|since|although|even though)( .*)?",
  "(?<!(?:^| )(?:i|we|ive|weve|i just|we just) )(logged|signed|logging|signing) (in|into) … (wasnt|isnt|not|werent|never) (me|us|by me|by us)(?! who)( .*)?",
  "(logins?|sign ?ins?|log ?ins?|sign in|access) from … (ive|i have|weve|we have|ve|have) never been( .*)?",
  "(admins?|administrators?|users?|members?|owners?|devices?|sessions?|people)( (in|on) (our|my|the) [^ ]+)? (that |who |whom |which )?((nobody|noone|no one|none of us)( [^ ]+){0,3} (knows?|recogni[sz]es?|invited|added|created)|(i|we) (dont|do not|never|didnt) (know|recogni[sz]e|invited?|added?|created?)(?= (in|on|at|from|and|who|there|here|but|has|have|is|are|was|were)( |$)|$))( .*)?",
  "(new|unknown|strange|extra|another) (owner|admin|administrator) … (nobody|noone|no one|none of us|not us|we didnt|i didnt|wasnt us|wasnt me)( .*)?",
  "(sessions?|logins?|devices?|owners?|admins?) … (isnt|arent|is not|are not|wasnt|werent|not) (mine|ours|one of ours|one of mine|from us)( .*)?",
  "(someone|somebody) (has |had )?(just )?(exported|downloaded|deleted|copied|wiped|invited) .* (none of us|wasnt us|was not us|not us|wasnt me|was not me|not me)( .*)?",
  "(2fa|mfa|two factor( authentication)?|two step verification) … (turned off|disabled|switched off|removed|deactivated) … (by itself|(i|we) (didnt|did not|never)|wasnt me|wasnt us|without (me|us|my|our))( .*)?",
  "(deleted|changed|removed|exported|downloaded|copied|opened) by (someone|somebody|a stranger|strangers|hackers|(a |an |some )?(person|people|user|users)) (that |who )?(nobody|none of us|we dont|i dont|we do not|i do not) .*",
  "(my|our) (password|e ?mail|2fa|phone number|login|credentials) … (changed|reset) … (wasnt me|not me|without (me|my|us).*|didnt.*|i did not.*|by someone.*|not by me|by itself)",
  "(code|codes|reset|resets|verification) … (never|didnt|did not|not|dont) (requested?|request|asked?|ask|wanted|want)(?! (to|why|how|me)( |$))( .*)?",
  "(guessed|cracked|figured out|got hold of) (my|our) (password|passwords|login|pin)( .*)?",
  "(posting|writing|sending|emailing|posted|wrote|sent|writes|sends|posts) (.* )?(as (me|us)|in (my|our) name)( .*)?",
  "(contractor|freelancer|intern|ex [^ ]+|former [^ ]+) … still … (deleting|exporting|downloading|reading|copying|stealing)( .*)?",
  `${STRANGER} (else )?(is |are |was |has been |keeps |keep |seems to be )*(trying|tries|tried|attempting|attempts|attempted) to (log|sign|get|break|hack|access|steal|reset|guess)( .*)?`,
  "(messages|data|files|invoices|projects|details|information) of (users|customers|people|companies|clients) … (dont|do not|not|doesnt|arent) … (belong|ours|mine|us|know|part)( .*)?",
  "(logins?|sign ?in|log ?in|sign in|access|security) (alerts?|notifications?|e ?mails?|attempts?|warning) from( .*)?",
  "(devices?|sessions?|browsers?|phones?|computers?) … (logged in|signed in|connected) … (arent|isnt|not|werent|wasnt|dont) (mine|ours|me|us|recogni[sz]e|know)",
  "(intrusion|intruder|break in (to|at) (my|our)|account theft|identity theft(?! (insurance|protection|cover)))( .*)?",
  "(my|our) (account|login|workspace|e ?mail|profile) … (used|accessed|opened|logged into|entered) (from|in|by) .*",
  `${STRANGER} (still )?(has|have|had|got) (my|our) (api keys?|password|passwords|credentials|tokens?|login)( .*)?`,
  "(my|our) (account|e ?mail|profile) (is|was|keeps|started|has been|has) (sending|posting|sent|posted) … (spam|messages|mails|e ?mails|invites|posts)( .*)?",
  `(my|our) ${ACCOUNT} … (accessed|used|opened|entered|read) … (without (my|our)|by (someone|somebody|a stranger|strangers|others|another)).*`,
  "(user|person|account|member|admin|email address) (isnt|is not|not|doesnt belong to) (ours|mine|us|one of ours)( .*)?",
  "(someone|somebody|person|people|user|users) (that |who |whom )?(i|we|nobody|none of us) (dont |do not |doesnt )?(know|knows|invited|added) … (access|admin|rights|in (our|my)|workspace|account|logged in)( .*)?",
  "(malware|virus|trojan|keylogger) in( .*)?",
  "(suspicious|strange|weird|dodgy|fishy) (e ?mails?|mails?|sms|texts?|messages?|calls?|links?) … (your|you|acme|support|login|password|account|asking|wanting)( .*)?",
  "(keeps|keep|kept) (resetting|changing) (my|our) (password|login|e ?mail)( .*)?",
  "accessed by (an |a |some )?(unknown|unauthori[sz]ed|stranger|someone|somebody|third)( .*)?",
  "(login|logins|log ?ins?|sign ?ins?|log in|sign in|sign ins|log ins|password resets?|password change|sessions?|devices?) … (not (me|mine|us|by me|ours)|wasnt (me|us|mine)|isnt (me|mine|us)|werent (me|us|mine)|none of (us|our).*|nobody (here|of us|in our).*|(dont|do not|didnt) (recogni[sz]e|make|do|request|know))",
  "(sim ?swap|sim swapping(?! (is|works|means))|sim ?swapped|sim swapped|sim jacking|simjacking|ransomware|blackmailed|extorted|account takeover attack|under attack)",
  "(serving|distributing|spreading|infected with|hit by|contains|installed) (a )?(malware|virus|trojan|ransomware|keylogger|spyware)",
);

const LEAKED = phrases(
  `${SECRET} … (leaked|exposed|compromised|stolen|published|committed|pushed publicly|posted publicly|posted on .*|public on|visible to everyone|on github|in a public repo)`,
  `(leaked|exposed|committed|published) … ${SECRET}`,
  `(pushed|posted|shared|pasted|sent|uploaded) … ${SECRET} … (github|gitlab|publicly|public|public repo|repository|online|internet|forum|reddit|twitter|by accident|accidentally|wrong person|stranger)`,
  "(my|our|customer|customers|client|personal|company|user) (data|information|info|details|files|records) … (leaked|leak|exposed|stolen|breached|for sale|dark ?web|dark web|hacked)",
  "(data breach|data leak|security breach|security incident|privacy breach|breach of (our|my|personal) data)",
  "(anyone|anybody|everyone|everybody) can … (without|not) … (log|logging|login|password|auth|authentication|account)( .*)?",
  `${SECRET} … (public|publicly|gist|pastebin|leaked|world readable)( .*)?`,
  "(see|seeing|view|exposes?|exposing|leaks?|leaking|reveals?|revealing|shows?|showing|displays?|got|get|received|receiving|returns?|returning|given|sent|sends|sending|download|downloaded) … (data|projects|invoices?|files|e ?mails|boards|information|details|tickets|records|documents) (of|from|belonging to) (a |an |some )?(completely |totally |entirely )?(another|other|a different|different|someone elses|some other|foreign) (customers?|company|companies|clients?|tenants?|businesses|organi[sz]ations?|firms?|accounts?)",
  "(see|seeing|view|viewing|open|opens|opening|access|shows?|showing|shown|displays?|returns?|returning|receive|received|receiving|got|get|getting|exposes?|exposing|leaks?|leaking|given|sent) … (other|another|completely different|totally different|a different|different|strangers?|someone elses|somebody elses|foreign|others) (customers?|companys?|companies|clients?|tenants?|businesse?s?|organi[sz]ations?|businesss|people|peoples|accounts?|persons?|users?) … (data|projects|invoices?|files|e ?mails?|messages|boards|information|details|tickets|dashboard|records|documents|addresses)",
  "(see|seeing|view|shows?|showing|got|received|receiving|returns?|given) … (someone elses|somebody elses|a strangers|a different customers) .*",
);

const PHISHED = phrases(
  "(received|receiving|got|getting|get|sent|sending|clicked|opened|fell for|reporting|report|there is|theres|there are|saw|found|forwarding|victim of|keep getting|falling for|this) … (phishing|phish|phising|spoofed|spoofing|smishing|scam (e ?mail|mail|text|message|sms))( .*)?",
  "(phishing|scam|fake|spoofed) (e ?mails?|mails?|texts?|sms|messages?|sites?|websites?|pages?|campaign|attack) … (in your name|from you|pretending|looks? like|your brand|your logo|from your|as you|using your name)",
  "(e ?mail|mail|message|text|sms|call|caller|site|page|website|person|someone|somebody|account|letter) … (pretend|pretends|pretending|claim|claims|claiming|claimed|posing|impersonating|purporting) … (you|your company|your team|your support|support|acme) … (password|code|login|payment|bank|card|credentials|pin|money|2fa|details)",
  "(pretends|pretending|posing|impersonating) (to be |as )?(you|your company|your support|your team|acme)( .*)?",
  "(fake|fraudulent|bogus|scam|cloned) (login |sign in |phishing )?(page|site|website|app|domain|e ?mail|mail) … (your|yours|you)( .*)?",
  "(entered|gave|typed|told|submitted|put|given|sent) … (password|credentials|login|code|pin|2fa) … (phishing|fake|scam|scammer|stranger|suspicious|wrong site|link|caller|guy|man|woman|person on the phone|someone (who|on|pretending|claiming))( .*)?",
  "(clicked|opened|followed) … (link|mail|e ?mail|message|attachment|page|site) … (typed|entered|gave|filled|put) … (password|credentials|login|code|card|details)( .*)?",
  "(caller|called|phoned|phone call) .* (gave|told|read) (him|her|them|it out) … (password|code|pin|login|credentials|card|details)( .*)?",
  "(sms|text|message|e ?mail|mail|call|caller|letter) … (you|your|acme|support) … (asking|asks|asked|wants|wanting|demanding|telling) (me |us )?(to (confirm|enter|verify|give|send|pay|click)|for) … (card|password|code|pin|login|bank|details|credentials|link|money)( .*)?",
);

const WEAKNESS = phrases(
  "(report|reporting|found|find|discovered|discover|disclose|disclosing|identified|spotted|noticed|there is|theres|you have|responsible disclosure of|aware of|exploit|exploited|exploiting|exploitable|submit|submitting) … (vulnerability|vulnerabilities)(?! (disclosure|program|programme|policy|scan|scans|scanner|management|reports?))( .*)?",
  "(report|reporting|found|find|discovered|discover|disclose|disclosing|identified|spotted|noticed|there is|theres|you have|responsible disclosure of|aware of|exploit|exploited|exploiting|exploitable|submit|submitting) … (security (hole|flaw|bug|issue|problem|gap|weakness|breach|incident|leak)|xss|cross site scripting|sql injection|sqli|csrf|ssrf|rce|remote code execution|idor|zero day|0day|open redirect|privilege escalation|auth bypass|authentication bypass)( .*)?",
  "(is|are|seems|was) (still )?vulnerable to .*",
  "(lets|allows|enables|allowed|able to|can) … (log in|login|sign in|act|post) as (another|other|any|someone|somebody|a different|the admin|admin).*",
  "(bypass|bypassed|bypassing|circumvent|get around|skip) … (login|authentication|auth|2fa|two factor|password|paywall|payment|permissions|access control|authori[sz]ation)( .*)?",
  "(xss|sql injection|sqli|csrf|ssrf|rce|idor|remote code execution) (vulnerability|bug|hole|issue|in your)( .*)?",
);

/** In a statement, an incident whatever stands around them. */
const ALARM = phrases(
  "(?<!anti )(hacked(?! (together|up|around|my way))|hacker|hackers|hijacked|ransomware|breached|phished|pwned|intrusion|sim swap|scam alert|scammers|fraudsters)(?! (news|noon|rank|day|week|space))",
  "(unauthori[sz]ed|unrecogni[sz]ed|suspicious|strange|unknown|foreign|weird|illegal|unusual) (account |user |remote |api |device |new |admin )?(access|logins?|log ?ins?|sign ?ins?|log ins|sign ins|sessions?|account activity|activity (on|in) (my|our) (account|workspace).*|password resets?)",
  "(was|been|is|had|suffered) (a|another) (big |huge |serious )?breach(?! of (my |our |your |the )?(contract|consumer|law|trust|agreement|warranty|gdpr|terms))",
  "security (issue|flaw|hole|bug|breach|incident|leak|weakness|vulnerability|problem|emergency)",
  "(call|calls|called|calling|write|writes|contact|contacts|contacted|text|texts) … (as|from|claiming to be|pretending to be) (acme|your|you) (support|company|team|staff)( .*)?",
  "(login|password|code|details|credentials) … (turned out|was|is|were) … (fake|phishing|scam)",
);

const ABROAD = phrases(
  // Verb first
  "(vole|pirate|hacke|usurpe|hackerato|hackerata|rubato|violato|hackeado|hackearon|robado|robaron|gehackt|gestohlen|gestolen|hackearam|roubaram|invadiram) … (compte|account|konto|cuenta|conta|profilo|profil|perfil|mot de passe|contrasena|senha|wachtwoord)",
  // Deutsch
  "(konto|account|zugang|passwort|e ?mail|mail|profil|system|schlussel|key|token|daten) … (gehackt|gehackt worden|kompromittiert|ubernommen|geknackt|gekapert|gestohlen|geklaut|missbraucht|geleakt|geleaked)",
  "(ich wurde|wir wurden|bin|sind) … gehackt( worden)?",
  "(jemand|ein fremder|fremde|unbekannte|ein unbekannter|hacker) … (eingeloggt|angemeldet|zugriff|zugegriffen|ubernommen|gehackt|passwort geandert|eingedrungen)",
  "(passwort|anmeldung|login|anmeldungen|connexion|mot de passe|contrasena|inicio de sesion|accesso|senha|acesso|wachtwoord|inlog|inlogpoging) … (nicht ich|ich nicht|pas moi|no fui yo|non sono stato io|nao fui eu|ik niet|niet ik|niet van mij)( .*)?",
  "(phishing|phishing mail|phishing mails|phishingmail) … (bekommen|erhalten|namen|geklickt|gemeldet|melden)",
  "(sicherheitslucke|schwachstelle|datenleck|datenpanne)( .*)?",
  "(schlussel|key|keys|token|tokens|zugangsdaten|passwort|passworter|kennwort) … (offentlich (auf|im|in|einsehbar|zuganglich|sichtbar)|im netz|im internet|auf github|auf gitlab|geleakt|durchgesickert)( .*)?",
  "(sehe|sehen|sieht|zeigt|zeigen|angezeigt|bekomme|bekommen|erhalten) … (rechnung|rechnungen|daten|projekte|dateien|nachrichten|dokumente) … (anderen|anderer|fremden|fremder) (firma|firmen|kunden|kundin|unternehmens?)( .*)?",
  "(admin|admins|administrator|administratoren|benutzer|nutzer|mitglied|mitglieder|gerat|gerate) (den|die|das) (keiner|niemand|wir nicht|ich nicht) … (kennt|kenne|kennen|eingeladen|angelegt|hinzugefugt|erstellt)( .*)?",
  "(versehentlich|aus versehen) … (passwort|schlussel|key|zugangsdaten|token) … (gepostet|veroffentlicht|gepusht|geteilt|geschickt|hochgeladen)( .*)?",
  "(schreibt|postet|verschickt|sendet|mailt) … in (meinem|unserem) namen( .*)?",
  "((verdachtig|ungewohnlich|unbekannt|fremd|seltsam|komisch|unbefugt)e[nrs]? (anmeldung(en)?|anmeldeversuche?|logins?|aktivitat(en)?|zugriffe?|gerate?)|einbruch in|einbruch bei|eindringling|hackerangriff|cyberangriff)( .*)?",
  "jemand (anders |fremdes )?(hat|kennt|benutzt|nutzt|verwendet) (mein|meine|unser|unsere) (passwort|zugangsdaten|konto|account|login)(?= (geandert|gestohlen|geklaut|und|missbraucht|ubernommen)( |$)|$)",
  "(gefalscht[a-z]*|fake|betrugerisch[a-z]*) … (mail|e ?mail|seite|website|link|nachricht|sms) … (geklickt|eingegeben|bekommen|erhalten|reingefallen|hereingefallen)( .*)?",
  "(handy|laptop|notebook|rechner|telefon|tablet) … (gestohlen|geklaut|entwendet) … (eingeloggt|angemeldet|offen|zugriff|konto)( .*)?",
  "(gibt|geben|gab) sich (als|fur) (ich|mich|sie|ihr|ihre?n?|euer|eure?n?|uns|mein|meine)( .*)?",
  // Français
  "(cles?|jetons?|tokens?|identifiants|mots? de passe) … (fuite|fuites|fuitee|sur github|sur gitlab|publies?|publiees?|exposees?|divulguees?)( .*)?",
  "(alertes?|notifications?|mails?) de connexion … (pas|jamais|inconnue?s?|etrangere?s?)( .*)?",
  "(faux|fausse|frauduleux|frauduleuse) (mail|e ?mail|message|sms|site|page|appel) … (donne|saisi|entre|clique|communique|rempli)( .*)?",
  "quelqu un a (change|modifie|supprime) (mon|ma|mes|notre|nos) (adresse|mail|e ?mail|mot de passe|compte|acces|projets|donnees)( .*)?",
  "(personne inconnue|personnes inconnues|inconnus?|utilisateur inconnu) … (dans|sur|acces) … (notre|mon|nos|mes)( .*)?",
  "(vois|voyons|voit|recois|recu|recevons|affiche) … (donnees|factures?|projets|fichiers|messages) … autres? (client|clients|cliente|entreprise|entreprises|societe|societes)(?! de (notre|nos|mon|mes))( .*)?",
  "(compte|mail|messagerie|site|systeme|mot de passe|identifiants) … (pirate|piratee|pirates|hacke|compromis|usurpe|vole|voles)",
  "(j ai|nous avons|on a|ai|avons) ete (pirate|pirates|piratee|hacke|hackes|hackee)",
  "(quelqu un|un inconnu|un pirate|un hacker|une personne) … (connecte|acces|accede|pirate|change mon mot de passe|entre dans mon compte|utilise mon compte|utilise mes identifiants)",
  "(recu|recois|clique) … (phishing|hameconnage)( .*)?",
  "(faille|vulnerabilite) (de securite|dans votre)( .*)?",
  "((connexions?|activites?|acces) (tres )?(suspecte?s?|suspects|inhabituel(le)?s?|inconnue?s?|etranges?|non autorisee?s?)|fuite de donnees|vol de donnees|piratage de mon)( .*)?",
  "(mot de passe|adresse|mail|e ?mail|compte) … (change|modifie|supprime) … (pas moi|sans mon|sans notre)( .*)?",
  "(pirate|usurpe|vole|hacke) (ma|mon|mes|notre|nos) (boite|messagerie|adresse|identite|compte|donnees|profil)( .*)?",
  "(telephone|portable|ordinateur) … vole … (connecte|session|compte)( .*)?",
  "se (fait|font) passer pour (moi|vous|nous|votre|notre)( .*)?",
  // Español
  "(hackeado|hackearon|hackeada|hackean|pirateado|robado|robaron) … (cuenta|contrasena|correo|perfil|clave)",
  "(cuenta|correo|contrasena|perfil) … (hackeada|hackeado|comprometida|robada|pirateada|vulnerada)",
  "(alguien|un desconocido|un hacker) … (entro|entrado|accedio|accedido|acceso|inicio sesion|cambio mi contrasena|esta en mi cuenta|hackeo)( .*)?",
  "(han entrado|entraron|han accedido|accedieron|estan usando|usan|usaron) … (mi cuenta|mi correo|nuestra cuenta)",
  "(vulnerabilidad|fallo de seguridad|(actividad|accesos?|inicios? de sesion|conexiones) (muy )?(sospechos[ao]s?|extran[ao]s?|desconocid[ao]s?|no autorizad[ao]s?)|fuga de datos|brecha de (datos|seguridad)|correo de phishing)( .*)?",
  "(alguien|un desconocido) (cambio|ha cambiado|modifico) (mi|nuestro|nuestra) (correo|contrasena|email|e ?mail|clave|telefono)( .*)?",
  "alguien (mas )?(tiene|sabe|usa|conoce|esta usando) (mi|nuestra) (contrasena|clave|cuenta|acceso)( .*)?",
  "(administrador|usuario|miembro|dispositivo|persona) que (no conocemos|no conozco|nadie conoce|no reconozco|no reconocemos|nadie invito)( .*)?",
  "(correo|mensaje|sms|e ?mail|email|pagina|llamada) (falso|falsa|fraudulento|fraudulenta) … (puse|di|ingrese|escribi|introduje|meti|hice clic)( .*)?",
  "(veo|vemos|recibi|recibo|recibimos|aparecen|aparece|muestra) … (facturas?|datos|proyectos|archivos|mensajes) … otr[ao]s? (empresa|empresas|cliente|clientes)( .*)?",
  "(claves?|tokens?|credenciales|contrasenas?) … (filtrad[ao]s?|filtraron|publicad[ao]s?|en github|expuest[ao]s?)( .*)?",
  "(usado|usando|utilizado|utilizando) (mi tarjeta y )?(mi|nuestra) (cuenta|contrasena|identidad)( .*)?",
  "(robado|robaron|roban) … (movil|telefono|portatil|ordenador|celular|laptop) … (sesion|abierta|cuenta)( .*)?",
  "se (hace|hacen|hizo) pasar por (mi|nosotros|ustedes|vosotros|su|vuestro|nuestra)( .*)?",
  "(recibi|recibido|recibimos|llego|llegado) … (correo|mensaje|sms|e ?mail|llamada) … (falso|falsa|fraudulento|fraudulenta|sospechoso|phishing)( .*)?",
  // Italiano
  "qualcuno (ha|conosce|usa|sta usando) (la mia|il mio|la nostra|il nostro) (password|account)(?= (e|adesso|ora)( |$)|$)",
  "(vedo|vediamo|ricevo|ricevuto) … (fattur[ae]|dati|progetti|file|messaggi) … altr[aoie] (azienda|aziende|cliente|clienti|societa)( .*)?",
  "(chiave|chiavi|token|credenziali|password) … (pubblicat[ae]|su github|espost[ae]|trapelat[ae])( .*)?",
  "(account|profilo|email|conto|password) … (violato|hackerato|compromesso|rubato|rubata|violata|hackerata|bucato)",
  "(qualcuno|uno sconosciuto|un hacker) … (entrato|accesso|effettuato|acceduto|cambiato la mia password|hackerato)( .*)?",
  "(vulnerabilita|falla di sicurezza|fuga di dati|email di phishing)( .*)?",
  // Português
  "(conta|email|perfil|senha|palavra passe) … (invadida|hackeada|invadido|hackeado|comprometida|roubada|clonada)",
  "(alguem|um desconhecido|um hacker) … (entrou|acessou|acedeu|acesso|mudou minha senha|invadiu)( .*)?",
  "(hackearam|invadiram|roubaram|clonaram) … (conta|senha|perfil|email)",
  "(vulnerabilidade|falha de seguranca|vazamento de dados)( .*)?",
  "alguem (mais )?(tem|sabe|usa|esta usando|conhece) (a )?(minha|nossa) (senha|conta)( .*)?",
  "(vejo|vemos|recebi|aparecem|aparece) … (faturas?|dados|projetos|arquivos|ficheiros) … outr[ao]s? (empresa|empresas|cliente|clientes)( .*)?",
  "(chaves?|tokens?|credenciais|senhas?) … (vazou|vazada|vazaram|no github|exposta)( .*)?",
  // Nederlands
  "iemand (anders )?(heeft|kent|gebruikt) (mijn|ons|onze) (wachtwoord|account)(?= en( |$)|$)",
  "(zie|zien|ontving|krijg|gekregen) … (facturen|factuur|gegevens|projecten|bestanden) … ander[e]? (bedrijf|bedrijven|klant|klanten)( .*)?",
  "(sleutels?|tokens?|inloggegevens|wachtwoord|wachtwoorden) … (gelekt|op github|openbaar)( .*)?",
  "(account|mail|e ?mail|wachtwoord|profiel) … (gehackt|overgenomen|gestolen|gekaapt|misbruikt)",
  "(iemand|een onbekende|een vreemde|een hacker) … (ingelogd|toegang|ingebroken|wachtwoord veranderd|gehackt)( .*)?",
  "(beveiligingslek|kwetsbaarheid|datalek|phishingmail|phishing mail)( .*)?",
);

/** People one works with, who may be in the account, and things that are hacks in a friendly sense. */
const HARMLESS = phrases(
  "(someone|somebody) (on|from|in|of|else on|else in|else from) (my|our|the) (team|company|office|department|organi[sz]ation|group|side|agency|family|household|school|accountants?)",
  "(colleague|coworker|team ?mate|co worker)s? … (logged|access|signed|changed|using)",
);
/** Asks what one may do, or says that it is not so; a report says that it is. */
const ASKS_LEAVE =
  /^(?:(?:hi|hello|hey|and|so|ok|please) )*(?:(?:can|could|may) (?:i|we|my|our|a|an|the|users|customers|people|guests)|is it possible|is there|how|am i able|are we able|will|would|do|does|should|what|which|where|who)(?= )|(?:^| )(?:cant|cannot|can not|unable to|not able to|dont|doesnt|shouldnt) (?:see|view|access|show|get|receive)(?= )/;

/** Asks how something is done or works: that reports nothing. Who asks whether or why something happened may report it. */
const ASKS_HOW =
  /^(?:(?:hi|hello|hey|and|so|ok|please|team|there|well) )*(?:how (?:do|does|can|could|would|should|is|are|often|will)|can (?:i|we|my|our|users|customers|people|other|a|the|someone|two)|could (?:i|we|my|someone|somebody)|may (?:i|we)|is there an?|do you|does (?:it|your|the)|what (?:is|are|does|do|happens|should|counts|would)|whats the|which|will you|would you|should (?:i|we)|where (?:do|is|are)|tell me (?:more )?(?:about|how)|explain|suppose|imagine|if)(?= )/;

/** With a sum it is a bill that somebody disputes, which has its own rule. */
const BILL = /\p{Sc} ?\d|\d ?(?:\p{Sc}|usd|eur|gbp|chf|dollars?|euros?|bucks|pounds?)(?!\p{L})/u;

const COMPOSED = [
  ["account", SOMEBODY_DID],
  ["account", NOT_MY_DOING],
  ["account", LOOKS_WRONG],
  ["account", DEVICE_GONE],
  ["account", ATTACKED],
  ["leak", GOT_OUT_OF_HANDS],
  ["leak", OTHERS_SHOWN],
  ["weakness", WAY_IN],
  ["phishing", PRETENDS],
] as const;

export function findIncident({ now }: Talk): Escalation | null {
  const kind = now
    .flat()
    .map(kindOf)
    .find((found) => found !== null);
  return kind === undefined || kind === null ? null : { ...WHAT[kind], ...ALWAYS };
}

const ALWAYS = {
  rule: "security",
  priority: "urgent",
  trigger: "rule",
  severity: "critical",
  opensTicket: true,
} as const;

const WHAT = {
  account: { reason: "The customer reports that somebody else may be in an account or a system.", category: "account" },
  leak: { reason: "The customer reports a leak of secrets or of data.", category: "account" },
  phishing: { reason: "The customer reports phishing, or somebody who pretends to be us.", category: "account" },
  weakness: { reason: "The customer reports a weakness in our security.", category: "technical" },
} as const;

function kindOf(sentence: Sentence): keyof typeof WHAT | null {
  const { text, words } = sentence;
  if (says(sentence, WEAKNESS)) return "weakness";
  if (HARMLESS.test(words)) return null;
  if (!ASKS_LEAVE.test(words) && !/(?:^| )(?:safe|secure|protected)(?= |$)/.test(words) && says(sentence, ALARM))
    return "account";
  if (says(sentence, ACCOUNT_TAKEN) || says(sentence, ABROAD)) return "account";
  if (says(sentence, PHISHED)) return "phishing";
  if (says(sentence, LEAKED) && !ASKS_LEAVE.test(words)) return "leak";
  if (ASKS_HOW.test(words)) return null;
  const isBill = BILL.test(text);
  return COMPOSED.find(([, pattern]) => !(isBill && pattern === NOT_MY_DOING) && says(sentence, pattern))?.[0] ?? null;
}
