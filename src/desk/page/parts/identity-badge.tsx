import type { ContactView } from "../../../conversation/view.ts";

/** Whether it is proven that the customer is who he says. */
export function IdentityBadge({ identity }: Pick<ContactView, "identity">) {
  const isVerified = identity === "verified";
  const title = isVerified
    ? "The channel has proven that this address is the customer's."
    : "Nobody has proven that this address is the customer's.";
  return (
    <span class={`badge is-${identity}`} title={title}>
      {isVerified ? "✓ verified" : "claimed"}
    </span>
  );
}
