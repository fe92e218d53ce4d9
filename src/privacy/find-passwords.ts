import { type Finding, findAll } from "./finding.ts";
import { NOT_SECRET } from "./not-secret.ts";

const MARKER = "[password]";

/** What passwords are called. */
const NAME =
  "(?:pass ?words?|passwd|pwd|pw|pass ?phrase|passwort|kennwort|mot de passe|mdp|contrase[ñn]a|clave|senha|palavra[- ]passe|" +
  "wachtwoord|l[öo]senord|adgangskode|passord|salasana|has[łl]o|heslo|jelsz[óo]|parola|şifre|пароль|m[ậa]t kh[ẩa]u|kata sandi)";
const WORD_START = "(?<![\\p{L}\\p{N}_])";
/** "The password for the admin page is …" */
const WHOSE = "(?:\\s(?:for|to|of|on|für|zum|zur|pour|de|du|para|del|da|do|per|voor|do|для)\\s[^\\n:=?!.,;]{1,40}?)?";
/** "The password I use is …" */
const CHOSEN = "(?:\\s(?:i|we)(?:'ve|\\shave)?\\s(?:use|used|set|chose|picked|entered|typed|tried))?";
const QUOTE = "[\"'`“”„‘’«»]";
const VALUE = `(?:${QUOTE}(?<quoted>[^\\n"\`“”«»]{1,100}?)${QUOTE}|(?<secret>[^\\s"\`“”«»]{1,200}))`;

/** `Password: …`, `pw=…`: what follows is one, unless it is how a sentence goes on. */
const AFTER_COLON = new RegExp(
  `${WORD_START}(?:${NAME}|pass)["']?(?:\\s(?:temporaire|actuel|provisoire|temporal|actual|provisional|temporanea|provvisoria))?(?:\\s?\\([^)\\n]{1,30}\\))?${WHOSE}${CHOSEN}\\s{0,2}(?:[:：]|=>?)\\s{0,3}${VALUE}`,
  "dgiu",
);

/** "My password is …": mostly that is how it is, and sometimes what. */
const AFTER_IS = new RegExp(
  `${WORD_START}${NAME}${WHOSE}${CHOSEN}(?:['’]s|\\s(?:is|are|was|should be|will be|must be|=|-|–|—|ist|war|lautet|heißt|est|c'est|était|es|era|é|è|jest|это))(?:\\s?[:：])?\\s(?:(?:now|still|currently|just|simply|jetzt|noch|maintenant|ahora)\\s)?${VALUE}`,
  "dgiu",
);

/** "Change my password to …", "password …". */
const AFTER_NAME = new RegExp(
  `${WORD_START}${NAME}\\s(?:(?:changed|reset|set|updated|geändert|gesetzt|changé|modifié|cambiada|cambiado|alterada)\\s)?(?:(?:to|auf|à|en|a|para|in)\\s)?${VALUE}`,
  "dgiu",
);

/** "… is my password." */
const BEFORE_NAME = new RegExp(
  `(?<!\\S)${VALUE}\\s(?:as(?=\\spassword)|(?:is|was|as|ist|war|als|est|comme|es|como|é|è)\\s(?:my|our|the|mein|unser|das|mon|notre|mi|nuestra|la|minha|a|il))\\s(?:mia\\s)?(?:(?:old|new|current|altes|neues|nouveau|nueva)\\s)?${NAME}(?=\\s{0,2}(?:[.,;!]|$|\\n|and\\b|but\\b|und\\b|et\\b|y\\b))`,
  "dgiu",
);

/** `Login: somebody / …` */
const AFTER_LOGIN = new RegExp(
  `${WORD_START}(?:log-?in|user(?:name)?|credentials|zugangsdaten|benutzer(?:name)?|identifiants?|usuario|utente)(?:\\s{0,2}[:=]\\s{0,2}[^\\s/|,]{1,100}\\s{0,2}[/|,]|\\s(?:is|are|ist|sind)\\s[^\\s/|,]{1,100}\\s{0,2}[/|])\\s{0,2}${VALUE}`,
  "dgiu",
);

