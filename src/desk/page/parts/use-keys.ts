import { useEffect } from "preact/hooks";
import { type KeyCommand, keyCommand } from "../state/key-command.ts";

/** Calls `obey` for each key that is a command, wherever the focus is. */
export function useKeys(obey: (command: KeyCommand) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // A dialog has the keys for itself.
      if (document.querySelector("dialog[open]")) return;
      const { key, ctrlKey, metaKey, altKey, isComposing } = event;
      const command = keyCommand({ key, ctrlKey, metaKey, altKey, isComposing, isInField: isField(event.target) });
      if (!command) return;
      // The key that brings the focus to a field is not to be written into it.
      event.preventDefault();
      obey(command);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [obey]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select");
}
