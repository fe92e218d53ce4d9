interface Numerals {
  /** From 0 to 20. */
  readonly small: string;
  /** 20, 30, … 90. */
  readonly tens: string;
  /** What "hundred" and "thousand" are, and 100, 200, … 900 where each is a word of its own. */
  readonly hundred: string;
  readonly thousand: string;
  readonly hundreds?: string;
  /** How 21 is one word: from its parts. Absent: its parts stand beside each other. */
  compound?(one: string, ten: string): string;
}

const LANGUAGES: readonly Numerals[] = [
  {
    small:
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    tens: "twenty thirty forty fifty sixty seventy eighty ninety",
    hundred: "hundred",
    thousand: "thousand",
  },
  {
    small:
      "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    tens: "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    hundred: "hundert",
    thousand: "tausend",
    compound: (one, ten) => `${one === "eins" ? "ein" : one}und${ten}`,
  },
  {
    small:
      "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    tens: "vingt trente quarante cinquante soixante - - -",
    hundred: "cent",
    thousand: "mille",
  },
  {
    small:
      "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    tens: "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    hundred: "cien",
    thousand: "mil",
    hundreds: "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    compound: (one, ten) => (ten === "veinte" ? `veinti${one}` : ""),
  },
  {
    small:
      "zero - due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    tens: "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    hundred: "cento",
    thousand: "mila",
    hundreds: "- duecento trecento quattrocento cinquecento seicento settecento ottocento novecento",
    compound: (one, ten) => (/^[aeiou]/.test(one) ? ten.slice(0, -1) : ten) + one,
  },
  {
    small:
      "zero - dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove vinte",
    tens: "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    hundred: "cem",
    thousand: "mil",
    hundreds: "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
  },
  {
    small:
      "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
    tens: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    hundred: "honderd",
    thousand: "duizend",
    compound: (one, ten) => `${one}${one.endsWith("e") ? "ën" : "en"}${ten}`,
  },
];

/** Other spellings, and the forms for things of a gender. */
const MORE: readonly (readonly [string, number])[] = [
  ["dezesseis", 16],
  ["dezessete", 17],
  ["dezenove", 19],
  ["duas", 2],
  ["quatorze", 14],
  ["zwo", 2],
  ["veintiún", 21],
  ["vingts", 20],
];

const plain = (word: string): string => word.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");

function spell(language: Numerals, values: Map<string, number>): void {
  const small = language.small.split(" ");
  const tens = language.tens.split(" ");
  small.forEach((word, value) => void values.set(word, value));
  tens.forEach((word, at) => void values.set(word, (at + 2) * 10));
  language.hundreds?.split(" ").forEach((word, at) => void values.set(word, (at + 1) * 100));
  const { compound } = language;
  if (!compound) return;
  for (const [at, ten] of tens.entries()) {
    for (const [one, word] of small.slice(0, 10).entries())
      if (one > 0) values.set(compound(word === "-" ? "un" : word, ten), (at + 2) * 10 + one);
  }
}

/** German, Dutch and Italian write 250 as one word. */
function spellHundreds(values: Map<string, number>): void {
  const under100 = [...values].filter(([, value]) => value > 0 && value < 100);
  for (const hundred of ["hundert", "honderd", "cento"]) {
    for (const [one, value] of [...under100.filter(([, value]) => value > 1 && value < 10), ["", 1] as const]) {
      const prefix = one === "eins" ? "ein" : one;
      values.set(prefix + hundred, value * 100);
      for (const [rest, more] of under100) values.set(prefix + hundred + rest, value * 100 + more);
    }
  }
}

const VALUES: ReadonlyMap<string, number> = new Map(
  (() => {
    const values = new Map<string, number>(MORE);
    for (const language of LANGUAGES) spell(language, values);
    spellHundreds(values);
    values.delete("-");
    values.delete("");
    return [...values].flatMap(([word, value]) => [[word, value] as const, [plain(word), value] as const]);
  })(),
);

const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ...LANGUAGES.flatMap(({ hundred, thousand }) => [[hundred, 100] as const, [thousand, 1_000] as const]),
  ["cents", 100],
  ["mille", 1_000],
  ["million", 1_000_000],
  ["millions", 1_000_000],
  ["millionen", 1_000_000],
  ["miljoen", 1_000_000],
  ["millones", 1_000_000],
  ["milioni", 1_000_000],
  ["milhões", 1_000_000],
]);

const JOINERS = new Set(["-", "and", "et", "y", "e", "und"]);

/** What a row of words says as a number, and how many of them say it; null: the first is no numeral. */
export function readNumberWords(words: readonly string[]): { readonly value: number; readonly count: number } | null {
  let [total, current, count] = [0, 0, 0];
  for (let at = 0; at < words.length && at < LONGEST; at += 1) {
    const word = words[at] ?? "";
    if (at > 0 && JOINERS.has(word)) continue;
    const multiplier = MULTIPLIERS.get(word);
    const value = VALUES.get(word);
    // In French "cents" multiplies; in English it is money.
    if (multiplier !== undefined && (at > 0 || multiplier > 99) && !(word === "cents" && current === 0)) {
      if (multiplier === 100) current = Math.max(current, 1) * 100;
      else [total, current] = [total + Math.max(current, 1) * multiplier, 0];
    } else if (value !== undefined && (at === 0 || fits(current, total, value))) {
      current = current === 4 && value === 20 ? 80 : current + value;
    } else break;
    count = at + 1;
  }
  return count === 0 ? null : { value: total + current, count };
}

/** Longer ones are not written out. */
const LONGEST = 12;

/** Whether "seventy" goes on with "five", and "two" does not with "three". */
function fits(current: number, total: number, value: number): boolean {
  const rest = current % 100;
  if (current === 0) return total > 0;
  if (rest === 0) return value < 100;
  if (current === 4 && value === 20) return true; // quatre-vingts
  if (rest === 60 || rest === 80) return value < 20; // soixante-dix
  return rest % 10 === 0 && rest >= 20 && value > 0 && value < 10;
}
