import { type Finding, findAll } from "./finding.ts";

const MARKER = "[code]";

const WORD_START = "(?<![\\p{L}\\p{N}_])";
const DIGITS = "(?:[A-Z]-)?(?:\\d{3}[ -]\\d{3}|\\d{4}[ -]\\d{4}|\\d{4,8})(?![\\p{L}\\d%]|[.,:/-]\\d)";

/** Codes that let somebody in. */
const NAMED =
  "(?:(?:verification|verifying|security|log-?in|sign-?in|sms|otp|one[- ]?time|2fa|mfa|two[- ]?factor|auth(?:entication|enticator)?|access|" +
  "confirmation|activation|recovery|backup|unlock|reset|passwort|best[äa]tigungs|sicherheits|anmelde|verifizierungs|einmal|aktivierungs|zugangs|verificatie|inlog|bevestigings)[- ]?(?:pass)?code[s]?|verification number|(?:2fa|mfa)(?=:)|" +
  "authenticator(?: app)?(?= (?:shows?|says|gives(?: me)?|displays) )|otp|pass ?code|einmalpasswort|tan|" +
  "code (?:de|d')\\s?(?:v[ée]rification|s[ée]curit[ée]|confirmation|connexion|acc[èe]s)|" +
  "c[óo]digo de (?:verificaci[óo]n|verifica[çc][ãa]o|seguridad|seguran[çc]a|confirmaci[óo]n|confirma[çc][ãa]o|acceso|acesso)|" +
  "codice di (?:verifica|sicurezza|conferma|accesso)|kod (?:weryfikacyjny|potwierdzenia)|код (?:подтверждения|безопасности)|(?:my|mein|mon|mi|your|the|il mio) pin(?: ?code| ?number)?(?: (?:for|of|to|für|de|para) [^\\n.:=\\d]{1,30}?)?)";
const IS =
  "(?:[\\s:=#–-]{1,3}(?:(?:(?:that |which )?(?:i|you|they|we) (?:just )?(?:got|received|sent|sent me|gave me|texted|texted me) )?(?:is|was|says|shows?|gives(?: me)?|displays|ist|war|lautet|est|es|era|è|é|jest)[\\s:=]{1,3})?)";
const BY_NAME = new RegExp(`${WORD_START}${NAMED}${IS}["'“«]?(?<secret>${DIGITS})`, "dgiu");

/** Codes for when the phone is lost are letters and digits in groups. */
const BACKUP = new RegExp(
  `${WORD_START}(?:recovery|backup|one[- ]?time|reset|access|activation) ?codes?${IS}["'“«]?(?<secret>[A-Za-z0-9]{4,8}(?:-[A-Za-z0-9]{4,8}){1,7})`,
  "dgiu",
);

/** "The code is …": most are such codes; those of faults, places and discounts are not. */
const ANY_CODE = new RegExp(
  `${WORD_START}(?:code|c[óo]digo|codice|kod|код|pin)(?: (?:i|you|we|they) (?:just )?(?:got|received|sent|sent me|texted me))?(?<is>\\s{0,2}(?:[:=：]|['’]s\\s|\\s(?:is|was|says|ist|war|lautet|est|es|era|è|é|jest)[\\s:]{1,2}(?:(?:the|le|el|il|der|die|das|o)\\s)?))?\\s{0,2}["'“«]?(?<secret>${DIGITS})`,
  "dgiu",
);
const OTHER_CODE =
  /(?:error|status|response|exit|zip|post(?:al)?|area|country|promo(?:tion)?|coupon|discount|voucher|gift|product|item|sort|dial(?:ling|ing)?|booking|tracking|order|http|return|reason|fault|stop|source|sample|bank|branch|tax|vat|dress|qr|bar|vs|morse|door|gate|room|color|colour|fehler|rabatt|gutschein|erreur|cupom|descuento|sconto|errore)[\s-]*$/i;
/** Where something is broken, a short code says how. */
const FAULT = /\b(?:errors?|fail(?:s|ed|ing|ure)?|crash\w*|exception|http|status|fehler|erreur)\b/i;
const SIX = /^\D*(?:\d{6}|\d{3}[ -]\d{3})$/;
const AROUND = 120;

/** "… is your verification code." */
const BEFORE_NAME = new RegExp(
  `(?<![\\p{L}\\d.,:/-])(?<secret>${DIGITS})\\s(?:is|as|ist|als|est|comme|es|como|è|é)\\s(?:my|your|the|ihr|dein|mein|der|votre|ton|mon|le|su|tu|mi|el|il)\\s[^.\\n]{0,40}?(?:code|otp|tan|pin|passcode|c[óo]digo|codice)(?![\\p{L}])`,
  "dgiu",
);

/** 認証コード、验证码、인증번호 */
const WITHOUT_SPACES =
  /(?:認証コード|確認コード|验证码|驗證碼|校验码|인증번호|인증 ?코드)\s{0,2}(?:は|が|是|为|為|는|은|:|：)?\s{0,3}(?<secret>\d{4,8})(?!\d)/dgu;

/** One-time codes and PINs. */
export function findCodes(text: string): Finding[] {
  return [
    ...findAll(text, BY_NAME, "code", MARKER),
    ...findAll(text, BACKUP, "code", MARKER, ({ groups }) => /\d/.test(groups?.["secret"] ?? "")),
    ...findAll(text, ANY_CODE, "code", MARKER, (match) => letsIn(match, text)),
    ...findAll(text, BEFORE_NAME, "code", MARKER),
    ...findAll(text, WITHOUT_SPACES, "code", MARKER),
  ];
}

function letsIn({ index, groups }: RegExpExecArray, text: string): boolean {
  if (OTHER_CODE.test(text.slice(Math.max(0, index - 24), index))) return false;
  const isSix = SIX.test(groups?.["secret"] ?? "");
  const isSaid = groups?.["is"] !== undefined;
  if (isSix && isSaid) return true;
  return (isSix || isSaid) && !FAULT.test(text.slice(Math.max(0, index - AROUND), index + AROUND));
}
