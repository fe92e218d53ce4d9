/** The provider's bytes are not what it documents. Interpreting them again later gives the same. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
}

/** Media could not be fetched. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  /** A later attempt may succeed. */
  readonly retryable: boolean;

  /** `message`: for operators, without addresses and secrets. */
  constructor(message: string, about: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, { cause: about.cause });
    this.retryable = about.retryable;
  }
}
