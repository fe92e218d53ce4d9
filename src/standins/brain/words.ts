/** Words that say nothing about the matter. */
const STOP_WORDS = new Set(
  (
    "a an the this that these those it its he she they them i me my mine we us our you your yours " +
    "am is are was were be been being do does did doing done have has had having will would shall should can could may " +
    "might must not no nor and or but if then else so than too very just even though although because as at by for from " +
    "in into of off on onto out over to up with without about after before again all any both each few more most other " +
    "some such only own same here there when where why how what which who whom whose also please help hello hi hey thanks " +
    "thank need want like know tell get got getting give make let see say said im ive id ill dont doesnt didnt cant " +
    "isnt arent wasnt wont youre theres thats whats lets really still now today currently between versus vs " +
    "s t re ve ll d m anyone someone something anything thing things way lot much many one ones never ever come came " +
    "comes going go goes went gone try tried trying able sure ok okay yes hope question questions answer immediately urgent urgently asap quickly add create make set use long take takes " +
    "last right currently well wonder wondering kindly appreciate many often somebody anybody whether include includes included fail fails failed failing failure happen happens happening need needs service site website platform product software"
  ).split(" "),
);

/** Words that customers and help pages use for one another. */
const ALIKE = [
  "price cost pricing fee expensive",
  "max maximum largest biggest",
  "sms text message",
  "cancel stop end quit unsubscribe terminate",
  "refund reimburse reimbursement moneyback",
  "login signin logon",
  "invoice receipt bill",
  "delete remove erase",
  "twice double duplicate",
  "charge payment pay billed",
  "lock lockout unlock locked",
  "throttle throttling 429",
  "upgrade downgrade switch change",
  "mobile phone telephone iphone android",
  "teammate member colleague invite",
];

/** Other words for the same, from our little thesaurus; none for most words. */
export function synonymsOf(word: string): string[] {
  const group = groups.get(stem(word));
  return group === undefined ? [] : (ALIKE[group] ?? "").split(" ").filter((other) => stem(other) !== stem(word));
}

/** Lower case, without accents, straight apostrophes: what patterns are written for. */
export function normalise(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„]/g, '"')
    .toLowerCase()
    .replace(/\bhw\b/g, "how");
}

/** The words that matter, cut down to their stems, in order and with repeats. */
export function stemsOf(text: string): string[] {
  const words = phrases(normalise(text)).match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? [];
  return words
    .filter((word) => !STOP_WORDS.has(word.replace("'", "")))
    .map((word) => word.replace(/'.*$/, ""))
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

/** The words that matter, as a search wants them: in full, each once. */
export function topicWords(text: string): string[] {
  const words = phrases(normalise(text)).match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  const telling = words.filter((word) => stemsOf(word).length > 0);
  return [...new Set(telling.length > 0 ? telling : words)];
}

/** What may be added to a word without making it another one: `lock`, `lockout`. */
const ENDINGS = new Set("s es ed ing er ers or out able al ly ity up in off".split(" "));

/** Whether two stems stand for the same: equal, one the beginning of the other, or words for one another. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short) && ENDINGS.has(long.slice(short.length))) return true;
  const shared = sharedStart(a, b);
  if (shared >= 6 && shared < short.length && long.length - shared <= 3) return true;
  const group = groups.get(a);
  return group !== undefined && group === groups.get(b);
}

/** The endings of English, roughly: `cancellations`, `canceling` and `canceled` are all `cancel`. */
function stem(word: string): string {
  const bare = word.length > 6 && word.startsWith("un") ? word.slice(2) : word;
  const cut = bare
    .replace(/(?<=.{3})ies$/, "y")
    .replace(/(?<=.{3})(?:sses|xes|ches|shes)$/, (ending) => ending.slice(0, -2))
    .replace(/(?<=.{3}[^su])s$/, "")
    .replace(/(?<=.{4})(?:ations?|ions?|ly|ment)$|(?<=.{3})ing$|(?<=.{2}[^e])ed$/, "")
    .replace(/(?<=.{3})e$/, "");
  return cut.replace(/([bdglmnprt])\1$/, "$1");
}

const groups = new Map(ALIKE.flatMap((line, group) => line.split(" ").map((word) => [stem(word), group] as const)));

/** Ways of saying a thing in two words that pages say in one. */
function phrases(text: string): string {
  return (
    text
      .replace(/\bhow much(?: (?:is|are|does|do|would|will|for|4|per)\b|(?! \w))/g, "price")
      .replace(/\btoo (?:many|much)\b/g, "excess")
      .replace(/\bmoney back\b/g, "refund")
      .replace(/\b(?:log|logging|logged|sign|signing|signed) ?-?in(?:to)?\b/g, "login")
      .replace(/\b(?:2fa|two[- ]factor)\b/g, "twofactor")
      .replace(/\bsingle sign-on\b/g, "sso")
      .replace(
        /\b(?:turn|switch)(?:ed|ing)?(?: (?:it|them|this|that|one))? on\b|\bset(?:ting)?(?: (?:it|them|this|that|one))? up\b/g,
        "enable",
      )
      .replace(/\b(?:turn|switch)(?:ed|ing)?(?: (?:it|them|this|that))? off\b/g, "disable")
      // How much time is left is no topic.
      .replace(/\b(?:in|for|within) (?:\d+|a few|an?|two|five|ten) (?:min\w*|hours?|days?|seconds?)\b/g, " ")
  );
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
