import { useEffect, useRef, useState } from "preact/hooks";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { whyNoArticle } from "../../state/knowledge/article-fields.ts";
import { type ArticleState, type Edit, isChanged } from "../../state/knowledge/article-state.ts";
import { ArticleProblemBox } from "./article-problem-box.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { EditorFields } from "./editor-fields.tsx";
import { MarkdownView } from "./markdown-view.tsx";
import { useCalm } from "./use-calm.ts";

interface ArticleEditorProps {
  readonly article: ArticleState;
  readonly edit: Edit;
  readonly knowledge: Knowledge;
}

/** An article that is being written, and beside it how it will look. */
export function ArticleEditor({ article, edit, knowledge }: ArticleEditorProps) {
  const { fields } = edit;
  const form = useRef<HTMLFormElement>(null);
  const isSaving = article.busy === "saving";
  const isNew = article.slug === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where somebody begins, whenever he opens another one
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(fields.title === "" ? ".field-title input" : ".writing textarea")?.focus();
  }, [edit.keptAs]);
  return (
    <section class="article-pane" aria-label={isNew ? "New article" : "Article"}>
      <form
        ref={form}
        class="editor"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          knowledge.save();
        }}
        onKeyDown={(event) => {
          if (!isSaveKey(event)) return;
          event.preventDefault();
          knowledge.save();
        }}
      >
        <EditorHeader article={article} edit={edit} knowledge={knowledge} />
        <ArticleProblemBox article={article} knowledge={knowledge} />
        <EditorFields fields={fields} isNew={isNew} isLocked={isSaving} onChange={knowledge.change} />
        <WritingPane
          body={fields.body}
          language={fields.language}
          isLocked={isSaving}
          onChange={(body) => knowledge.change({ body })}
        />
      </form>
    </section>
  );
}

/** As in the composer, and as in every program that saves. */
const isSaveKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && (key === "Enter" || key === "s");

function EditorHeader({ article, edit, knowledge }: ArticleEditorProps) {
  const [isAsking, setAsking] = useState(false);
  const isNew = article.slug === null;
  const leave = (): void => {
    knowledge.leave();
    if (isNew) location.hash = "#/knowledge";
  };
  const reason = whyNoArticle(edit.fields);
  return (
    <header class="article-title">
      <h2>{isNew ? "New article" : edit.began.title}</h2>
      <span class="quiet editor-hint">
        {isChanged(edit) ? (reason ?? "Not saved yet. It is kept in this browser.") : ""}
      </span>
      <span class="acts">
        <button
          type="button"
          disabled={article.busy !== null}
          onClick={() => (isChanged(edit) ? setAsking(true) : leave())}
        >
          Cancel
        </button>
        <button
          type="submit"
          class="primary"
          disabled={article.busy !== null}
          aria-keyshortcuts="Control+S"
          title="Save (Ctrl+S)"
        >
          {article.busy === "saving" ? "Saving…" : edit.fields.draft ? "Save draft" : "Save and publish"}
        </button>
      </span>
      {isAsking && (
        <ConfirmDialog
          title="Give up what you have written?"
          words="What you have changed here is lost."
          act="Give it up"
          onAct={leave}
          onClose={() => setAsking(false)}
        />
      )}
    </header>
  );
}

interface WritingPaneProps {
  /** Markdown. */
  readonly body: string;
  readonly language: string;
  readonly isLocked: boolean;
  readonly onChange: (body: string) => void;
}

function WritingPane({ body, language, isLocked, onChange }: WritingPaneProps) {
  const [shown, setShown] = useState<"text" | "preview">("text");
  const calm = useCalm(body);
  return (
    <div class={`writing shows-${shown}`}>
      <fieldset class="modes writing-modes">
        <legend class="sr">What to show</legend>
        {(["text", "preview"] as const).map((each) => (
          <label key={each} class="mode">
            <input type="radio" name="shown" checked={shown === each} onChange={() => setShown(each)} />
            <span>{each === "text" ? "Text" : "Preview"}</span>
          </label>
        ))}
      </fieldset>
      <textarea
        aria-label="Text, in Markdown"
        placeholder="Text, in Markdown. Headings cut it into the passages that are found."
        spellcheck
        lang={language || undefined}
        dir="auto"
        value={body}
        readOnly={isLocked}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everybody has a mouse */}
      <section class="preview" aria-label="Preview" tabIndex={0}>
        {calm.trim() === "" ? (
          <p class="quiet">How it will look is shown here.</p>
        ) : (
          <MarkdownView text={calm} lang={language || null} />
        )}
      </section>
    </div>
  );
}
