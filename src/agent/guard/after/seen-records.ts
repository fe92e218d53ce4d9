/** Says that we have looked at what is kept of a customer. */
const RECORDS =
  "(?:account|workspace|profile|order|subscription|payments?|billing|invoices?|records?|file|payment history)";
const KEPT = "(?:our|the) (?:system|systems|records?|database|files|logs?|dashboard)";

export const SEEN = new RegExp(
  [
    `(?:I|we)(?: can| do)?(?: now| also| already)? (?:see|saw|found|notice|noticed) (?:(?!you |your |which |how |why |from your )\\S+ ){0,8}(?:in|on|from|under|for) (?:${KEPT}|your ${RECORDS})`,
    `(?:looking|having (?:a )?look(?:ed)?) (?:now )?(?:at|into|through|in) (?:your ${RECORDS}|${KEPT})(?=,)`,
    `(?:according to|based on|as per) (?:${KEPT}|your ${RECORDS} (?:history|data))`,
    `${KEPT} (?:shows?|says?|indicates?|confirms?|tells?)(?: me)?(?! how| where)`,
    `(?:I|we)(?:'ve| have)? (?:now )?(?:got |pulled up )?your ${RECORDS} (?:open|up|here|in front of me|on my screen)|(?:I|we)(?:'ve| have)? pulled up your ${RECORDS}`,
    `(?:ich sehe|wir sehen|sehe ich)(?!\\p{L})[^.!?;\\n]{0,60} (?:in unserem system|in unseren (?:daten|unterlagen)|in ihrem (?:konto|account|profil))|laut unseren (?:daten|unterlagen|aufzeichnungen)`,
    `(?:je vois|nous voyons)(?!\\p{L})[^.!?;\\n]{0,60} (?:dans notre système|sur votre compte|dans votre compte)|d'après nos (?:données|dossiers)`,
    `(?:veo|vemos)(?!\\p{L})[^.!?;\\n]{0,60} (?:en nuestro sistema|en su cuenta|en tu cuenta)|según nuestros (?:datos|registros)`,
  ]
    .map((words) => `(?<!\\p{L})(?:${words})(?!\\p{L})`)
    .join("|"),
  "giu",
);
/** Tools that look there. */
export const LOOKS_UP = /look_?up_(?!knowledge)|get_|find_|check|status/;
