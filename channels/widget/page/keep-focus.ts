const FOCUSABLE = "a[href], button:not(:disabled), textarea, [tabindex='0']";

/** Keeps the focus in this page on Tab, for a chat that covers its host page. */
export function keepFocus(event: KeyboardEvent): void {
  if (event.key !== "Tab") return;
  const all = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const [first, last] = [all.at(0), all.at(-1)];
  const [edge, other] = event.shiftKey ? [first, last] : [last, first];
  if (document.activeElement !== edge && document.activeElement !== document.body) return;
  event.preventDefault();
  other?.focus();
}
