import { phrases } from "./phrases.ts";

const PAYMENT =
  "(charges?|charged|bill|bills|billed|billing|invoices?|invoiced|amount|payments?|paid|transactions?|debits?|debited|deducted|deduction|deductions|fee|fees|total|withdrawals?|withdrawn|purchases?|order|taken|took|renewed|renewal)";
const WRONG =
  "(wrong|wrongly|wrongfully|incorrect|incorrectly|mistakenly|erroneous|erroneously|accidentally|unauthori[sz]ed|fraudulent|fraudulently|unjustified|illegitimate|bogus|unknown|mystery|unexplained|suspicious|unrecogni[sz]ed|unapproved|double|duplicate|improper|improperly|unexpected|surprise|mysterious|strange|weird|phantom|ghost|unwanted|excessive|unfair|spurious|rogue)";

/** Money has gone, and the thing that says so. */
const TAKEN = "(charged|billed|invoiced|debited|deducted|withdrawn|withdrew|taken|took|hit|collected|renewed|drawn)";
const CHARGE =
  "(charges?|payments?|transactions?|debits?|withdrawals?|deductions?|purchases?|fees?|renewals?|invoices?|bill|entry)";
const DESPITE = "(although|even though|though|despite|in spite of|but|while|yet)";

/** Words of a dispute about a payment that has happened. */
export const DISPUTE = phrases(
  // More than once
  "(charged|billed|debited|paid|deducted|invoiced|taken|took|withdrawn|pay|charge|bill|charging|billing) … (twice|double|thrice|2x|3x|again and again|repeatedly)",
  "(charged|billed|debited|paid|deducted|invoiced|taken|took|withdrawn|charge|bill) … (two|2|three|3|four|4|multiple|several|many) times",
  "(charged|billed|debited|paid) (twice|double|thrice|repeatedly)",
  "(double|twice|doubly) (charged?|billed?|debited?|paid|charging|billing|payment|charges)",
  "duplicate (charges?|payments?|transactions?|invoices?|billing)",
  "over ?charg(e|ed|es|ing)",
  "charg(ed|ing) (me |us )?(way |far )?too much",
  "(charged|debited|billed|took|taken|deducted|withdrew|withdrawn) … (two|2|three|3|four|4|multiple|several) (payments|charges|transactions|amounts|debits)",
  // Wrong
  `${PAYMENT} … (wrong|wrongly|wrongfully|incorrect|incorrectly|in error|by mistake|by error|by accident|mistakenly|erroneously|accidentally|not right|not correct|fraudulent|unauthori[sz]ed)`,
  `${PAYMENT} … (for nothing|out of nowhere|for no reason)`,
  "(charged|billed|paid|invoiced|took|taken|debited|deducted|charge of|bill of|invoice of) … instead of",
  "unauthori[sz]ed",
  "who (authori[sz]ed|approved|ordered|allowed) (this|that|it)( .*)?",
  "(nobody|noone|no one|none) … (made|make|did|placed|initiated|clicked|opened|set up)( .*)?",
  "(charged|billed|paid) … (someone elses|somebody elses|another persons|other peoples)( .*)?",
  "(extra|additional|surplus) … on (my|our) (bill|invoice|statement|card|account)( .*)?",
  "(return|returning) (me |my |our |the |all |both )+\\d.*",
  "(i|ive|we|weve) (have |had )?never (heard|seen|used|wanted|asked|needed|had)( .*)?",
  "(dont|do not|no longer) (even )?have (an|a|any) (account|subscription|plan|contract|membership)( .*)?",
  "(left|leaves|leaving) (my|our) (bank |checking )?(account|card)( .*)?",
  "(im|i am|we are|were|is|still) owed( .*)?",
  "(not|never|no|didnt|nobody|without) … (permission|consent|authori[sz]ation)( .*)?",
  "(someone|somebody|a stranger|my (kid|son|daughter|child)) … (purchase|bought|used|paid|ordered) … (my|our) (card|account|paypal|credit card)( .*)?",
  "(cant|cannot|can not|unable to) explain",
  "(have|had|has) (no|never had) (a |an |any )?(subscription|account|contract|membership|order|business|plan)( .*)?",
  "(bill|billed|charge|charged|invoice|invoiced|paid|got|it|that|this) … should (be|have been|cost) (\\d|one|once|two|a single|none|only|less|free|zero|nothing|about|around|half).*",
  "(billed|charged|invoiced|paid|charge) … too (many|much|often|high)",
  "expected (only )?(one|1|a|the|\\d+)( .*)?",
  `${PAYMENT} … without (my|our|any|asking|consent|permission|authori[sz]ation|approval|notice|warning|telling|me|us)( .*)?`,
  `${WRONG} … ${PAYMENT}`,
  "(thats|this is|it is|its|that is|must be|has to be|looks like|seems) (clearly |obviously |definitely |just |like )?(a |an |another )?(mistake|error|wrong|incorrect|not right|not correct|not ok|not okay|unacceptable|outrageous|theft|robbery|fraud)( .*)?",
  "(charged|billed|debited|deducted|taken|took|invoiced|renewed) .* (although|even though|despite|though) .*",
  "(gone|vanished|disappeared|missing) … (account|card|bank|wallet)( .*)?",
  "(shouldnt|should not|shouldve never|should never) (have been |be |have )?(charged|billed|paid|debited)",
  "for nothing",
  "(billed|charged|invoiced|paid|put|took|taken) .* (but|yet|when|while) .*(only|never).*",
  "(billed|charged|paid|invoiced|charge|took) … (wanted|asked for|expected|chose|picked|selected|ordered) (the |a |only |just )*(monthly|yearly|annual|starter|basic|free|cheaper|smaller)( .*)?",
  "(card|statement|account|bank) (shows|says|lists|has) .* (although|even though|but|while) .* free (plan|trial|account|tier|version)( .*)?",
  "(billed|charged|charging|billing|charge|took) .* free (plan|trial|account|tier|version)( .*)?",
  "(charged|charging|billed|billing|took|taken) … (after|during|before|within|in) (the|my|our|a) … trial( .*)?",
  "(was|were|is|are) supposed to be .*",
  "(over|double) ?paid",
  "(did nothing|didnt do anything|without (me |us )?(doing|clicking|confirming|agreeing|ordering)|didnt want|never wanted|didnt mean to)( .*)?",
  "(accidental|unwanted|unintended|unjust) (purchase|upgrade|renewal|order|payment)",
  "you (guys )?(took|stole|grabbed|withdrew|pulled|have taken|have stolen|have charged me)",
  "(double|over)? ?(charged|charging|billed|billing|renewed|debited|deducted|taken|took) … (after|although|even though|despite|but|when|though|since) … cancel(l?ed|lation|ling)?",
  "cancel(l?ed|lation) … (but|yet|and|still) … (charged|billed|charging|billing|took|taken|debited)",
  "(charging|billing|taking|debiting) (me|us|my|our) .* cancel(l?ed|lation)",
  "only (bought|ordered|purchased|subscribed|wanted|authori[sz]ed|agreed|signed up|paid for|have one|have 1)",
  "still (being |get |getting )?(charged|billed|charging|billing)",
  // Not agreed to
  "(not|never|didnt|dont|havent|hadnt|nobody|noone|no one|wasnt|werent|nor) … (authori[sz]ed?|approved?|agreed?|consent|consented|recogni[sz]ed?|signed up|sign up|subscribed?|ordered|bought|buy|purchased|requested|asked for)",
  "(not|never|didnt) (even |ever |actually )?(order|want|request|purchase|authori[sz]e|approve) (either|any|this|that|these|those|it|them|anything|a|the)( .*)?",
  "(not|never|didnt) (make|made|do|did|done|initiate|initiated|place|placed)",
  "(wasnt|isnt|not|werent|arent|neither|none) … (me|mine|us|ours)",
  "(know|knew) nothing about",
  "(dont|do not|didnt) know … about",
  "(dont|do not|no idea|not) (know )?(what|why) … (for|it|this|that|about|is|was|charged)",
  "(what is|whats) (this|that) … (charge|payment|transaction|debit|withdrawal)",
  "(fraud|fraudulent|scam|scammed|scamming|scammers|stole|stolen|theft|thieves|rip off|ripoff|ripped off|ripped me off|robbed|robbing|cheated|swindled|defrauded|ripping me off)",
  `${TAKEN} … (after|since|${DESPITE}) .*(cancel(l?ed|lation|ling)|turned off|switched off|disabled|ended|expired|closed|terminated|never|not|didnt|dont)( .*)?`,
  `(still|yet|nevertheless|anyway) (were |was |being |been |got |get |getting |have |had |me |us |you )*${TAKEN}`,
  `(${CHARGE}|it) … (went through|renewed|happened|came|appeared) … ${DESPITE} .*`,
  `${TAKEN} … without … (knowledge|consent|permission|approval|authori[sz]ation|agreement|knowing|asking|notice|warning|reason|explanation)`,
  `${CHARGE} … (dont|do not|cant|cannot|can not|didnt|never) (even )?(know|recogni[sz]e|remember|recall|understand|identify|place|expect)( .*)?`,
  `(why|what) (is|are|was|were|did|do) … ${CHARGE} … (card|account|statement|bank|paypal)`,
  "(supposed|meant|due) to (pay|cost|be charged|be billed) .*",
  `(${CHARGE}|statement|receipt) … (says|shows|is|was|states|lists) .* (but|while|whereas|although) .*(agreed|quoted|promised|told|contract|ordered|should|offer|offered)( .*)?`,
  `${TAKEN} .* for .*(i|we) (have |had |already )*(removed|deleted|returned|deactivated|dropped|never|didnt|did not|dont|do not|no longer)( .*)?`,
  `${CHARGE} (was|is|were|are) (not|never) (wanted|intended|planned|requested|legitimate|legit|valid|justified|ours|mine|due|expected|agreed)( .*)?`,
  "(why|how) (the hell |the heck |on earth |the fuck |come )?(did|have|do|are|has|you) (you|they|it|acme)? ?(guys )?(just )?((take|took|taken|taking|withdraw|withdrew|withdrawn|deduct|deducted|grab|pull|steal) .*|(charge|charged|bill|billed|debit|debited) (me|us|my|our)( .*)?)",
  "(shouldnt|should not) (even )?(be|have been) (there|here|on .*)",
  "(shouldnt|should not) (even )?(exist|appear|happen|have happened|have gone)( .*)?",
  `${TAKEN} .*(out of (the blue|nowhere|thin air)|for no|with no|both (are|were)? ?(wrong|incorrect|not).*)`,
  "(no|not a|havent a|havent the) (clue|idea|faintest|explanation) … (why|what|who|how|where|about|for)( .*)?",
  `${TAKEN} .* (but|while|whereas|when|yet) (my|our|the) (plan|subscription|contract|price|fee|quote|offer|rate|order) (is|was|costs?|says|should).*`,
  `(dont|do not|didnt|cant|never) (know|recogni[sz]e|remember|understand|recall|expect) … ${CHARGE}`,
  "(makes?|making|made) (no|zero|little) sense",
  "you (guys |have |just |also |even )*(deducted|debited|removed|drew) .* from (my|our)( .*)?",
  `${TAKEN} .* (but|when|while|although|though) (i|we) (only |just |had |have |actually |clearly )*(chose|chosen|picked|selected|asked|ordered|wanted|signed|requested|agreed|bought|needed|subscribed)( .*)?`,
  "(where is|wheres|where are) (my|our) (money|cash|refund|deposit|\\d+( \\d+)?( dollars| bucks| euros?)?)$",
  "(authori[sz]ed|approved|made|ordered|bought|recogni[sz]e|know|agreed to|wanted|signed for) (none|neither|nothing|not one)( .*)?",
  `(get|have|want|need|like) (my|our|the|those|these|that) (\\d+ )+([^ ]+ )?(refunded|returned|reimbursed|credited|reversed|repaid)( .*)?`,
  `${TAKEN} (me|us|my [^ ]+|our [^ ]+) .*(extra|additional)( .*)?`,
  `(someone|somebody|a stranger|nobody|my (kid|son|daughter|child|ex|coworker|employee)) (has |have |just |also )*${TAKEN} .*`,
  `${TAKEN} .*(by mistake|in error|by error|by accident|erroneously|wrongly|incorrectly|mistakenly|again|a second time|once more)( .*)?`,
  `${CHARGE} … (what is|whats|what was|what are|what were) (it|this|that|these|they|those)( for| about)?`,
  `(reverse|void|undo|cancel|credit) (the|this|that|my|these|both) (\\d+ )+(.* )?(${CHARGE}|amount|sum)`,
  `${CHARGE} … (too (high|much|big|large)|(off|out|wrong|short|inflated) by .*)`,
  "(paid|paying|pay) … (more|than) … (than )?(we|i|it|you) (should|agreed|owed?|expected|ordered|signed)( .*)?",
  "(credit|refund|pay|send|give|transfer|return) back (the|my|our|all|this|that|both|those)( .*)?",
  "(there has|theres|there was|there is|there must|it must|must) (be |been |have been )*(some |a |an |some kind of )*(mistake|error|mix up)( .*)?",
  "why (am|are) (i|we) (still |now |suddenly )*(paying|charged|billed) .*(when|but|although|while|instead|if) .*",
  `${TAKEN} .* (but|yet|and|though) (the|my|our|your) (order|purchase|checkout|upgrade|plan|subscription|service|product|account) (failed|never|was never|was not|wasnt|didnt|did not|hasnt|has not|was declined|got cancelled|was cancelled)( .*)?`,
  // Too much of it
  `${TAKEN} … more than (agreed|expected|quoted|promised|advertised|the|i|we|it|what|usual|normal)( .*)?`,
  "over ?(billed|billing|invoiced|debited)",
  "(billing|payment|invoice|invoicing|charging|accounting) (error|mistake|discrepancy)",
  "(why|what) … (have|was|were|am|are|did|had) (i|we) … (charged|billed|debited|invoiced)( .*)?",
  `${TAKEN} .* too much`,
  "\\d+ (dollars |bucks |euros? |pounds? |usd |eur )?too much",
  "(zu viel|zuviel|de trop|de mas|in piu|di troppo|a mais|te veel) … (abgebucht|berechnet|belastet|bezahlt|gezahlt|eingezogen|preleve|facture|debite|paye|cobrado|cobraron|pagado|addebitato|pagato|cobrado|cobraram|pago|afgeschreven|betaald|gerekend)",
  "(preleve|facture|debite|paye|cobrado|cobraron|pagado|addebitato|pagato|cobraram|pago) … (de trop|trop|de mas|in piu|di troppo|a mais)",
  "(want|need|like|please have|get) (it|this|that|them|both|all|these) (reversed|undone|voided|corrected|cancelled|refunded|returned|credited|repaid)( .*)?",
  // Wants it back
  "(refund|reimburse|repay) (me|us|my|our|the|this|it|that|these|those|one|1|both|all|everything|at once|now|immediately|please|today|\\d+)",
  "(want|need|demand|demanding|expect|request|requesting|like|claim|claiming|asking for|insist on|require|seeking) … (refund|refunded|refunds|reimbursement|reimbursed|money back|back|chargeback)",
  "(get|have|receive|got|give|issue|process) (me |us )?(a |my |our |the )?(full |partial )?refund",
  "(please|kindly) … refund(ed)?",
  "refund … (please|now|immediately|at once)",
  "(give|get|send|pay|return|transfer|want|have|hand|bring|put) … (back|my money|our money)",
  "(money|cash) back",
  "pay (it|that|this|them|everything|all of it) back",
  "(want|like|need|expect) (my|our|the|that|this) (\\d+ )*(money |cash |payment )?returned",
  "(issue|give|apply|want|need|owe|request) … credit for",
  "(your|a) refund|refund",
  "(reimbursed?|reimbursement|repayment)",
  "(reverse|void|undo|reversal of) (the|this|that|my|these|both) (.* )?(charges?|payments?|transactions?|debits?|renewal|purchase|order)",
  "(chargeback|chargebacks|charge ?back|dispute|disputing|contesting|im disputing)",
  "contest (this|the|that|my|these|a|an) … (charges?|payments?|bill|invoice|transaction)",
  "(you|acme|company) (guys |people |still |now |clearly )*owes? (me|us|my company|our company|our team|our firm)",
  "(charged|debited|billed|invoiced|deducted) .* (havent|have not|hadnt|never|didnt) (used?|using|opened|touched|had)( .*)?",
);

