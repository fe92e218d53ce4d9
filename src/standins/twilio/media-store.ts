import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Exchange } from "./apply-fault.ts";
import type { MediaFault } from "./media-fault.ts";
import type { MediaShelf, Medium } from "./media-shelf.ts";

const STORE = "/twilio-media-store/";

/** Where the store has the content of a medium. */
export const storePath = ({ key }: Pick<Medium, "key">): string => STORE + key;

export const isStorePath = (path: string): boolean => path.startsWith(STORE);

/**
 * The store that Twilio redirects to. It knows who may have a file by the address alone, and refuses credentials, as
 * S3 does: two proofs at once are a mistake to it.
 */
export async function serveStore(
  path: string,
  { request, response }: Exchange,
  shelf: MediaShelf,
  stopping: AbortSignal,
): Promise<void> {
  const hasCredentials = request.headers.authorization !== undefined;
  shelf.note({ path, hasCredentials });
  if (hasCredentials) {
    response.writeHead(400, { "content-type": "application/xml" });
    response.end("<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>");
    return;
  }
  const medium = shelf.media.find(({ key }) => STORE + key === path);
  if (medium === undefined) {
    response.writeHead(403).end();
    return;
  }
  await hand(medium, shelf.faults.take("store"), { request, response }, stopping);
}

async function hand(
  { content, contentType }: Medium,
  fault: MediaFault | null,
  { response }: Exchange,
  stopping: AbortSignal,
): Promise<void> {
  const type = { "content-type": contentType };
  const whole = { ...type, "content-length": content.byteLength };
  switch (fault?.kind) {
    case "held":
      fault.arrive();
      await fault.open;
      break;
    case "cut":
      response.writeHead(200, whole).write(content.subarray(0, content.byteLength / 2), () => response.destroy());
      return;
    case "length":
      // Node itself would not let us lie.
      response.strictContentLength = false;
      response.writeHead(200, { ...type, "content-length": fault.bytes }).end(content);
      return;
    case "drip":
      response.writeHead(200, whole);
      for (const byte of content) {
        response.write(Buffer.of(byte));
        await wait(fault.everyMs, undefined, { signal: stopping });
      }
      break;
    case "endless":
      response.writeHead(200, type);
      await pour(response, stopping);
      return;
    default:
  }
  if (!response.headersSent) response.writeHead(200, whole).write(content);
  response.end();
}

/** Until whoever reads it hangs up. */
async function pour(response: Exchange["response"], stopping: AbortSignal): Promise<void> {
  const drop = Buffer.alloc(64 * 1024, "x");
  function* drops(): Generator<Buffer> {
    for (;;) yield drop;
  }
  await pipeline(Readable.from(drops()), response, { signal: stopping }).catch(() => {});
}
