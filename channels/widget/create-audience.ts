import type { LiveAudience } from "../../src/contract/index.ts";
import { roomOfThread } from "./rooms.ts";
import type { WidgetNamespace } from "./wire.ts";

/** Tells whoever shows a thread, on whichever process his socket is: rooms reach as far as the Socket.IO adapter does. */
export function createAudience(namespace: WidgetNamespace): LiveAudience {
  return {
    delta(thread, { turnId, offset, text }) {
      namespace.to(roomOfThread(thread)).emit("delta", { turnId, offset, text });
    },
    retract(thread, turnId) {
      namespace.to(roomOfThread(thread)).emit("retract", { turnId });
    },
    typing(thread, author, on) {
      namespace.to(roomOfThread(thread)).emit("typing", { author, on });
    },
  };
}