/** Together with a charge, in whatever sentence of the message, a dispute. */
export const CANCELLED = phrases(
  "(i|we|ive|weve|had|have|already|was|were|been|id|account) (already |had |have |long |just )*(cancel(l?ed)|closed|terminated|unsubscribed|quit|downgraded)( .*)?",
  "(gekundigt|resilie|resiliee|annule|cancele|cancelado|dado de baja|disdetto|cancelei|cancelado|opgezegd)",
);
export const CHARGED_US = phrases(
  "(was|were|been|got|am|are|being|still|keep|get) (still |being |getting |just )*(charged|billed|debited|invoiced|hit|charging|billing)",
  "(you|they) (guys |still |just |have |keep |again )*(charged?|charging|billed?|billing|took|take|taking|debited|deducted|withdrew)",
  "(abgebucht|belastet|eingezogen|debite|preleve|cobrado|cobraron|addebitato|prelevato|cobraram|debitaram|afgeschreven|geincasseerd)",
);

/** Is uneasy about it. */
export const UNEASE = phrases(
  "(dont|do not|doesnt|not|never|none|nobody|neither|nor|didnt|havent|hadnt|wasnt|shouldnt|without|unclear|confused|confusing|surprised|shocked|upset|angry|furious|wtf|why|how come|what for|suddenly|ridiculous|absurd|crazy|explain|explanation)",
);
/** Looks for what is written of it, or says that it is well. */
export const RECORD = phrases(
  "(invoices?|receipts?|documents?|confirmation|vat|tax|address|emails?|pdf|active|activated|upgraded|unlocked|not a problem|no problem|dont mind|do not mind|thanks|thank you)",
);

