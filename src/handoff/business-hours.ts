const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
export type Day = (typeof DAYS)[number];

/** When somebody of the team is there, by the clock on its wall. */
export interface BusinessHours {
  /** IANA, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** `HH:MM`; an end that is not after the beginning lies on the next day. A day that is not named is off. */
  readonly days: Readonly<Partial<Record<Day, { readonly from: string; readonly to: string } | undefined>>>;
}

export interface Opening {
  /** 0: today, 1: tomorrow, up to 7: the same day next week. */
  readonly inDays: number;
  /** `HH:MM` there. */
  readonly time: string;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** Null: the team is there. Otherwise when it is back; `never` when there are no hours at all. Pure, by the wall clock, so that daylight saving moves nothing. */
export function nextOpening({ timezone, days }: BusinessHours, now: Date): Opening | "never" | null {
  const { weekday, minutes } = wallClock(timezone, now);
  const spanOf = (day: number) => {
    const hours = days[DAYS[((day % 7) + 7) % 7] ?? "sun"];
    if (!hours) return null;
    const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
    return { from, to: to > from ? to : to + DAY_MINUTES, time: hours.from };
  };
  const [today, yesterday] = [spanOf(weekday), spanOf(weekday - 1)];
  if (today && minutes >= today.from && minutes < today.to) return null;
  if (yesterday && minutes + DAY_MINUTES < yesterday.to) return null;
  for (let inDays = 0; inDays <= 7; inDays += 1) {
    const span = spanOf(weekday + inDays);
    if (span && (inDays > 0 || minutes < span.from))
      return { inDays, time: span.time, weekday: (weekday + inDays) % 7 };
  }
  return "never";
}

const DAY_MINUTES = 24 * 60;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function wallClock(timeZone: string, now: Date): { readonly weekday: number; readonly minutes: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  const weekday = (DAYS as readonly string[]).indexOf(part("weekday").toLowerCase());
  return { weekday, minutes: Number(part("hour")) * 60 + Number(part("minute")) };
}
