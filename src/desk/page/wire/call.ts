/** The server refused, or gave no answer (`status` null). `document` is its problem document, where there is one. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number | null;
  readonly document: unknown;

  constructor(status: number | null, document: unknown, options?: ErrorOptions) {
    super(status === null ? "The server gave no answer" : `The server answered ${status}`, options);
    this.status = status;
    this.document = document;
  }
}

/** Longer than any answer takes; a connection that hangs is none. */
const PATIENCE_MS = 20_000;

/** What came, and the version that it is: the ETag, quotes and all. */
export interface Versioned<T> {
  readonly document: T;
  readonly version: string | null;
}

/** Resolves with what a route of the server answers. @throws {ApiError} */
export async function call<T>(method: string, path: string, body?: unknown, patienceMs?: number): Promise<T> {
  return (await callVersioned<T>(method, path, body, {}, patienceMs)).document;
}

/** The same with headers of one's own, and with the answer's version. @throws {ApiError} */
export async function callVersioned<T>(
  method: string,
  path: string,
  body?: unknown,
  more: Readonly<Record<string, string>> = {},
  patienceMs = PATIENCE_MS,
): Promise<Versioned<T>> {
  const headers: Record<string, string> = { Accept: "application/json", ...more };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init = { method, headers, signal: AbortSignal.timeout(patienceMs), credentials: "same-origin" } as const;
  let response: Response;
  let document: unknown;
  try {
    response = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const text = await response.text();
    document = text === "" ? null : parse(text);
  } catch (cause) {
    throw new ApiError(null, null, { cause });
  }
  if (!response.ok) throw new ApiError(response.status, withRetryAfter(document, response));
  return { document: document as T, version: response.headers.get("ETag") };
}

/** A proxy in between may answer with a page. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withRetryAfter(document: unknown, response: Response): unknown {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? { ...(document as object | null), retryAfterSeconds: seconds } : document;
}

/** The query of an address; what is null or empty is left out. */
export function toQuery(parts: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(given).toString();
}

/** Passes the answer on. `onSignedOut` is called when the server does not know the session. */
export async function tellingSignOut<T>(answer: Promise<T>, onSignedOut: () => void): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
    throw error;
  }
}
