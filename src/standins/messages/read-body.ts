import type { IncomingMessage } from "node:http";
import { ApiError, invalid } from "./api-error.ts";

/** The API refuses larger requests with 413. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/**
 * The body as text. A body that is too large is read to its end all the same, for a client that is still sending would
 * see a broken connection instead of the answer.
 * @throws {ApiError} 413.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > MAX_BODY_BYTES) {
    throw new ApiError({
      status: 413,
      kind: "request_too_large",
      message: "Request exceeds the maximum size of 32 MB",
    });
  }
  return Buffer.concat(chunks).toString();
}

/** @throws {ApiError} 400. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const error = invalid("The request body is not valid JSON.");
    error.cause = cause;
    throw error;
  }
}
