/**
 * What the host page's own storage remembers, so that a page on which nobody chats loads nothing but this script.
 * `known`: there is a conversation to come back to. `reset`: the chat page has still to be told to forget it.
 */
type Mark = "known" | "reset";

const PREFIX = "switchboard.";

export function isMarked(mark: Mark): boolean {
  try {
    return localStorage.getItem(PREFIX + mark) !== null;
  } catch {
    return false; // storage is forbidden here
  }
}

export function setMark(mark: Mark, on: boolean): void {
  try {
    if (on) localStorage.setItem(PREFIX + mark, "1");
    else localStorage.removeItem(PREFIX + mark);
  } catch {
    // storage is forbidden here: the next page begins anew
  }
}