/** Says that a payment has happened: then an `if` in the same sentence does not make it a mere thought. */
export const FACT = phrases(
  "(was|were|been|got|am|are|is|being|get|keep|have) (wrongly |mistakenly |just |also |still |double |over |being |getting )*(charged|billed|debited|overcharged|deducted|invoiced|taken|scammed)",
  "(you|they|company|app) (guys |have |has |just |also |double |over |wrongly )*(charged?|billed|took|take|stole|debited|deducted|overcharged|owe|owes|withdrew)",
  "(i|we|ive|weve) (have |just |already |only )*paid",
  "(my|our) (money|refund)",
  "(unauthori[sz]ed|fraudulent|wrong|duplicate|double) (charges?|payments?|transactions?|debits?)",
);

/** Thinks of something that has not happened. */
export const THOUGHT = phrases(
  "(if|what if|in case|suppose|whether) (i|we|my|our|the|it|they|someone|somebody|a|an|there|one|you(?! (dont|do not|wont|will not|refuse|cant|cannot|keep|ignore))) .*",
  "when (i|we|you) (import|export|create|enter|add|open|click|try|type|upload|print|select|set|use|go|change|edit) .*",
  "if (not|unsatisfied|unhappy|dissatisfied)",
);

/** Is about payments between others. */
export const OTHERS_MONEY = phrases(
  "how (do|can|could|should|would|to) ?(i|we|you|one)? (issue |give |make |process )?(a |an )?(full |partial )?(refund|charge|bill|reimburse) (a|an|some|one|customers?|clients?|\\d+) .*",
  "(the|my|our|a|your) (dashboard|reports?|chart|table|export|import|csv|widget|graph|spreadsheet|board) (shows?|says|displays?|has|lists?|gives) .*",
  "(my|our|a|one of my|one of our|of my|of our|their|some|his|her) (customers?|clients?|buyers?|shoppers?|users?|members|students?|tenants?|guests?|patients?) .*",
);

