import { Problem } from "../../http/problem.ts";
import type { IncomingText } from "../twilio/receive-text.ts";

/**
 * What a phone sends by a `data:` URL: a file, which Twilio then keeps. Any other address goes to the product as if Twilio
 * had named it, and the product has to see that it is none of Twilio's: nobody here fetches what stands at it.
 * @throws {Problem} 400
 */
export async function sentFile(mediaUrl: string | undefined): Promise<Pick<IncomingText, "media" | "mediaUrl">> {
  if (mediaUrl === undefined) return {};
  if (!/^data:/i.test(mediaUrl)) return { mediaUrl };
  try {
    // Reads the address itself, and asks nobody.
    const file = await fetch(mediaUrl);
    const contentType = file.headers.get("content-type") ?? "text/plain";
    return { media: [{ contentType, content: new Uint8Array(await file.arrayBuffer()) }] };
  } catch {
    throw new Problem(400, "mediaUrl: must be a data URL such as data:image/png;base64,iVBORw0KGgo=");
  }
}
