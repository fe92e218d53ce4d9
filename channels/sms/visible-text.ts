import { type Form, field } from "./form.ts";

/** Twilio carries ten media in a message; more are counted, not listed. */
const MAX_MEDIA = 10;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** What the customer wrote, untouched but for NUL, which PostgreSQL cannot store in a text. */
export function bodyOf(form: Form): string {
  const body = form["Body"];
  const text = typeof body === "string" ? body : (body?.[0] ?? "");
  return text.replaceAll("\0", "");
}

/** The text as operators and the assistant see it: what was written, then a line each for a place and for media. */
export function visibleText(form: Form): string {
  return [bodyOf(form), placeLine(form), mediaLine(form)].filter((line) => line !== "").join("\n");
}

function placeLine(form: Form): string {
  const latitude = field(form, "Latitude");
  const longitude = field(form, "Longitude");
  if (latitude === null || longitude === null) return "";
  const names = [field(form, "Label"), field(form, "Address")].filter((name) => name !== null);
  const called = names.length === 0 ? "" : ` (${names.join(", ").replaceAll("\0", "")})`;
  return `[location: ${latitude}, ${longitude}${called}]`.replaceAll("\0", "");
}

function mediaLine(form: Form): string {
  const count = Number.parseInt(field(form, "NumMedia") ?? "0", 10);
  if (!(count > 0)) return "";
  const types = Array.from({ length: Math.min(count, MAX_MEDIA) }, (_, index) => {
    const type = field(form, `MediaContentType${index}`) ?? "";
    return MEDIA_TYPE.test(type) ? type : "file";
  });
  return `[${count} ${count === 1 ? "attachment" : "attachments"}: ${types.join(", ")}]`;
}
