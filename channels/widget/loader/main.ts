import { createWidget, type Widget } from "./create-widget.ts";
import { readSettings } from "./read-settings.ts";

/** A call as the host page makes it before this script has come: `Switchboard.push(["identify", token])`. */
type Call = { [Name in keyof Widget]: [Name, ...Parameters<Widget[Name]>] }[keyof Widget];

declare global {
  interface Window {
    /** Before this script has come: what the host page has called. Afterwards: the widget, which takes calls as well. */
    Switchboard?: Call[] | (Widget & { push(call: Call): void });
  }
}

const script = document.currentScript;
// Twice on one page is once.
if (script instanceof HTMLScriptElement && (!window.Switchboard || Array.isArray(window.Switchboard))) {
  if (document.body) begin(script);
  else addEventListener("DOMContentLoaded", () => begin(script), { once: true });
}

function begin(script: HTMLScriptElement): void {
  const early = Array.isArray(window.Switchboard) ? window.Switchboard : [];
  const widget = createWidget(readSettings(script));
  const push = ([name, ...words]: Call): void => {
    const method = widget[name] as (...words: unknown[]) => unknown;
    method(...words);
  };
  window.Switchboard = { ...widget, push };
  for (const call of early) push(call);
}
