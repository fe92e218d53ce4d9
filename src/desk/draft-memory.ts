/** More conversations are not drafted for at once. */
const MOST_DRAFTS = 1_000;
/** Longer texts are compared by their beginnings: the work grows with the square. */
const MOST_WORDS = 400;

/**
 * The last draft of each conversation, until an answer is sent there: how much of it operators keep tells how good drafts are.
 * In memory: an answer that another process takes is not measured.
 */
export interface DraftMemory {
  remember(conversationId: string, draft: string): void;
  /** How much of the draft an answer kept, 0 to 1; null: there was none. */
  compare(conversationId: string, sent: string): number | null;
}

export function createDraftMemory(): DraftMemory {
  const drafts = new Map<string, string>();
  return {
    remember(conversationId, draft) {
      drafts.delete(conversationId);
      drafts.set(conversationId, draft);
      for (const [oldest] of drafts) if (drafts.size > MOST_DRAFTS) drafts.delete(oldest);
    },
    compare(conversationId, sent) {
      const draft = drafts.get(conversationId);
      drafts.delete(conversationId);
      return draft === undefined ? null : keptShare(draft, sent);
    },
  };
}

/** One less the edit distance in words, as a share of the longer text. */
export function keptShare(draft: string, sent: string): number {
  const [a, b] = [wordsOf(draft), wordsOf(sent)];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/).slice(0, MOST_WORDS);

function editDistance(a: readonly string[], b: readonly string[]): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [row, word] of a.entries()) {
    const now = [row + 1];
    for (const [at, other] of b.entries()) {
      const changed = (before[at] ?? 0) + (word === other ? 0 : 1);
      now.push(Math.min(changed, (before[at + 1] ?? 0) + 1, (now[at] ?? 0) + 1));
    }
    before = now;
  }
  return before[b.length] ?? 0;
}
