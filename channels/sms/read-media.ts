import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MediaError } from "../../src/contract/index.ts";

/**
 * Reads a medium to its end, whatever length it claims, and breaks off behind `maxBytes`; what is compressed counts as
 * large as it turns out to be.
 * @throws {MediaError} and what the connection throws
 */
export async function readMedia(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  };
  try {
    if (Number(response.headers["content-length"]) > maxBytes) throw tooLarge(maxBytes);
    const decoder = decoderOf(response.headers["content-encoding"]);
    await (decoder === null ? pipeline(response, collect) : pipeline(response, decoder, collect));
  } finally {
    response.destroy();
  }
  if (size === 0) throw new MediaError("Twilio's file is empty, or not there yet.", { retryable: true });
  return Buffer.concat(chunks);
}

/** We ask for none; a store may have the file in no other way. Null: there is nothing to decode. */
function decoderOf(encoding: string | undefined): Transform | null {
  switch (encoding?.trim().toLowerCase() ?? "identity") {
    case "identity":
    case "":
      return null;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new MediaError("The file comes in an encoding that nobody asked for.", { retryable: false });
  }
}

function tooLarge(maxBytes: number): MediaError {
  return new MediaError(`The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`, { retryable: false });
}
