import { fullTime } from "../../state/ages.ts";
import { agoWords, gapWords } from "../../state/knowledge/knowledge-words.ts";
import type { Gap } from "../../state/knowledge/shapes.ts";
import { hashOf } from "../../state/place.ts";

interface GapViewProps {
  readonly gap: Gap;
  /** Ms since 1970. */
  readonly now: number;
  readonly mayWrite: boolean;
  readonly onDismiss: (id: string) => void;
}

/** A question that no article answered, how often it was asked, and what can be done about it. */
export function GapView({ gap, now, mayWrite, onDismiss }: GapViewProps) {
  const { id, question, lastAt, count, nowFound } = gap;
  const writeClass = nowFound.length > 0 ? "button-like" : "button-like primary";
  return (
    <li class="gap">
      <div class="gap-head">
        <span class="gap-count" aria-hidden="true">
          {count}
        </span>
        <div class="gap-about">
          <h3 dir="auto">{question}</h3>
          <p class="gap-asked">
            {gapWords(gap)}, last <time title={fullTime(lastAt)}>{agoWords(lastAt, now)}</time>
          </p>
          <NowFound articles={nowFound} />
        </div>
        <span class="acts">
          {mayWrite && (
            <a class={writeClass} href={hashOf({ kind: "new_article", gapId: id })}>
              Write an article
            </a>
          )}
          <button type="button" onClick={() => onDismiss(id)}>
            Dismiss
          </button>
        </span>
      </div>
      <Examples examples={gap.examples} now={now} />
    </li>
  );
}

/** Somebody has written an article since. */
function NowFound({ articles }: { readonly articles: Gap["nowFound"] }) {
  if (articles.length === 0) return null;
  return (
    <p class="gap-found">
      Found by now:{" "}
      {articles.map(({ slug, title }, at) => (
        <span key={slug}>
          {at > 0 && ", "}
          <a href={hashOf({ kind: "articles", slug })}>{title}</a>
        </span>
      ))}
    </p>
  );
}

function Examples({ examples, now }: { readonly examples: Gap["examples"]; readonly now: number }) {
  return (
    <details class="gap-examples">
      <summary>As it was asked</summary>
      <ul>
        {examples.map(({ text, conversationId, at }) => (
          <li key={`${conversationId} ${at}`}>
            <a href={hashOf({ kind: "inbox", conversationId })} dir="auto">
              {text}
            </a>{" "}
            <time class="quiet" title={fullTime(at)}>
              {agoWords(at, now)}
            </time>
          </li>
        ))}
      </ul>
    </details>
  );
}
