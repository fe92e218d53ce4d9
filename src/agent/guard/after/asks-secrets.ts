import type { Finding } from "../guard.ts";
import { clauseBefore, isNegated, type Sayings } from "./clauses.ts";

/** To tell us something: "enter your password" says what to do in the app, "send me your password" does not. */
const TELL_US = [
  "(?:send|give|tell|text|email|message|show|provide|supply|forward|share with|write|read|sending|giving|telling)(?: it| them)?(?: to)? (?:me|us)",
  "(?:please |can you |could you |just )(?:share|provide|reply with|respond with|post|paste|state)",
  "(?:reply|respond|answer|write back) with|let (?:me|us) (?:know|have)",
  "(?:I|we)(?:'ll| will|'d| would)?(?: also| just| then| still)? (?:need|require|want)|(?:may|can|could) (?:I|we) (?:have|get)",
  "what(?:'s| is| are| was)|confirm(?: to (?:me|us))?(?= your (?:full |complete )?card)",
  "(?:senden|schicken|nennen|geben|schreiben|sagen|verraten) sie (?:mir|uns)|teilen sie (?:mir|uns)|(?:sende|schick|nenn|gib|schreib|sag) (?:mir|uns)|wie lautet|ich (?:brauche|benötige)",
  "(?:envoyez|donnez|communiquez|indiquez|transmettez|dites|écrivez)-(?:moi|nous)|quel est|j'ai besoin (?:de|du)",
  "(?:env[ií]e|d[ií]ga|d[eé]|ind[ií]que|facil[ií]te|comparta|escr[ií]ba)(?:me|nos)|(?:env[ií]a|di|da|comparte)(?:me|nos)|cuál es|necesito",
  "(?:mi|ci) (?:invii|mandi|dica|dia|scriva|comunichi)|(?:inviami|mandami|dimmi|dammi|scrivimi)|qual è|ho bisogno (?:di|del)",
  "(?:envie|mande|diga|passe|informe)-(?:me|nos)|me (?:envie|mande|diga|passe|informe)|qual é|preciso (?:da|do|de)",
  "(?:stuur|geef|vertel|mail) (?:mij|me|ons)|wat is|ik heb",
].join("|");
const SECRET = [
  "(?:full |whole |complete |entire )?(?:(?:credit|debit|payment|bank) )?card (?:number|details|data)|cvv|cvc|card'?s? security code|security code (?:on|of) (?:your|the) card",
  "(?:current |old |present |new |account |login )?password|passcode|pin(?: code| number)?|recovery codes?|backup codes?",
  "(?:codes?|number) (?:from|in|of|shown (?:by|in)) (?:your|the) authenticator|(?:2fa|two-factor|authenticator|login)[- ]codes?",
  "(?:secret |private )?(?:api |access )keys?|signing secret|social security number|(?:bank|online banking) login",
  "passwort|kennwort|kartennummer|kreditkartennummer|prüf(?:ziffer|nummer)",
  "mot de passe|numéro de (?:(?:votre |la )?carte)|cryptogramme",
  "contraseña|número de (?:(?:su |tu |la )?tarjeta)|numero di (?:carta|della carta|della sua carta)|senha|número do (?:seu )?cartão",
  "wachtwoord|kaartnummer|creditcardnummer",
].join("|");

const ASKS = new RegExp(
  `(?<!\\p{L})(?:${TELL_US})(?!\\p{L})(?<between>[^.!?;:\\n]{0,60}?)(?<!\\p{L})(?:${SECRET})(?!\\p{L})(?<behind>.{0,12})`,
  "giu",
);
/** What may be told: the end of a number, and what is about a secret. */
const HARMLESS =
  /(?<!\p{L})(?:last (?:4|four)|letzten (?:4|vier)|(?:4|quatre) derniers|(?:4|cuatro) últimos|ending|names? of|about|whether|if|which|policy|message|error|reset)(?!\p{L})/iu;
const OF_IT =
  /^\s?(?:reset|manager|field|page|link|prompt|option|box|screen|policy|policies|requirements?|rules?|length|for\?|rate|limit|scope|name|problem|issue|question|change|expir\w*|protection)|^['’]s /i;

/** Passwords, codes of other doors and whole card numbers, which nobody of us may ever ask a customer for. */
export function asksForSecrets(sentence: string, sayings: Sayings): readonly Finding[] {
  const found = [...sentence.matchAll(ASKS)].filter(({ 0: words, index, groups }) => {
    const before = `${clauseBefore(sentence, index)}${words}`;
    const { between = "", behind = "" } = groups ?? {};
    return !isNegated(before) && !HARMLESS.test(between) && !OF_IT.test(behind);
  });
  if (found.length === 0 || sayings.quotes(sentence)) return [];
  return found.map(({ 0: words }) => ({ kind: "secret", text: words }));
}
