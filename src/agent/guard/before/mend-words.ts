/** As people type on a phone. Nothing that is a word of its own in a language we read. */
const SLANG: Readonly<Record<string, string>> = {
  u: "you",
  ur: "your",
  urs: "yours",
  yall: "you",
  pls: "please",
  plz: "please",
  plse: "please",
  wanna: "want to",
  gonna: "going to",
  gotta: "have to",
  lemme: "let me",
  gimme: "give me",
  tlk: "talk",
  spk: "speak",
  some1: "someone",
  sb: "somebody",
  any1: "anyone",
  acc: "account",
  acct: "account",
  ppl: "people",
  rep: "representative",
  reps: "representatives",
  mgr: "manager",
  csr: "representative",
  pw: "password",
  pwd: "password",
  tho: "though",
  thx: "thanks",
  asap: "now",
  tmrw: "tomorrow",
  bc: "because",
  cuz: "because",
};

/** Words that rules hang on and that are often mistyped. */
const VOCABULARY = [
  ..."human humans person agent agents operator representative supervisor manager advisor someone somebody employee".split(
    " ",
  ),
  ..."lawyer lawyers attorney solicitor lawsuit legal court regulator complaint authority".split(" "),
  ..."charged charge charges refund refunded billed double twice unauthorized unauthorised fraudulent mistake".split(
    " ",
  ),
  ..."account hacked hacker compromised password phishing vulnerability breach stolen leaked security".split(" "),
  ..."speak speaking talking transfer people".split(" "),
];

/** Words of their own, in the languages we read, that are one letter from one of those. */
const OTHERS = new Set(
  `humane humid humus humana humano humain humains persons persona personal personne parson prison reason season
  persoon personen persone agency agente agenten agentes agenda urgent argent regent operate operators operatore operatori
  operador operation operated managers manages managed manage representatives supervisors advisors adviser advise advised
  employees employer employed somebodys someones layer layers sawyer lawyering attorneys solicitors lawsuits
  court courts courtesy coat cost count cour corte legally legale legali legales legals lethal regal regulators regulated regulate
  complaints complain complains compliant compliance authorities authored charger chargers changed change changes charmed
  chances charted chased charge chargee refunds refunding refine refined rebound billets doubled doubles doubly trouble
  mistakes mistaken mistook accounts accounting hackers hacks hacken hackea hatched passwords fishing phisher breaches breached
  beach preach bread bleach stole stolen stole leaked leaks securities securite secured speaks sneak steak speck spear spark
  talks talked walking taking tasking transfers transferred transfere transferer transfert contact context
  connects connected connecte connecter peoples purple regulatory advisory supervisory compromise compromises charles hackern hacer hackear hackeo biller refunder billet manger leal cout couru agenti
  stollen sprak humani arent passwort passworte`.split(/\s+/),
);

/** The fewest letters of a word that is looked at: shorter ones are one letter from too many others. */
const SHORTEST = 5;

const known = new Set<string>(VOCABULARY);
const byRest = new Map<string, string[]>();
for (const word of VOCABULARY) {
  if (word.length < SHORTEST) continue;
  for (const rest of rests(word)) byRest.set(rest, [...(byRest.get(rest) ?? []), word]);
}

/** @param words with single spaces between. */
export function mendWords(words: string): string {
  return words
    .split(" ")
    .map((word) => (Object.hasOwn(SLANG, word) ? SLANG[word] : mend(word)))
    .join(" ");
}

/** The one word of ours that is a letter too many, too few, wrong or swapped away, else the word as it is. */
function mend(word: string): string {
  if (word.length < SHORTEST || word.length > 16 || known.has(word) || OTHERS.has(word)) return word;
  const near = new Set(rests(word).flatMap((rest) => byRest.get(rest) ?? []));
  const [found, ...more] = [...near].filter((ours) => ours[0] === word[0] && isOneAway(word, ours));
  return found !== undefined && more.length === 0 ? found : word;
}

/** The word, and the word without each of its letters: two words a letter apart have one of these in common. */
function rests(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

function isOneAway(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, otherRest] = [one.slice(at), other.slice(at)];
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}
