/** How a request goes wrong instead of being answered. */
export type Fault =
  /** `retryAfter` as the header has it: seconds or a date. */
  | { readonly kind: "rate_limited"; readonly retryAfter?: string }
  /** An error as Voyage writes it. */
  | { readonly kind: "refused"; readonly status: number; readonly detail?: string; readonly retryAfter?: string }
  /** What a proxy in between says. */
  | { readonly kind: "page"; readonly status: number; readonly html: string }
  | { readonly kind: "redirect"; readonly to: string }
  /** Takes the request and never answers; with `after` the first so many bytes of the answer come. */
  | { readonly kind: "silence"; readonly after?: number }
  /** Cuts the connection: before the answer, or after the first so many bytes of it. */
  | { readonly kind: "cut"; readonly after?: number }
  /** Sends bytes without end. */
  | { readonly kind: "flood" }
  /** 200, and an answer that was changed on its way out. */
  | { readonly kind: "changed"; change(answer: Answer): unknown };

/** What Voyage answers with. */
export interface Answer {
  readonly object: "list";
  readonly data: readonly Embedding[];
  readonly model: string;
  readonly usage: { readonly total_tokens: number };
}

export interface Embedding {
  readonly object: "embedding";
  readonly embedding: readonly number[];
  readonly index: number;
}
