export type KeyCommand =
  | "next"
  | "previous"
  | "claim"
  | "reply"
  | "note"
  | "close"
  | "search"
  | "go"
  | "help"
  | "leave";

export interface KeyMeaning {
  readonly key: string;
  readonly does: string;
  readonly command: KeyCommand;
}

/** The keys and what they do, as the help shows them. */
export const KEYS: readonly KeyMeaning[] = [
  { key: "j", does: "Next conversation", command: "next" },
  { key: "k", does: "Previous conversation", command: "previous" },
  { key: "c", does: "Claim", command: "claim" },
  { key: "r", does: "Write an answer", command: "reply" },
  { key: "n", does: "Write an internal note", command: "note" },
  { key: "e", does: "Close", command: "close" },
  { key: "/", does: "Search", command: "search" },
  { key: "g", does: "To the knowledge, and back", command: "go" },
  { key: "?", does: "This help", command: "help" },
  { key: "Escape", does: "Leave a field, close what is open", command: "leave" },
];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** A key in a text field is a letter. */
  readonly isInField: boolean;
  /** An input method is composing a character out of several keys. */
  readonly isComposing: boolean;
}

/** Null: the key is the browser's. */
export function keyCommand({ key, ctrlKey, metaKey, altKey, isInField, isComposing }: KeyPress): KeyCommand | null {
  if (ctrlKey || metaKey || altKey || isComposing) return null;
  const command = KEYS.find((one) => one.key === key)?.command ?? null;
  return isInField && command !== "leave" ? null : command;
}
