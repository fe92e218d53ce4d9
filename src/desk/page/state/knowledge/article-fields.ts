import type { Article, Audience, Manuscript } from "./shapes.ts";

/** An article as it stands in a form. */
export interface ArticleFields {
  readonly slug: string;
  readonly title: string;
  /** Null: not chosen, for nobody is to publish what is internal by forgetting to say so. */
  readonly audience: Audience | null;
  readonly url: string;
  /** With commas between them. */
  readonly tags: string;
  readonly draft: boolean;
  readonly language: string;
  /** Markdown. */
  readonly body: string;
}

/** Of an article that nobody has begun. It is a draft until somebody says that it is done. */
export const noFields: ArticleFields = {
  slug: "",
  title: "",
  audience: null,
  url: "",
  tags: "",
  draft: true,
  language: "",
  body: "",
};

export function fieldsOf(article: Article): ArticleFields {
  const { slug, title, audience, url, tags, draft, language, body } = article;
  return { slug, title, audience, url: url ?? "", tags: tags.join(", "), draft, language: language ?? "", body };
}

/** The fields of an article that is to answer a question which nobody has answered. */
export function fieldsForQuestion(question: string): ArticleFields {
  const title = question.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE_LENGTH);
  return { ...noFields, title, slug: slugFrom(title) };
}

/** Longer ones are no titles; the server takes them all the same. UTF-16 units. */
const MAX_TITLE_LENGTH = 120;

/** What is changed, and with the title the slug that was made of it. */
export function changeFields(fields: ArticleFields, change: Partial<ArticleFields>): ArticleFields {
  const next = { ...fields, ...change };
  const followsTitle = change.title !== undefined && fields.slug === slugFrom(fields.title);
  return followsTitle ? { ...next, slug: slugFrom(next.title) } : next;
}

const MAX_SLUG_LENGTH = 80;

/** A name for an article by its title: "How do I pay?" is `how-do-i-pay`. May be empty. */
export function slugFrom(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, MAX_SLUG_LENGTH).replace(/-$/, "").normalize("NFC");
}

/** Why these fields are no article yet, in words; null when they are one. */
export function whyNoArticle(fields: ArticleFields): string | null {
  if (fields.title.trim() === "") return "Give it a title.";
  if (fields.slug.trim() === "") return "Give it a name.";
  if (fields.audience === null) return "Say who may read it: customers, or operators only.";
  if (fields.url.trim() !== "" && !/^https?:\/\/\S+$/i.test(fields.url.trim()))
    return "The address must begin with https://.";
  if (fields.body.trim() === "") return "Write a text.";
  return null;
}

/** Null while they are no article. */
export function toManuscript(fields: ArticleFields): Manuscript | null {
  const { audience, title, draft, body } = fields;
  if (audience === null || whyNoArticle(fields) !== null) return null;
  const tags = [...new Set(fields.tags.split(",").map((tag) => tag.trim()))].filter((tag) => tag !== "");
  const orNull = (text: string): string | null => text.trim() || null;
  return {
    title: title.trim(),
    body,
    audience,
    url: orNull(fields.url),
    tags,
    draft,
    language: orNull(fields.language),
  };
}

export function areSame(a: ArticleFields, b: ArticleFields): boolean {
  return (Object.keys(a) as (keyof ArticleFields)[]).every((name) => a[name] === b[name]);
}
