/** A length of time: seconds or months, which do not convert into each other, and the days and hours of business. */
export type TimeUnit = { readonly base: "s" | "month" | "business_day" | "business_hour"; readonly factor: number };

const words = (list: string): readonly string[] => list.split(" ");
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

const SECONDS: readonly (readonly [string, number])[] = [
  ["second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi seconden", 1],
  ["minute minutes min mins minuten minuto minutos minuti minuut", MINUTE],
  ["hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur uren", HOUR],
  ["day days tag tage tagen tages jour jours día días dia dias giorno giorni dag dagen", DAY],
  ["week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken", 7 * DAY],
];
const MONTHS: readonly (readonly [string, number])[] = [
  ["month months mo mos monat monate monaten monats mois mes meses mese mesi mês maand maanden", 1],
  ["year years yr yrs jahr jahre jahren jahres an ans année années año años anno anni ano anos jaar jaren", 12],
];
const BUSINESS_DAYS = words(
  "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen geschäftstag geschäftstage geschäftstagen werkdag werkdagen weekday weekdays",
);
const BUSINESS_HOURS = words(
  "geschäftsstunde geschäftsstunden arbeitsstunde arbeitsstunden werkuur werkuren kantooruren",
);

const TIME_UNITS: ReadonlyMap<string, TimeUnit> = new Map<string, TimeUnit>([
  ...SECONDS.flatMap(([names, factor]) => words(names).map((name) => [name, { base: "s", factor }] as const)),
  ...MONTHS.flatMap(([names, factor]) => words(names).map((name) => [name, { base: "month", factor }] as const)),
  ...BUSINESS_DAYS.map((name) => [name, { base: "business_day", factor: 1 }] as const),
  ...BUSINESS_HOURS.map((name) => [name, { base: "business_hour", factor: 1 }] as const),
]);

export function timeUnit(word: string | undefined): TimeUnit | undefined {
  return word === undefined ? undefined : TIME_UNITS.get(word);
}

/** The same, counted in business days or hours. */
export function inBusiness(unit: TimeUnit): TimeUnit {
  if (unit.base !== "s") return unit;
  if (unit.factor === DAY) return { base: "business_day", factor: 1 };
  return unit.factor === HOUR ? { base: "business_hour", factor: 1 } : unit;
}

/** Before the unit: "5 business days". */
export const BUSINESS_BEFORE: ReadonlySet<string> = new Set(words("business working work office werk"));
/** Behind it: "5 jours ouvrés". */
export const BUSINESS_BEHIND: ReadonlySet<string> = new Set(
  words(
    "ouvrés ouvré ouvrables ouvrable hábiles hábil laborables laborable lavorativi lavorativo lavorative feriali feriale úteis útil",
  ),
);
/** Between the number and the unit, and no part of the value. */
export const FILLERS: ReadonlySet<string> = new Set(
  words(
    "calendar full whole more additional extra further consecutive straight other short long weitere weiteren volle vollen ganze ganzen - )",
  ),
);
/** How often: "$19 monthly". */
export const ADVERBS: ReadonlyMap<string, TimeUnit> = new Map<string, TimeUnit>([
  ...words("hourly stündlich").map((name) => [name, { base: "s", factor: HOUR }] as const),
  ...words("daily täglich dagelijks").map((name) => [name, { base: "s", factor: DAY }] as const),
  ...words("weekly wöchentlich wekelijks").map((name) => [name, { base: "s", factor: 7 * DAY }] as const),
  ...words(
    "monthly monatlich mensuel mensuels mensuelle mensual mensuales mensile mensili mensal mensais maandelijks",
  ).map((name) => [name, { base: "month", factor: 1 }] as const),
  ...words("yearly annually annual jährlich annuel annuelle anual annuale anuais jaarlijks").map(
    (name) => [name, { base: "month", factor: 12 }] as const,
  ),
]);

const CURRENCY_NAMES: readonly (readonly [string, string])[] = [
  ["$ usd dollar dollars dollari bucks dólar dólares dolar dolares dollaro", "usd"],
  ["€ eur euro euros euri", "eur"],
  ["£ gbp pound pounds pfund livre livres libra libras sterline sterlina pond sterling quid", "gbp"],
  ["¥ jpy yen cny yuan", "yen"],
  ["chf franken francs franc", "chf"],
  ["₹ inr rupee rupees", "inr"],
  ["r$ brl reais", "brl"],
  ["a$ au$ aud", "aud"],
  ["c$ ca$ cad", "cad"],
  ["nzd nz$", "nzd"],
  ["cent cents cents centesimi céntimos cêntimos centavos centimes pence", "cent"],
  ...words("sek nok dkk pln czk huf mxn krw sgd hkd zar try ils").map((code) => [code, code] as const),
];
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  CURRENCY_NAMES.flatMap(([names, code]) => words(names).map((name) => [name, code] as const)),
);

export function currency(word: string | undefined): string | undefined {
  return word === undefined ? undefined : CURRENCIES.get(word);
}

/** Behind an amount: "$1.5k", "2 Millionen Euro". */
export const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ["k", 1_000],
  ["m", 1_000_000],
  ["mn", 1_000_000],
  ["mio", 1_000_000],
]);

export const PERCENT: ReadonlySet<string> = new Set(["%", "percent", "prozent", "procent", "pct"]);

export const SIZES: ReadonlyMap<string, string> = new Map(
  [
    ["kb kilobyte kilobytes ko", "kb"],
    ["mb megabyte megabytes", "mb"],
    ["gb gigabyte gigabytes gib", "gb"],
    ["tb terabyte terabytes", "tb"],
  ].flatMap(([names = "", key = ""]) => words(names).map((name) => [name, key] as const)),
);
