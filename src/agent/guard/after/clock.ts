import type { Value } from "./value.ts";

const HALF_DAY =
  /(?<![\d.,:])(\d{1,2})(?::(\d{2}))?(?:\s*(?:-|to|until|and)\s*(\d{1,2})(?::(\d{2}))?)? ?([ap])\.?m\b\.?/giu;
const WITH_MINUTES = /(?<![\d.,:/-])([01]?\d|2[0-3])(?::|h)([0-5]\d)(?![\d:])/giu;
const O_CLOCK = /(?<![\d.,:])(\d{1,2})(?:\s*(?:-|bis|und|tot|en)\s*(\d{1,2}))?(?: Uhr| uur| heures?| h)(?!\p{L})/giu;
const AROUND =
  /24 ?[/x×] ?7|\b(?:a)?round[- ]the[- ]clock\b|\brund um die Uhr\b|\bat any (?:hour|time)\b|\b24 heures sur 24\b|\b24 horas\b/giu;
const NOON = /\b(noon|midday|midnight|mittags?|mitternacht|midi|minuit|mediodía|medianoche)\b/giu;

/** Times of the day as minutes of it, and "24/7". */
export function timesOf(text: string): readonly Value[] {
  return [
    ...[...text.matchAll(AROUND)].map((match): Value => toValue(match, ["always"], "duration")),
    ...[...text.matchAll(HALF_DAY)].flatMap((match) => halfDay(match)),
    ...[...text.matchAll(WITH_MINUTES)].map((match) => toValue(match, [clock(match[1], match[2], 0)])),
    ...[...text.matchAll(O_CLOCK)].flatMap((match) =>
      [match[1], match[2]].flatMap((hour) => (hour === undefined ? [] : [toValue(match, [clock(hour, "0", 0)])])),
    ),
    ...[...text.matchAll(NOON)].map((match) =>
      toValue(match, [/^mid(?:d|i)|noon|mitta|medio/i.test(match[0]) ? "clock:720" : "clock:0"]),
    ),
  ];
}

/** "9-5 pm" may begin in the morning. */
function halfDay(match: RegExpExecArray): Value[] {
  const [, from, fromMinutes, to, toMinutes, half = ""] = match;
  const shift = half.toLowerCase() === "p" ? 720 : 0;
  const last = to ?? from;
  const end = toValue(match, [clock(twelve(last), to === undefined ? fromMinutes : toMinutes, shift)]);
  if (to === undefined) return [end];
  return [toValue(match, [clock(twelve(from), fromMinutes, 0), clock(twelve(from), fromMinutes, shift)]), end];
}

const twelve = (hour: string | undefined): string => String(Number(hour) % 12);

function clock(hour: string | undefined, minutes: string | undefined, shift: number): string {
  return `clock:${(Number(hour) * 60 + Number(minutes ?? 0) + shift) % 1_440}`;
}

function toValue(match: RegExpExecArray, keys: readonly string[], kind: Value["kind"] = "date"): Value {
  return { kind, keys, text: match[0], start: match.index };
}
