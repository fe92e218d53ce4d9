import type { ShownAttachment, ShownDelivery, ShownMessage, ShownState } from "../contract/index.ts";
import type { EventView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import type { Hints } from "./hints.ts";
import {
  type Audience,
  type Followed,
  findConversation,
  type Page,
  readNews,
  readShown,
  type Unfinished,
} from "./read-news.ts";

export type News =
  | { readonly kind: "message"; readonly message: ShownMessage }
  | { readonly kind: "event"; readonly event: EventView }
  | { readonly kind: "status"; readonly messageId: string; readonly delivery: ShownDelivery }
  | { readonly kind: "attachments"; readonly messageId: string; readonly attachments: readonly ShownAttachment[] }
  | { readonly kind: "conversation"; readonly conversationId: string; readonly state: ShownState }
  | { readonly kind: "turn"; readonly conversationId: string }
  | { readonly kind: "delta"; readonly delta: { turnId: string; offset: number; text: string } }
  | { readonly kind: "retract"; readonly turnId: string };

export interface FollowDeps {
  readonly database: Database;
  readonly hints: Hints;
  readonly onError: (error: Error) => void;
}

/** How long until it looks again after a look that failed. */
const AGAIN_MS = 1_000;

/**
 * Shows what is newer than `afterSeq` in a conversation, and then what comes: each number once and in order, whatever
 * hints are lost, doubled or late. One look at a time; a hint that comes during one makes another follow.
 */
export class Follower {
  readonly #followed: Followed;
  readonly #audience: Audience;
  readonly #show: (news: News) => void;
  readonly #deps: FollowDeps;
  readonly #statuses = new Map<string, string>();
  readonly #files = new Map<string, string>();
  #conversationId: string | null;
  #seq: number;
  #state: ShownState | null = null;
  #turns: string | null = null;
  #isFirst = true;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stopped = false;
  #leaveOff: () => void;
  #retry: NodeJS.Timeout | undefined;

  constructor(followed: Followed, afterSeq: number, audience: Audience, show: (news: News) => void, deps: FollowDeps) {
    this.#followed = followed;
    this.#audience = audience;
    this.#show = show;
    this.#deps = deps;
    this.#seq = afterSeq;
    this.#conversationId = "conversationId" in followed ? followed.conversationId : null;
    // Before the first look: what comes during it must not be missed.
    const subject = "threadKey" in followed ? followed.threadKey : followed.conversationId;
    this.#leaveOff = this.#listen(subject);
  }

  /** The last number that was shown. */
  get seq(): number {
    return this.#seq;
  }

  /** Resolves when all that is there now was shown. @throws what the database says */
  async start(): Promise<void> {
    this.#looking = this.#look().finally(() => this.#ended());
    await this.#looking;
  }

  stop(): void {
    this.#stopped = true;
    this.#leaveOff();
    clearTimeout(this.#retry);
  }

  #listen(subject: string): () => void {
    return this.#deps.hints.on(
      subject,
      () => this.#hear(),
      () => this.#seq,
    );
  }

  #hear(): void {
    if (this.#stopped) return;
    this.#lookAgain = true;
    if (this.#looking) return;
    this.#lookAgain = false;
    this.#looking = this.#look()
      .catch((error: Error) => {
        this.#deps.onError(error);
        this.#retry = setTimeout(() => this.#hear(), AGAIN_MS).unref();
      })
      .finally(() => this.#ended());
  }

  #ended(): void {
    this.#looking = null;
    if (this.#lookAgain) this.#hear();
  }

  async #look(): Promise<void> {
    const { database } = this.#deps;
    if (this.#conversationId === null) {
      this.#conversationId = await findConversation(this.#followed, database);
      if (this.#conversationId === null) return;
      // From now on what changes it is told by its id; what was between the two is in the tables.
      this.#leaveOff();
      this.#leaveOff = this.#listen(this.#conversationId);
      if (this.#stopped) this.#leaveOff();
    }
    const id = this.#conversationId;
    const isFirst = this.#isFirst;
    const read = () => readNews(id, this.#seq, this.#audience, isFirst, database);
    let news = await read();
    for (; news?.kind === "page" && !this.#stopped; news = await read()) this.#showPage(news);
    if (news?.kind !== "all" || this.#stopped) return;
    this.#isFirst = false;
    this.#showPage(news);
    for (const { id: messageId, delivery } of news.deliveries) this.#showStatus(messageId, delivery);
    for (const { id: messageId, attachments } of news.files) this.#showFiles(messageId, attachments);
    if (news.state !== this.#state) this.#show({ kind: "conversation", conversationId: id, state: news.state });
    this.#state = news.state;
    if (!isFirst && news.turns !== this.#turns) this.#show({ kind: "turn", conversationId: id });
    this.#turns = news.turns;
    await this.#showUnfinished(news.unfinished);
  }

  /**
   * Was it taken back while it was read, then whoever follows was told so before he was shown it, and would keep it: so it
   * is looked at again afterwards.
   */
  async #showUnfinished(unfinished: Unfinished | null): Promise<void> {
    for (let next = unfinished; next !== null; ) {
      const { turnId, text } = next;
      this.#show({ kind: "delta", delta: { turnId, offset: 0, text } });
      const now = await readShown(turnId, this.#deps.database);
      if (this.#stopped || now?.startsWith(text)) return;
      this.#show({ kind: "retract", turnId });
      next = now === null ? null : { turnId, text: now };
    }
  }

  #showPage({ items, seq }: Page): void {
    for (const item of items) {
      this.#seq = item.seq;
      if (item.kind === "message") this.#showMessage(item.message);
      else this.#show({ kind: "event", event: item.event });
    }
    this.#seq = Math.max(this.#seq, seq);
  }

  #showMessage(message: ShownMessage): void {
    if (message.delivery) this.#statuses.set(message.id, JSON.stringify(message.delivery));
    if (message.attachments.length > 0) this.#files.set(message.id, JSON.stringify(message.attachments));
    this.#show({ kind: "message", message });
  }

  #showStatus(messageId: string, delivery: ShownDelivery): void {
    const text = JSON.stringify(delivery);
    if (this.#statuses.get(messageId) === text) return;
    this.#statuses.set(messageId, text);
    this.#show({ kind: "status", messageId, delivery });
  }

  #showFiles(messageId: string, attachments: readonly ShownAttachment[]): void {
    const text = JSON.stringify(attachments);
    if (this.#files.get(messageId) === text) return;
    this.#files.set(messageId, text);
    this.#show({ kind: "attachments", messageId, attachments });
  }
}
