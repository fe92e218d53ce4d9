import type { Inbox } from "../../create-inbox.ts";
import type { StatusFollower } from "../../follow-status.ts";
import type { KnowledgePlace } from "../../state/place.ts";

export interface KnowledgeProps {
  readonly me: string;
  /** Null: one is elsewhere. What was found and written is still there when one comes back. */
  readonly place: KnowledgePlace | null;
  readonly inbox: Inbox;
  readonly status: StatusFollower;
  readonly onSignedOut: () => void;
}
