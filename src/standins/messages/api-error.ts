import type Anthropic from "@anthropic-ai/sdk";

/** `request_too_large` is what the API sends with 413; the SDK's union does not list it. */
type ErrorKind = Anthropic.ErrorType | "request_too_large";

export interface ApiErrorParts {
  readonly status: number;
  readonly kind: ErrorKind;
  readonly message: string;
  /** Becomes `error.details.error_code`. */
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error. Thrown by the checks; the edge turns it into status and body. */
export class ApiError extends Error {
  readonly parts: ApiErrorParts;

  constructor(parts: ApiErrorParts) {
    super(parts.message);
    this.name = "ApiError";
    this.parts = parts;
  }
}

/** A 400, by far the commonest. */
export function invalid(message: string): ApiError {
  return new ApiError({ status: 400, kind: "invalid_request_error", message });
}

/** The body of an error as it stands in a JSON answer and in an `error` event. */
export function errorBody(parts: ApiErrorParts, requestId: string): Record<string, unknown> {
  const details = parts.code === undefined ? {} : { details: { error_code: parts.code } };
  return {
    type: "error",
    error: { type: parts.kind, message: parts.message, ...details },
    request_id: requestId,
  };
}
