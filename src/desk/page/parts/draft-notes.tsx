import { findingWords } from "../state/draft-words.ts";
import type { Drafted } from "../state/reduce-draft.ts";
import { OutwardLink } from "./outward-link.tsx";

/** What an operator is to know of a draft before he sends it: what is not confirmed, what it proposes, where it has it from. */
export function DraftNotes({ drafted, onUndo }: { readonly drafted: Drafted; readonly onUndo: () => void }) {
  const { findings, proposals, sources } = drafted;
  return (
    <div class="draft-notes" role="status">
      <p class="draft-head">
        <span>Draft by the assistant. Read it before you send it.</span>
        <button type="button" class="link" onClick={onUndo}>
          Undo
        </button>
      </p>
      {findings.length > 0 && (
        <div class="draft-findings">
          <p>Nothing confirms this:</p>
          <ul>
            {findings.map((finding, at) => (
              <li key={at} dir="auto">
                {findingWords(finding)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {proposals.length > 0 && (
        <div>
          <p>Proposed, not done:</p>
          <ul>
            {proposals.map(({ summary }, at) => (
              <li key={at} dir="auto">
                {summary}
              </li>
            ))}
          </ul>
        </div>
      )}
      {sources.length > 0 && (
        <p class="quiet">
          From{" "}
          {sources.map(({ title, url }, at) => (
            <span key={at}>
              {at > 0 && ", "}
              <OutwardLink url={url} title={title} />
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
