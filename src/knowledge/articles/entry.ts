import type { Article } from "../article.ts";

/** An article and what is known of where it comes from. Never changes. */
export interface Entry {
  readonly article: Article;
  /** It is being written: the desk shows it, and nobody finds it. */
  readonly isDraft: boolean;
  /** Markdown as it was written, the author's comments included. */
  readonly text: string;
  /** The whole file, front matter included. */
  readonly markdown: string;
  readonly origin: Origin;
  /** Another one with every change, ASCII: what an entity tag is made of. */
  readonly version: string;
}

export type Origin =
  | { readonly kind: "file"; readonly file: string }
  | {
      readonly kind: "api";
      /** The file that it stands in the place of, or null. */
      readonly file: string | null;
      /** The operator's email. */
      readonly updatedBy: string | null;
      readonly updatedAt: Date;
    };

/** The same entry, saying which file it stands in the place of. */
export function standsFor(entry: Entry, file: Entry | null): Entry {
  const { origin } = entry;
  return origin.kind === "file" ? entry : { ...entry, origin: { ...origin, file: file?.origin.file ?? null } };
}
