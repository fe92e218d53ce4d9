import { useState } from "preact/hooks";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import type { ArticleState, Edit, Found } from "../../state/knowledge/article-state.ts";
import { TheirsView } from "./theirs-view.tsx";

interface ArticleProblemBoxProps {
  readonly article: ArticleState;
  readonly knowledge: Knowledge;
}

/** Why something was refused; when somebody else has written meanwhile, what, and which of the two is to stay. */
export function ArticleProblemBox({ article, knowledge }: ArticleProblemBoxProps) {
  const { problem, edit } = article;
  return (
    <div role="alert" class="article-problem-place">
      {problem?.kind === "refused" && <p class="article-problem">{problem.words}</p>}
      {problem?.kind === "changed" && edit && <ChangedBox theirs={problem.theirs} edit={edit} knowledge={knowledge} />}
    </div>
  );
}

interface ChangedBoxProps {
  readonly theirs: Found | null;
  readonly edit: Edit;
  readonly knowledge: Knowledge;
}

function ChangedBox({ theirs, edit, knowledge }: ChangedBoxProps) {
  const [isShown, setShown] = useState(false);
  const saveMine = (): void => {
    knowledge.settle("mine");
    knowledge.save();
  };
  return (
    <div class="article-problem is-changed">
      <p>{changedWords(theirs, edit)}</p>
      <div class="article-problem-acts">
        {theirs && (
          <button type="button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? "Hide theirs" : "Look at theirs"}
          </button>
        )}
        <button type="button" onClick={saveMine}>
          {theirs ? "Save mine in its place" : "Save mine as a new one"}
        </button>
        <button type="button" onClick={() => knowledge.settle("theirs")}>
          {theirs ? "Take theirs, give up mine" : "Give up mine"}
        </button>
      </div>
      {isShown && theirs && <TheirsView theirs={theirs.document} mine={edit.fields} />}
    </div>
  );
}

function changedWords(theirs: Found | null, edit: Edit): string {
  if (!theirs) return "Somebody has deleted this article meanwhile. Your text is kept here.";
  if (edit.over === null)
    return `There is an article called “${theirs.document.slug}” already. Choose another name, or look at it.`;
  const who = theirs.document.updatedBy ?? "Somebody";
  return `${who} has changed this article meanwhile. Your text is kept here.`;
}
