import type { StoredArticle } from "./article-rows.ts";
import { type Entry, standsFor } from "./entry.ts";

/** What files and rows come to. */
export interface Merged {
  /** What can be found: no drafts, and of every slug one. */
  readonly served: readonly Entry[];
  /** What the desk shows: of every slug one, by slug. */
  readonly listed: readonly Entry[];
  /** Articles of files that nobody sees, because an article with their slug was removed. */
  readonly hidden: readonly Entry[];
}

/**
 * A row stands in the place of the file with its slug. One that is a draft does so on the desk only: what the file says
 * is served until the draft is published. A row that removes hides the file, and so does a draft of what had taken the
 * file's place before: what the file says then was out of service already.
 */
export function mergeArticles(files: readonly Entry[], rows: ReadonlyMap<string, StoredArticle>): Merged {
  const served: Entry[] = [];
  const listed: Entry[] = [];
  const hidden: Entry[] = [];
  const ofFiles = new Set<string>();
  for (const entry of files) {
    const { slug } = entry.article;
    const row = rows.get(slug);
    ofFiles.add(slug);
    const inPlace = row?.entry && standsFor(row.entry, entry);
    if (row === undefined || row.isFileServed) {
      if (!entry.isDraft) served.push(entry);
      listed.push(inPlace ?? entry);
    } else if (inPlace) {
      if (!inPlace.isDraft) served.push(inPlace);
      listed.push(inPlace);
    } else {
      hidden.push(entry);
    }
  }
  for (const [slug, { entry }] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry === null || ofFiles.has(slug)) continue;
    if (!entry.isDraft) served.push(entry);
    listed.push(entry);
  }
  listed.sort((a, b) => (a.article.slug < b.article.slug ? -1 : 1));
  return { served, listed, hidden };
}
