import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { type ChatState, countUnread } from "./chat-state.ts";
import type { Chat } from "./create-chat.ts";
import type { Parent } from "./create-parent.ts";
import { keepFocus } from "./keep-focus.ts";

export interface FrameParts {
  readonly chat: Chat;
  readonly parent: Parent;
  readonly state: ChatState;
  /** Gets the focus when the chat is opened. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What the chat and the page around it have to do with each other. */
export function useFrame({ chat, parent, state, field }: FrameParts): void {
  const unread = countUnread(state);
  const isKnown = state.conversationId !== null || state.outbox.length > 0;
  useEffect(() => parent.tell({ kind: "unread", count: unread }), [parent, unread]);
  useEffect(() => {
    // Before a server has told, nobody knows.
    if (state.connected || isKnown) parent.tell({ kind: "known", known: isKnown });
  }, [parent, isKnown, state.connected]);
  useEffect(() => listen(chat, parent, field), [chat, parent, field]);
}

function listen(chat: Chat, parent: Parent, field: FrameParts["field"]): void {
  let isShown = parent.isAlone;
  let isModal = false;
  const look = (): void => chat.setSeen(isShown && document.visibilityState === "visible");

  parent.hear((message) => {
    if (message.kind === "identify") chat.identify(message.token);
    else if (message.kind === "reset") chat.reset();
    else {
      isShown = message.kind === "shown";
      isModal = message.kind === "shown" && message.modal;
      look();
      // A keyboard on the screen would cover what was said.
      if (isShown && matchMedia("(pointer: fine)").matches) field.current?.focus();
    }
  });
  addEventListener("visibilitychange", () => {
    look();
    if (document.visibilityState === "visible") chat.resync();
  });
  addEventListener("online", chat.resync);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) parent.tell({ kind: "close" });
    else if (isModal) keepFocus(event);
  });
  look();
  parent.tell({ kind: "ready" });
}
