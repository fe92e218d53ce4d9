import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { type ArticleSummary, toSummary } from "./article-view.ts";
import { PAGE } from "./cursor.ts";
import type { ShelvedArticle } from "./help-centre.ts";

export const ARTICLE_QUERY = z.object({
  /** Words that all stand somewhere in the article. */
  q: z.string().trim().max(200).optional(),
  audience: z.enum(["public", "internal"]).optional(),
  draft: z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] }).optional(),
  ...PAGE,
  /** Longer than elsewhere: a slug is in it. */
  cursor: z.string().max(1_200).optional(),
});

const CURSOR = z.tuple([z.literal("slug"), z.string()]);

/** A page of articles by slug; `all` is in that order. @throws {Problem} 400 */
export function listArticles(
  { q, audience, draft, cursor, limit }: z.output<typeof ARTICLE_QUERY>,
  all: readonly ShelvedArticle[],
): { items: ArticleSummary[]; next: string | null } {
  const after = cursor === undefined ? null : readSlug(cursor);
  const words = fold(q ?? "").match(/\S+/g) ?? [];
  const found: ShelvedArticle[] = [];
  for (const one of all) {
    if (found.length > limit) break;
    const isAfter = after === null || one.article.slug > after;
    const isWanted =
      (audience ?? one.article.audience) === one.article.audience && (draft ?? one.isDraft) === one.isDraft;
    if (isAfter && isWanted && has(one, words)) found.push(one);
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toSummary), next: found.length > limit && last ? writeSlug(last.article.slug) : null };
}

function has({ article: { slug, title, tags }, text }: ShelvedArticle, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const all = fold([slug, title, ...tags, text].join("\n"));
  return words.every((word) => all.includes(word));
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase();

function writeSlug(slug: string): string {
  return Buffer.from(JSON.stringify(["slug", slug])).toString("base64url");
}

function readSlug(cursor: string): string {
  try {
    return CURSOR.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")))[1];
  } catch {
    throw new Problem(400, "The cursor is not one of ours.");
  }
}