/** Thanks for it, or speaks of the rules for it. */
export const SETTLED = phrases(
  "(want to|like to|love to|going to|can i|can we) (donate|contribute|tip|gift) .*",
  "(thanks|thank you|danke|merci|gracias|grazie|obrigad[oa]|bedankt) for … refund(ing|s|ed)?",
  "(i|we|ive|weve) (just |already |have |now )*(received|got) (the|my|our|your) (\\d+ )*refund(?!.* (but|only|however|instead|still|yet)( |$))",
  "refund(s|ed)? … approved( .*)?",
  "refund(s|ed)? … (received|arrived|thanks|thank you)",
  "refund (policy|policies|forms?|templates?|letters?|process|workflow|page|limits?|settings|rules|terms|feature|button|conditions|window|period|request form)",
);

/** What stands on an invoice beside its amount is wrong. */
export const WRONG_DETAILS = phrases(
  "(wrong|incorrect|old|outdated|misspelled) (company |business |billing |postal |street |e ?mail |vat |tax |contact )*(name|address|number|id|details|e ?mail|currency|language|logo|recipient|contact|country|spelling)( .*)?",
);

/** Asks for the way things are. */
export const ASKS =
  /^(?:(?:hi|hello|hey|ok|and|so|also|but|please) )*(?:how|what|whats|when|where|which|who|is|are|does|do|did|can|could|will|would|should|may|was|gibt|kann|wie|kostet|quel|quelle|est|puis|peut|cuanto|cual|puedo|hay|quanto|posso|hoeveel|kan)(?= )/;
