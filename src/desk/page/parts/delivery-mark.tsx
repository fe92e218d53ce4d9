import type { DeliveryStatus, ShownDelivery } from "../../../contract/index.ts";
import { DELIVERY_WORDS } from "../state/message-words.ts";

const SIGNS: Readonly<Record<DeliveryStatus, string>> = {
  unknown: "?",
  queued: "◷",
  sent: "✓",
  failed: "!",
  delivered: "✓✓",
  read: "✓✓",
};

/** What became of a message of ours, and why it failed. */
export function DeliveryMark({ delivery: { status, error } }: { readonly delivery: ShownDelivery }) {
  return (
    <span class={`delivery is-${status}`}>
      <span aria-hidden="true">{SIGNS[status]}</span> {DELIVERY_WORDS[status]}
      {error && ` · ${error.message || "no reason given"} (${error.code})`}
    </span>
  );
}
