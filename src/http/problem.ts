/** An answer that says what went wrong, as RFC 9457 has it. Thrown by routes; the error handler writes it. */
export class Problem extends Error {
  readonly status: number;
  /** More members of the document, such as who owns a conversation. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.extra = extra;
    this.headers = headers;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Precondition failed",
  413: "Too large",
  415: "Unsupported media type",
  429: "Too many requests",
  500: "Internal error",
  503: "Unavailable",
};

/** The problem document: `type` is `about:blank`, so `title` is the status's meaning. */
export function toDocument({ status, message, extra }: Problem): Record<string, unknown> {
  return { type: "about:blank", title: TITLES[status] ?? "Error", status, detail: message, ...extra };
}
