import { type Dispute, disputeIn } from "./disputes.ts";
import { sentencesOf, statementsIn } from "./sentences.ts";
import { normalise } from "./words.ts";

export type Category = "billing" | "technical" | "account" | "general";
export type Severity = "low" | "medium" | "high" | "critical";

/** A matter that somebody has to look into after the conversation. */
export interface TicketNeed {
  readonly kind: Dispute["kind"] | "fault" | "limit" | "wish" | "account";
  readonly category: Category;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Only when the help pages have no answer. */
  readonly lastResort: boolean;
}

const FAULT =
  /\b(?:errors?|bugs?|crash\w*|broken|glitch\w*|fail(?:s|ed|ing|ure)?|stuck|frozen|freez(?:es|ing)|blank (?:page|screen)|white screen|time[sd]? ?out|outage|disappeared|vanished|(?:is|are|was|site|app|api|server) (?:\w+ )?down|stopped (?:work|load|sync|send)\w*|keeps? (?:crash|fail|load|logg|disconnect|freez)\w*|unable to|lost (?:my|our|all)|missing data)\b|\b(?:is|are|does|do|did|has|was|will|ca|wo|is ?n|does ?n|did ?n|do ?n|was ?n|are ?n|has ?n)(?:'t|n't| not| ?n't)\b.{0,20}\b(?:work|load|open|sync|send|show|save|respond|updat|export|import|upload|connect|start|display|appear|arriv|go through|render|play)\w*|\b(?:can't|cannot|can not|couldn't)\b.{0,20}\b(?:access|export|upload|open|load|see|save|connect|sync|use|view|edit|download|log ?in|sign ?in|invite)\b|\b5\d\d\b.{0,10}\berrors?\b/;

const LIMIT = /\b(?:rate[- ]?limit\w*|429|throttl\w+|too many requests)\b/;
const CONTRADICTS =
  /\b(?:even though|although|though|despite|but (?:i|we)(?:'m|'re| am| are| have| pay)|should (?:have|be|get)|supposed to|pay(?:ing)? for)\b/;
const WISH =
  /\b(?:feature request|(?:please|can you|could you) add|would be (?:great|nice|good|helpful|awesome) (?:if|to)|i wish (?:you|there|it|i could)|suggestion|you should (?:add|have|support))\b/;
const ACCOUNT =
  /\b(?:account|log ?in|logged|sign ?in|locked|password|2fa|two-factor|authenticator|email address|profile|owner(?:ship)?|username|sso)\b/;
const BILLING =
  /\b(?:charg\w+|invoices?|payments?|card|refund\w*|bill(?:ed|ing)?|subscription|plans?|pric\w+|vat|receipts?|discounts?|cancel\w*)\b/;
const TECHNICAL =
  /\b(?:api|webhooks?|errors?|bugs?|crash\w*|export\w*|import\w*|sync\w*|integrations?|app|page|upload\w*|load\w*|slow|server|5\d\d|4\d\d|rate[- ]?limits?|endpoint|code|browser|notifications?)\b/;

const CRITICAL =
  /\b(?:production|outage|everyone|everybody|nobody can|no one can|all (?:of )?our (?:users|customers|data|projects)|completely down|entire (?:team|company)|whole (?:team|company)|data loss|lost (?:all|everything))\b/;
const URGENT =
  /\b(?:urgent\w*|asap|immediately|right (?:now|away)|deadline|demo|presentation|meeting|in \d+ (?:min\w*|hours?)|blocked|blocking|can't work|cannot work|emergency|critical|today|as soon as possible|losing (?:money|customers))\b/;
const MINOR =
  /\b(?:typo|minor|cosmetic|small thing|suggestion|nice to have|no rush|whenever|not urgent|low priority)\b/;

/** The create_support_ticket tool takes no longer summary. */
const MAX_SUMMARY_LENGTH = 280;

/** What of a turn needs follow-up; null when it can be answered, or is only asked in general. */
export function ticketNeedIn(texts: readonly string[]): TicketNeed | null {
  const dispute = disputeIn(texts);
  const statements = texts.flatMap(statementsIn);
  const plain = statements.map(normalise).join(" ");
  const need = (kind: TicketNeed["kind"], category: Category, severity: Severity, lastResort = false): TicketNeed => ({
    kind,
    category,
    severity,
    summary: summaryOf(texts, category),
    lastResort,
  });
  if (dispute !== null) return need(dispute.kind, "billing", dispute.kind === "refund" ? severityOf(plain) : "high");
  if (LIMIT.test(plain) && CONTRADICTS.test(plain)) return need("limit", "technical", severityOf(plain));
  if (WISH.test(normalise(texts.join(" ")))) return need("wish", "general", "low");
  if (!FAULT.test(plain)) {
    return ACCOUNT.test(plain) && URGENT.test(plain) ? need("account", "account", severityOf(plain), true) : null;
  }
  const category = categoryOf(statements.filter((sentence) => FAULT.test(normalise(sentence))).join(" "));
  if (category === "account") return need("account", category, severityOf(plain), true);
  if (category === "billing") return need("fault", category, severityOf(plain), true);
  return need("fault", "technical", severityOf(plain));
}

/** What a text is about, by its words. */
export function categoryOf(text: string): Category {
  const plain = normalise(text);
  if (disputeIn([text]) !== null) return "billing";
  const hits = (pattern: RegExp) => (plain.match(new RegExp(pattern, "g")) ?? []).length;
  const ranked: [Category, number][] = [
    ["account", hits(ACCOUNT)],
    ["technical", hits(TECHNICAL)],
    ["billing", hits(BILLING)],
  ];
  const [best] = ranked.sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? "general" : best[0];
}

/** How bad it is for the customer, by their words. */
export function severityOf(text: string): Severity {
  const plain = normalise(text);
  if (CRITICAL.test(plain) && FAULT.test(plain)) return "critical";
  if (URGENT.test(plain)) return "high";
  return MINOR.test(plain) ? "low" : "medium";
}

function summaryOf(texts: readonly string[], category: Category): string {
  const words = sentencesOf(texts.join("\n")).join(" ").replace(/\s+/g, " ");
  const start = category === "general" ? "Customer writes: " : `Customer reports a ${category} problem: `;
  const room = MAX_SUMMARY_LENGTH - start.length;
  return `${start}${words.length <= room ? words : `${words.slice(0, room - 1).replace(/\s+\S*$/, "")}…`}`;
}
