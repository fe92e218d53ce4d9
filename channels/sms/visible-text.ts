import { type Form, field } from "./form.ts";
import { uncarriedMedia } from "./to-attachments.ts";

/**
 * What the customer wrote, or the words on the button that was tapped, untouched but for what PostgreSQL cannot store in
 * a text: NUL, and halves of characters.
 */
export function bodyOf(form: Form): string {
  return storable(field(form, "Body") ?? field(form, "ButtonText") ?? firstOf(form["Body"]));
}

/** Also of a blank one, which is still what was written. */
const firstOf = (body: Form[string] | undefined): string => (typeof body === "string" ? body : (body?.[0] ?? ""));

const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** The text as operators and the assistant see it: what was written, then a line each for a place and for media that are not attached. */
export function visibleText(form: Form): string {
  return [bodyOf(form), placeLine(form), moreMediaLine(form)].filter((line) => line !== "").join("\n");
}

function placeLine(form: Form): string {
  const latitude = field(form, "Latitude");
  const longitude = field(form, "Longitude");
  if (latitude === null || longitude === null) return "";
  const names = [field(form, "Label"), field(form, "Address")].filter((name) => name !== null);
  const called = names.length === 0 ? "" : ` (${names.join(", ")})`;
  return storable(`[location: ${latitude}, ${longitude}${called}]`);
}

/** What is among the attachments is shown there. */
function moreMediaLine(form: Form): string {
  const count = uncarriedMedia(form);
  return count === 0 ? "" : `[${count} more ${count === 1 ? "file" : "files"} than a text can carry]`;
}
