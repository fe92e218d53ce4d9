import { useEffect, useRef } from "preact/hooks";
import type { ArticleSummary } from "../../../article-view.ts";
import { fullTime, shortAge } from "../../state/ages.ts";
import { hashOf } from "../../state/place.ts";
import { ArticleBadges } from "./article-badges.tsx";

interface ArticleRowProps {
  readonly article: ArticleSummary;
  readonly isOpen: boolean;
  /** Ms since 1970. */
  readonly now: number;
}

export function ArticleRow({ article, isOpen, now }: ArticleRowProps) {
  const { slug, title, file, updatedAt } = article;
  const row = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  return (
    <li>
      <a
        ref={row}
        href={hashOf({ kind: "articles", slug })}
        class="row article-row"
        aria-current={isOpen ? "true" : undefined}
      >
        <span class="row-line">
          <span class="row-name" title={title}>
            {title}
          </span>
          {updatedAt && (
            <time class="row-age" dateTime={updatedAt} title={fullTime(updatedAt)}>
              {shortAge(updatedAt, now)}
            </time>
          )}
        </span>
        <span class="row-line">
          <span class="row-about" title={file ?? slug}>
            {slug}
          </span>
          <ArticleBadges article={article} isShort />
        </span>
      </a>
    </li>
  );
}
