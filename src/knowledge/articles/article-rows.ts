import type { Database } from "../../database/database.ts";
import type { Article as Row } from "../../database/generated/client.ts";
import { createPauses } from "./create-pauses.ts";
import type { Entry } from "./entry.ts";
import { toArticle } from "./parse-article.ts";
import { renderManuscript } from "./render-manuscript.ts";

/** What the table says of a slug. */
export interface StoredArticle {
  readonly revision: number;
  /** Null: there is no article with this slug, it was removed. */
  readonly entry: Entry | null;
  /** Whether a file with this slug counts. */
  readonly isFileServed: boolean;
}

export interface ArticleRows {
  /** Another one when any row is; null: some rows are as they were, and are still to be read. */
  readonly stamp: string | null;
  readonly bySlug: ReadonlyMap<string, StoredArticle>;
}

export const NO_ROWS: ArticleRows = { stamp: null, bySlug: new Map() };

/** Bodies of this many rows are in memory twice for a moment. */
const AT_ONCE = 200;

/**
 * The rows as they are now; `known` itself when nothing has changed, which costs one statement. Of many that have changed
 * the `most` newest are read: what was taken back a moment ago does not wait for thousands that were imported before.
 */
export async function readRows(
  { outside }: Pick<Database, "outside">,
  known: ArticleRows = NO_ROWS,
  most: number = Number.POSITIVE_INFINITY,
): Promise<ArticleRows> {
  // First: what changes from here on is another stamp next time. Revisions only rise, and so does their sum.
  const [now] = await outside.$queryRaw<{ stamp: string }[]>`
    SELECT count(*) || ':' || coalesce(sum(revision), 0) AS stamp FROM "Article"`;
  const stamp = now?.stamp ?? null;
  if (stamp !== null && stamp === known.stamp) return known;

  const heads = await outside.article.findMany({
    select: { slug: true, revision: true },
    orderBy: { revision: "desc" },
  });
  const changed = heads.filter(({ slug, revision }) => known.bySlug.get(slug)?.revision !== revision);
  const read = await readChanged(
    outside,
    changed.slice(0, most).map(({ slug }) => slug),
  );
  const bySlug = new Map<string, StoredArticle>();
  for (const { slug } of heads) {
    const stored = read.get(slug) ?? known.bySlug.get(slug);
    if (stored !== undefined) bySlug.set(slug, stored);
  }
  return { stamp: changed.length > most ? null : stamp, bySlug };
}

async function readChanged(
  outside: Database["outside"],
  slugs: readonly string[],
): Promise<ReadonlyMap<string, StoredArticle>> {
  const read = new Map<string, StoredArticle>();
  const pause = createPauses();
  for (let at = 0; at < slugs.length; at += AT_ONCE) {
    const rows = await outside.article.findMany({ where: { slug: { in: slugs.slice(at, at + AT_ONCE) } } });
    for (const row of rows) {
      read.set(row.slug, toStored(row));
      await pause();
    }
  }
  return read;
}

function toStored(row: Row): StoredArticle {
  return { revision: row.revision, entry: toEntry(row), isFileServed: row.isDraft && !row.isDeleted };
}

/** The article of a row; null: it was removed. */
export function toEntry(row: Row): Entry | null {
  const { slug, title, audience, url, tags, language, body, isDraft, isDeleted, revision, updatedAt, updatedBy } = row;
  if (isDeleted && !isDraft) return null;
  const manuscript = { title, audience, url, tags, language, isDraft, text: body };
  const markdown = renderManuscript(manuscript);
  return {
    article: toArticle(slug, manuscript, markdown),
    isDraft,
    text: body,
    markdown,
    origin: { kind: "api", file: null, updatedAt, updatedBy },
    version: `r${revision}`,
  };
}
