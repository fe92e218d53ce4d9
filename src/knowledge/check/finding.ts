export type FindingKind =
  /** The file cannot be used, or not as it is now. */
  | "broken"
  /** A link that leads to no article, or nowhere at all. */
  | "dead_link"
  /** The article is there, and the heading that the link names is not. */
  | "dead_anchor"
  /** A public article that shows something of an internal one. */
  | "internal_leak"
  | "duplicate"
  | "too_long"
  /** A section, table or piece of code that search gives in parts, because it is too long for one. */
  | "cut"
  | "no_url"
  | "empty_tag"
  | "insecure_link"
  | "heading_jump";

/** Something that the author of an article should mend. */
export interface Finding {
  /** Path within the knowledge folder; the slug, where the article has no file. */
  readonly file: string;
  readonly kind: FindingKind;
  /** An `error` misleads customers or shows them what they must not see; a `warning` is for the author to weigh. */
  readonly severity: "error" | "warning";
  /** For the author. May name headings, titles and words of the articles. */
  readonly words: string;
}
