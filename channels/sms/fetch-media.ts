import { type FetchedMedia, MediaError } from "../../src/contract/index.ts";
import type { SmsConfig } from "./sms-config.ts";

/** Gets the content of a medium from Twilio. @throws {MediaError} */
export async function fetchMedia(_reference: string, _signal: AbortSignal, _config: SmsConfig): Promise<FetchedMedia> {
  throw new MediaError("Media cannot be fetched yet.", { retryable: false });
}
