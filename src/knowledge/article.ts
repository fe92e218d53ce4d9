/** `public` articles may be quoted to anybody; `internal` ones inform operators and never reach a customer. */
export type Audience = "public" | "internal";

export interface Article {
  /** The file's name without `.md`. */
  readonly slug: string;
  readonly title: string;
  readonly audience: Audience;
  /** Where customers can read it, or null. */
  readonly url: string | null;
  /** Other words for the same matter; searched like the title. */
  readonly tags: readonly string[];
  /** BCP 47; null: the language of the help centre. */
  readonly language: string | null;
  /** Markdown with LF line ends, without HTML comments. */
  readonly body: string;
  /** SHA-256 of the whole file, hex. */
  readonly hash: string;
}
