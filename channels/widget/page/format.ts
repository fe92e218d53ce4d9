import { WORDS } from "./words.ts";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** All take ISO 8601 and tell the reader's own time. */
export function formatTime(at: string): string {
  return TIME.format(new Date(at));
}

export function formatDay(at: string): string {
  const day = dayOf(at);
  return day === new Date().toDateString() ? WORDS.today : DAY.format(new Date(at));
}

/** The same for all times of a day. */
export function dayOf(at: string): string {
  return new Date(at).toDateString();
}

const UNITS = ["KB", "MB", "GB"] as const;

/** In the units that file managers show. */
export function formatSize(bytes: number): string {
  let size = bytes / 1000;
  let unit = 0;
  for (; size >= 1000 && unit < UNITS.length - 1; unit += 1) size /= 1000;
  return `${size < 10 ? Math.max(size, 0.1).toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
