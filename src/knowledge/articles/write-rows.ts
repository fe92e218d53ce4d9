import type { Tx } from "../../database/transactions.ts";
import type { Manuscript } from "./parse-article.ts";

export interface ArticleToWrite {
  readonly slug: string;
  readonly manuscript: Manuscript;
}

/**
 * From here to the end of the transaction nobody else writes articles: revisions are committed in the order in which they
 * are given, so that whoever has seen one has seen those before, and what was looked at still holds when it is written.
 */
export async function holdArticles(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('articles', 0))`;
}

/**
 * Writes articles, each slug once, and gives the slugs of those that were not there in just these words. Hold the
 * articles first. A draft of what was served, or removed, keeps the file with its slug out of service.
 */
export async function writeRows(tx: Tx, articles: readonly ArticleToWrite[], by: string): Promise<readonly string[]> {
  const rows = articles.map(({ slug, manuscript: { text, ...fields } }) => ({ slug, body: text, ...fields }));
  const written = await tx.$queryRaw<{ slug: string }[]>`
    INSERT INTO "Article" AS was
      (slug, title, audience, url, tags, language, body, "isDraft", "updatedBy", "updatedAt")
    SELECT slug, title, audience, url, tags, language, body, "isDraft", ${by}, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given
      (slug text, title text, audience "Audience", url text, tags text[], language text, body text, "isDraft" boolean)
    ON CONFLICT (slug) DO UPDATE SET
      title = excluded.title, audience = excluded.audience, url = excluded.url, tags = excluded.tags,
      language = excluded.language, body = excluded.body, "isDraft" = excluded."isDraft",
      "isDeleted" = excluded."isDraft" AND (was."isDeleted" OR NOT was."isDraft"),
      "updatedBy" = excluded."updatedBy", "updatedAt" = excluded."updatedAt", revision = excluded.revision
    WHERE (was."isDeleted" AND NOT was."isDraft")
      OR (was.title, was.audience, was.url, was.tags, was.language, was.body, was."isDraft") IS DISTINCT FROM
         (excluded.title, excluded.audience, excluded.url, excluded.tags, excluded.language, excluded.body,
          excluded."isDraft")
    RETURNING slug`;
  return written.map(({ slug }) => slug);
}

/** Leaves of an article only that there is none. Hold the articles first. */
export async function removeRow(tx: Tx, slug: string, by: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Article" AS was (slug, title, audience, body, "isDeleted", "updatedBy", "updatedAt")
    VALUES (${slug}, '', 'internal', '', true, ${by}, now())
    ON CONFLICT (slug) DO UPDATE SET
      title = '', audience = 'internal', url = NULL, tags = '{}', language = NULL, body = '',
      "isDraft" = false, "isDeleted" = true,
      "updatedBy" = excluded."updatedBy", "updatedAt" = excluded."updatedAt", revision = excluded.revision`;
}
