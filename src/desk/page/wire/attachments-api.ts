import { ApiError, call } from "./call.ts";

/** Why a file is not here, in words, and whether it may be fetched once more. */
export interface Missing {
  readonly why: string;
  readonly canRetry: boolean;
}

const addressOf = (id: string): string => `/api/attachments/${encodeURIComponent(id)}`;

/** Null: it has come meanwhile. @throws {ApiError} */
export async function readMissing(id: string): Promise<Missing | null> {
  try {
    await call("GET", `${addressOf(id)}`);
    return null;
  } catch (error) {
    const document = error instanceof ApiError && error.status === 404 ? error.document : null;
    if (document === null || typeof document !== "object" || !("detail" in document)) throw error;
    return { why: String(document.detail), canRetry: "canRetry" in document && document.canRetry === true };
  }
}

/** @throws {ApiError} */
export async function retryAttachment(id: string): Promise<void> {
  await call("POST", `${addressOf(id)}/retry`);
}
