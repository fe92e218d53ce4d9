import { amountsIn } from "./amounts.ts";
import { statementsIn } from "./sentences.ts";
import { normalise } from "./words.ts";

const MONEY =
  /\b(?:(?:over)?charg\w+|bill(?:ed|ing)|debit\w*|took|taken|withdr\w+|deduct\w*|paid|pay(?:ing|ment)s?|invoiced?|money|refund\w*|transactions?|chargeback|dispute\w*)\b/;

const TWICE =
  /\b(?:twice|two times|double[- ]?(?:charged?|billed|payment)|doubl[ey]|duplicate[ds]?|(?:two|three|2|3) (?:\w+ )?(?:charges|payments|transactions|debits|withdrawals|invoices))\b|\b[23] ?[x×] ?\W?\d/;

const WRONG =
  /\b(?:again|overcharg\w+|wrong\w*|incorrect\w*|mistake|by error|in error|unauthori[sz]ed|fraud\w*|shouldn't|should not|still (?:being |getting )?charg\w+|after (?:i |we )?(?:already )?cancel\w*|cancell?ed|dispute|disputing|chargeback|extra|unexpected|unknown charges?|instead of|too much|more than|stole|stolen|robbed|scam\w*|without (?:my|our|any|asking|permission|consent|notice))\b|\b(?:did ?n't|did not|never) (?:order|authori[sz]e|agree|buy|sign|subscribe|approve|ask)\w*|\b(?:don't|do not) recogni[sz]e\b|^\W*(?:why|how come)\b/;

const WANTS_BACK =
  /\b(?:(?:i|we)(?:'d| would)? ?(?:want|need|demand|like|expect|request|insist on)\b.{0,30}\b(?:refund\w*|money back|reimburse\w*|back)|(?:want|give|get|have|need)(?: me| us)? (?:my|our|the|this)(?: \S+){0,6} (?:back|refunded)|refund (?:me|us|my|our|this|it|the|\W?\d)|(?:can|could|may) (?:i|we) (?:please )?(?:get|have) (?:a |my |our )?(?:full )?(?:refund|money back)|requesting a refund|asking for (?:a|my) refund)\b/;

/** A complaint about money that was taken. */
export interface Dispute {
  readonly kind: "double_charge" | "wrong_charge" | "refund";
  /** All disputed charges together, in whatever currency; null when no sum is named. */
  readonly total: number | null;
}

/** What the customer disputes, over all messages together; null when nothing, e.g. for a question about prices. */
export function disputeIn(texts: readonly string[]): Dispute | null {
  const statements = texts.flatMap(statementsIn);
  const kinds = statements.map((sentence) => kindOf(normalise(sentence)));
  const kind = kinds.find((one) => one === "double_charge") ?? kinds.find((one) => one !== null) ?? null;
  if (kind === null) return null;
  const amounts = statements.flatMap(amountsIn);
  const total = amounts.reduce((sum, { value, times }) => sum + value * times, 0);
  return { kind, total: amounts.length === 0 ? null : total };
}

function kindOf(sentence: string): Dispute["kind"] | null {
  if (WANTS_BACK.test(sentence) && !TWICE.test(sentence)) return "refund";
  if (!MONEY.test(sentence)) return null;
  if (TWICE.test(sentence)) return "double_charge";
  return WRONG.test(sentence) ? "wrong_charge" : null;
}
