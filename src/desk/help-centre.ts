/** An article as the desk gets it. */
export interface ShelvedArticle {
  readonly article: {
    readonly slug: string;
    readonly title: string;
    readonly audience: "public" | "internal";
    readonly url: string | null;
    readonly tags: readonly string[];
    /** BCP 47. */
    readonly language: string | null;
  };
  readonly isDraft: boolean;
  /** Markdown as it was written. */
  readonly text: string;
  /** The whole file, front matter included. */
  readonly markdown: string;
  readonly origin:
    | { readonly kind: "file"; readonly file: string }
    | {
        readonly kind: "api";
        readonly file: string | null;
        readonly updatedBy: string | null;
        readonly updatedAt: Date;
      };
  /** Another one with every change. */
  readonly version: string;
}

/** An article as an operator hands it in: a Markdown file, or fields as front matter has them and a text. */
export type HandedArticle =
  | { readonly kind: "markdown"; readonly source: string }
  | { readonly kind: "fields"; readonly fields: object; readonly text: string };

/** What an article must be like to be changed. */
export interface ChangeCondition {
  /** Its version is one of these; null: it does not matter. */
  readonly versions: readonly string[] | null;
  readonly presence: "some" | "none" | "any";
}

/** Why an article was not changed. */
export type NotChanged =
  | { readonly kind: "bad"; readonly reason: string }
  | { readonly kind: "too_large"; readonly maxBytes: number }
  | { readonly kind: "unknown" | "outdated" | "no_file" };

/** The articles for the desk. What was written is in service in this process when a call resolves. */
export interface DeskArticles {
  /** Of every slug one, by slug. */
  list(): Promise<readonly ShelvedArticle[]>;
  read(slug: string): Promise<ShelvedArticle | null>;
  write(
    slug: string,
    handed: HandedArticle,
    by: string,
    condition: ChangeCondition,
  ): Promise<{ readonly kind: "created" | "replaced" | "unchanged"; readonly entry: ShelvedArticle } | NotChanged>;
  remove(slug: string, by: string, condition: ChangeCondition): Promise<{ readonly kind: "removed" } | NotChanged>;
  revert(slug: string): Promise<{ readonly kind: "reverted"; readonly entry: ShelvedArticle } | NotChanged>;
}

/** What operators ask of the articles as a whole. */
export interface DeskKnowledge {
  /** How much there is, how far the vectors are, and what is wrong. */
  readonly status: object;
  /** Passages that answer a question, best first; `internal` gives those of both audiences. Never rejects. */
  search(
    query: string,
    options: { readonly audience: "public" | "internal"; readonly limit: number },
  ): Promise<readonly object[]>;
}
