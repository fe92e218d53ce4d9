import { useMemo } from "preact/hooks";
import { type ArticleFields, fieldsOf } from "../../state/knowledge/article-fields.ts";
import { diffLines } from "../../state/knowledge/diff-lines.ts";
import type { Article } from "../../state/knowledge/shapes.ts";

interface TheirsViewProps {
  readonly theirs: Article;
  readonly mine: ArticleFields;
}

const NAMES = [
  ["title", "Title"],
  ["audience", "Audience"],
  ["url", "Address"],
  ["tags", "Tags"],
  ["language", "Language"],
] as const;

/** What is different in somebody else's article and in what one has written: theirs is marked -, mine +. */
export function TheirsView({ theirs, mine }: TheirsViewProps) {
  const other = fieldsOf(theirs);
  const fields = NAMES.filter(([name]) => other[name] !== mine[name]);
  const lines = useMemo(() => diffLines(theirs.body, mine.body), [theirs.body, mine.body]);
  return (
    <div class="theirs">
      {fields.map(([name, label]) => (
        <p key={name}>
          {label}: <del>{other[name] || "none"}</del> <ins>{mine[name] || "none"}</ins>
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everybody has a mouse */}
      <section class="diff" tabIndex={0} aria-label="Theirs, and mine">
        {lines.map(({ kind, text }, at) => (
          <p key={at} class={`diff-line is-${kind}`}>
            <span aria-hidden="true">{MARKS[kind]}</span>
            {kind !== "same" && <span class="sr">{kind}: </span>}
            {text}
          </p>
        ))}
      </section>
    </div>
  );
}

const MARKS = { same: "  ", mine: "+ ", theirs: "- " } as const;
