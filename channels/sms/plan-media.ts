import type { OutboundFile } from "../../src/contract/index.ts";

/** Which files go with the text itself, and which can only be linked to. */
export interface MediaPlan {
  readonly carried: readonly OutboundFile[];
  readonly linked: readonly OutboundFile[];
}

/** `to`: E.164. */
export function planMedia(files: readonly OutboundFile[], _to: string): MediaPlan {
  return { carried: [], linked: files };
}