/** Scripts that put no space between words. */
const WITHOUT_SPACES =
  /(?:パスワード|暗証番号|密码|密碼|口令|비밀번호)\s{0,2}(?:は|が|是|为|為|는|은|이|:|：|=)\s{0,3}[「『"]?(?<secret>[!-~]{4,100})/dgu;

/** Passwords that somebody tells, in the languages customers write. A word after "password is" is none when it says how it is. */
export function findPasswords(text: string): Finding[] {
  return [
    ...findValues(text, AFTER_COLON, (value) => isNoWord(value) && value.length >= 3),
    ...findValues(
      text,
      AFTER_IS,
      (value, rest, isQuoted) => isMixed(value) || (isNoWord(value) && (isQuoted || endsThere(rest))),
    ),
    ...findValues(text, AFTER_NAME, (value) => isMixed(value) && /\p{L}/u.test(value) && value.length >= 6),
    ...findValues(text, AFTER_LOGIN, (value) => isMixed(value) && /\p{L}/u.test(value) && value.length >= 6),
    ...findValues(text, BEFORE_NAME, (value) => isMixed(value) || isNoWord(value)),
    ...findAll(text, WITHOUT_SPACES, "password", MARKER, ({ groups }) => !groups?.["secret"]?.startsWith("[")),
  ];
}

function findValues(
  text: string,
  pattern: RegExp,
  isOne: (value: string, rest: string, isQuoted: boolean) => boolean,
): Finding[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { quoted, secret } = match.indices?.groups ?? {};
    const [from, found] = quoted ?? secret ?? [0, 0];
    const start = from + (/^[([{<]+(?![a-z ]*\])/.exec(text.slice(from, found))?.[0].length ?? 0);
    // A sign that ends the sentence is not part of it; an exclamation mark often is.
    const end = start + text.slice(start, found).replace(/[.,;:?)\]}>]+$/, "").length;
    const value = text.slice(start, end);
    const isOurs =
      text[start - 1] === "[" || /^\[[a-z]/.test(value) || !/[\p{L}\p{N}]/u.test(value) || value.includes("://");
    if (isOurs || !isOne(value, text.slice(end, end + 12), quoted !== undefined)) return [];
    return [{ kind: "password", start, end, marker: MARKER }];
  });
}

/** Digits, signs or capitals within, as words do not have them; "2FA", "12-character" and "SHA256" do. */
function isMixed(value: string): boolean {
  if (/^\d{1,3}(?:\D.*)?$/.test(value) || TECHNICAL.test(value)) return false;
  return /\d/.test(value) || /[!@#$%^&*_+=~|\\]/.test(value.replace(/!+$/, "")) || /\p{Ll}\p{Lu}/u.test(value);
}

const TECHNICAL =
  /^(?:sha-?\d+|md5|base\d+|oauth2?|utf-?8|ipv[46]|office365|microsoft365|m365|windows\d+|ios\d+|iphone\d*|android\d+|http[23s]?|tls[\d.]*|e-?mails?|github|gitlab|lastpass|bitwarden|keepass\w*|onepassword|linkedin|paypal|youtube|macos|\d+password)$/i;

function isNoWord(value: string): boolean {
  const word = value.toLowerCase().replace(/^[¿¡]/, "").replaceAll("’", "'");
  const first = word.split(/[\s/-]/)[0] ?? word;
  return !NOT_SECRET.has(word) && !NOT_SECRET.has(first) && !/^\p{Ll}+(?:ed|ing|able|ible|ly|less)$/u.test(word);
}

/** A sentence, or a part of one, ends here. */
function endsThere(rest: string): boolean {
  return /^[.,;!)]*(?:$|\n|\s*$|\s(?:and|but|or|so|und|et|y|e|en|i)\s)/.test(rest) || /^[.,;!]/.test(rest);
}
