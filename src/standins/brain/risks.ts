import { asksInGeneral, sentencesOf, statementsIn } from "./sentences.ts";
import { normalise } from "./words.ts";

const LAWYER = "(?:lawyers?|attorneys?|solicitors?|legal (?:team|counsel|representatives?))";
const SUE =
  `(?:sue|take (?:you|this|it|acme|your company|them) to court|take (?:\\w+ )?legal (?:action|steps)|press charges|go to court|` +
  `file (?:a |an )?(?:\\w+ )?(?:lawsuit|suit|legal claim|complaint (?:with|against|to))|(?:start|pursue|seek|begin) legal|` +
  `involve (?:my|our|a) ${LAWYER}|get (?:my|our|a) ${LAWYER} involved|(?:contact|call|consult|hire|talk to|speak to|see) (?:my|our|a) ${LAWYER}|` +
  `report (?:you|this|it|your company) to)`;
const SUING =
  `(?:suing|taking (?:you|this|it) to court|taking (?:\\w+ )?legal (?:action|steps)|pressing charges|filing (?:a |an )?(?:lawsuit|suit|complaint)|` +
  `(?:contacting|calling|consulting|talking to|speaking to|hiring) (?:my|our|a) ${LAWYER}|reporting (?:you|this) to)`;
const WILL =
  "(?:'ll|'d| will| would| shall| am going to|'m going to| are going to|'re going to| am gonna|'m gonna| gonna| intend to| plan to| might| may| can| could| have to| want to| am ready to| am prepared to|'m prepared to| have no choice but to)";
const AUTHORITY =
  "(?:the )?(?:bbb|better business bureau|ftc|attorney general|ombudsman|consumer protection|trading standards|regulators?|data protection|authorities|ico|cnil|cfpb)";

const LEGAL = [
  new RegExp(`\\b(?:i|we)${WILL} (?:also |now |then |just )?(?:have to |be forced to )?${SUE}\\b`),
  new RegExp(`\\b(?:i|we)(?:'m|'re| am| are) (?:now |already |seriously |considering )?${SUING}\\b`),
  new RegExp(
    `\\b(?:my|our) ${LAWYER} (?:will|is going to|are going to) (?:be (?:in touch|contacting|hearing)|contact|write|call|sue|send|reach|see you|take|file|deal|handle|hear)\\b`,
  ),
  new RegExp(
    `\\bhear(?:ing)? from (?:my|our) ${LAWYER}\\b|\\b(?:my|our) ${LAWYER} (?:has|have) (?:advised|told|instructed)\\b`,
  ),
  /\bsee you in court\b|\bsmall claims\b|\bcease and desist\b|\bclass action\b|\blawsuit\b|\blegal (?:action|proceedings|consequences|steps|notice|dispute)\b/,
  new RegExp(`\\b(?:report|complain|complaint|complaining|reporting)\\b.{0,30}\\b(?:to|with) ${AUTHORITY}\\b`),
  /\b(?:mein|unser)(?:en|em)? anwalt\b|\banwalt einschalten\b|\brechtliche schritte\b|\bverklag\w+\b|\banzeige erstatten\b/,
  /\bmon avocat\b|\bnotre avocat\b|\bporter plainte\b|\bpoursuites judiciaires\b|\ben justice\b/,
  /\bmi abogad[oa]\b|\bdemandar(?:e|los|les|emos)?\b|\bacciones legales\b|\bdenunciar(?:e|los|les)?\b/,
];

const SECRET =
  "(?:(?:api|secret|access|private|signing|production|ssh) ?)*(?:keys?|tokens?|credentials?|secrets?|passwords?)";
const OURS = "(?:my|our|the|your|someone|somebody|they|i|we|account|workspace|data|site|server|system)";

const SECURITY = [
  new RegExp(
    `\\b${OURS}\\b.{0,50}\\b(?:hacked(?! (?:together|up))|hijacked|compromised|breached|broken into|phished|taken over)\\b`,
  ),
  /\b(?:hacked|compromised|breached)\b.{0,30}\b(?:my|our|your) (?:account|workspace|data|system|site|server)/,
  new RegExp(
    `\\b${SECRET}\\b.{0,40}\\b(?:leaked|stolen|exposed|compromised|published|posted publicly|made public|on github|in public)\\b`,
  ),
  new RegExp(
    `\\b(?:leaked|exposed|published|committed|pushed|posted|pasted|shared)\\b.{0,40}\\b${SECRET}\\b.{0,40}(?:github|gitlab|public|internet|slack|forum|repo|accident|mistake|online|$)`,
  ),
  /\b(?:found|discovered|noticed|spotted|report|reporting|disclose|there is|there's|you have|identified)\b.{0,40}\b(?:vulnerabilit(?:y|ies)|security (?:hole|bug|flaw|issue|problem|incident|breach)|xss|sql injection|exploit|backdoor|data (?:leak|breach))\b/,
  /\b(?:someone|somebody|stranger|hacker|attacker|unknown (?:person|device|user|login)|ex-employee|former employee)\b.{0,50}\b(?:logged in\w*|signed in\w*|login|accessed|accessing|has access|got in|broke in|changed my|changed our|using my|used my|inside)\b/,
  /\bunauthori[sz]ed (?:access|login|sign-?in|activity|user|person|device)\b|\bsuspicious (?:login|activity|sign-?in|access)\b/,
  /\b(?:login|sign-?in|session|device)s?\b.{0,30}\b(?:don't|do not|didn't|did not) recogni[sz]e\b|\bdata (?:breach|leak)\b|\bransomware\b/,
  /\b(?:see|seeing|shows?|showing|access)\b.{0,40}\b(?:(?:another|other|different) (?:customer|company|user|client|workspace)(?:'?s|s')?|someone else's|somebody else's)\b.{0,20}\b(?:data|invoices?|projects?|files?|accounts?|information|details)\b/,
  /\b(?:gave|entered|typed|sent|told)\b.{0,40}\b(?:password|login code|credentials|card number)\b.{0,60}\b(?:phishing|fake|scam|suspicious)\b|\b(?:phishing|fake|scam)\b.{0,60}\b(?:entered|gave|clicked|typed)\b/,
  /\b(?:mein|unser) (?:konto|account) wurde (?:gehackt|ubernommen)\b|\bgehackt worden\b|\bcompte (?:a ete )?pirate\b|\b(?:hackead[oa]|hackearon|me han hackeado)\b/,
];

/** Whether the customer threatens legal action, also under conditions, and does not merely mention the law. */
export function threatensLegally(text: string): boolean {
  return says(
    LEGAL,
    sentencesOf(text).filter((sentence) => !asksInGeneral(sentence)),
  );
}

/** Whether the customer reports a security incident, and does not merely ask about security. */
export function reportsIncident(text: string): boolean {
  return says(SECURITY, statementsIn(text));
}

function says(patterns: readonly RegExp[], sentences: readonly string[]): boolean {
  return sentences.map(normalise).some((sentence) => patterns.some((pattern) => pattern.test(sentence)));
}
