import type { Category, ChannelName, Owner, Severity } from "../../conversation/model.ts";

/** What we know of the one contact that a conversation is with. Nothing of anybody else can be in it. */
export interface CustomerRecord {
  readonly contactId: string;
  readonly name: string | null;
  /** Proven ones. `shown` is masked, for an answer; `address` is for other systems, and never said. */
  readonly addresses: readonly {
    readonly channel: ChannelName;
    readonly address: string;
    readonly shown: string;
  }[];
  readonly openTickets: readonly {
    readonly number: string;
    readonly category: Category;
    readonly severity: Severity;
    readonly summary: string;
    readonly openedAt: Date;
  }[];
  /** Other conversations, newest first. */
  readonly conversations: readonly {
    readonly channel: ChannelName;
    readonly subject: string | null;
    readonly state: Owner;
    readonly openedAt: Date;
  }[];
}
