/** What is counted, by name and labels. Rooms count; only the HTTP room knows how the numbers leave. */
export interface Meter {
  ingested(channel: string, result: "done" | "retry" | "dead"): void;
  turnEnded(channel: string, outcome: string, seconds: number): void;
  modelCalled(
    model: string,
    outcome: string,
    about: { readonly costMicros: number; readonly inputTokens: number; readonly outputTokens: number },
  ): void;
  /** Whether the model is left alone because its API fails. */
  modelBlocked(model: string, isBlocked: boolean): void;
  /** Why the API could not read from its cache what it had read before. */
  cacheMissed(model: string, reason: string): void;
  delivered(channel: string, state: string): void;
  /** Whether a channel is held because its provider refuses all of us. */
  channelHeld(channel: string, isHeld: boolean): void;
  /** A turn ended, and no article answered what was asked. */
  knowledgeGap(channel: string): void;
  /** The guard did not let an answer pass, for one kind of thing in it. */
  answerRejected(channel: string, kind: string): void;
  /** A changed policy file could not be used. */
  policyReloadFailed(): void;
  /** Articles that can be found by audience, drafts, and files that cannot be used: whenever that has changed. */
  libraryRead(counts: Readonly<Record<"public" | "internal" | "draft" | "problems", number>>): void;
  /** An operator sent an answer after a draft of the assistant: how much of that is in it, 0 to 1. */
  draftSent(keptShare: number): void;
  /** A tool call that was not allowed, by the name of the tool. */
  toolRefused(tool: string, reason: string): void;
  /** Of the texts of the help centre that shall have vectors: how many of them have one here. */
  vectorsCounted(done: number, wanted: number): void;
  /** A model made no vectors; the code is that of the embedding's error. */
  embeddingFailed(model: string, code: string): void;
  questionEmbedded(model: string, seconds: number): void;
}

/** For where nobody asks for the numbers. */
export const NO_METER: Meter = {
  ingested() {},
  turnEnded() {},
  modelCalled() {},
  modelBlocked() {},
  cacheMissed() {},
  delivered() {},
  channelHeld() {},
  knowledgeGap() {},
  answerRejected() {},
  policyReloadFailed() {},
  libraryRead() {},
  draftSent() {},
  toolRefused() {},
  vectorsCounted() {},
  embeddingFailed() {},
  questionEmbedded() {},
};
