import { EmbeddingError } from "../embedder.ts";
import { garbled } from "./read-answer.ts";
import { toEmbeddingError } from "./to-embedding-error.ts";

export interface Post {
  readonly url: string;
  readonly apiKey: string;
  readonly body: unknown;
  /** What is longer is not read to its end. */
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
}

/**
 * The text of the answer to a request that went well. Rejects with the signal's reason when that aborts.
 * @throws {EmbeddingError}
 */
export async function postJson(post: Post): Promise<string> {
  try {
    return await exchange(post);
  } catch (error) {
    post.signal.throwIfAborted();
    if (error instanceof EmbeddingError) throw error;
    throw new EmbeddingError("Voyage cannot be reached", { code: "unavailable", retryable: true, cause: error });
  }
}

async function exchange({ url, apiKey, body, maxAnswerBytes, signal }: Post): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
    // Followed, it would bring the key and customers' words to whoever is named.
    redirect: "manual",
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw toEmbeddingError(response.status, response.headers.get("retry-after"), new Date());
  }
  return await readText(response, maxAnswerBytes);
}

/** @throws {EmbeddingError} when it is longer. */
async function readText({ body }: Response, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the rest.
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw garbled("more bytes than its vectors need", { retryable: false });
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
