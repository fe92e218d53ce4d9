import type { Identity, WidgetUser } from "./read-identity.ts";
import type { OpenSession } from "./sessions.ts";

/** What becomes of the session that a page came with. */
export type SessionMove =
  | { readonly kind: "continue"; readonly known: OpenSession }
  /** A new session with nothing in it, for nobody in particular. */
  | { readonly kind: "begin" }
  /** A new session for this customer, at a browser that holds nothing of anybody else. */
  | { readonly kind: "begin_for"; readonly user: WidgetUser }
  /** A visitor turns out to be this customer: what he wrote is his, and his token changes. */
  | { readonly kind: "identify"; readonly known: OpenSession; readonly user: WidgetUser }
  /** The same customer, of whom a newer token says something else. */
  | { readonly kind: "update"; readonly known: OpenSession; readonly user: WidgetUser }
  /** Another customer at the same browser: the one before him has left. */
  | { readonly kind: "replace"; readonly known: OpenSession; readonly user: WidgetUser };

/**
 * An identity that is not valid identifies nobody. Whoever is identified by his session stays so when his token has expired,
 * for pages keep their first token; with a token that is wrong, or another's, he gets a session of nobody's instead, because
 * the page may be in another customer's hands.
 */
export function nextSession(known: OpenSession | null, identity: Identity): SessionMove {
  if (known === null) return identity.kind === "valid" ? { kind: "begin_for", user: identity.user } : { kind: "begin" };
  const { user } = known.session;
  switch (identity.kind) {
    case "none":
      return { kind: "continue", known };
    case "valid":
      return nextForUser(known, identity.user);
    case "expired":
      return user === null || user.sub === identity.sub ? { kind: "continue", known } : { kind: "begin" };
    case "refused":
      return user === null ? { kind: "continue", known } : { kind: "begin" };
  }
}

function nextForUser(known: OpenSession, user: WidgetUser): SessionMove {
  const before = known.session.user;
  if (before === null) return { kind: "identify", known, user };
  if (before.sub !== user.sub) return { kind: "replace", known, user };
  const isKnown = before.email === user.email && before.name === user.name;
  return isKnown ? { kind: "continue", known } : { kind: "update", known, user };
}
