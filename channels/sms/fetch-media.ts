import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { type FetchedMedia, MediaError } from "../../src/contract/index.ts";
import { type Credentials, credentialsOf } from "./ask-twilio.ts";
import { type MediaRoute, refusedName, storeRoute, twilioRoute } from "./media-address.ts";
import { mediaTypeOf, sniff } from "./media-type.ts";
import { readMedia } from "./read-media.ts";
import type { SmsConfig } from "./sms-config.ts";

export interface MediaLimits {
  /** Bytes. */
  readonly maxBytes: number;
  /** For all of it, redirects and reading included, ms. */
  readonly timeoutMs: number;
}

/** The most that Twilio carries is 16 MB, by RCS; MMS has 5. https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
const LIMITS: MediaLimits = { maxBytes: 16 * 1024 * 1024, timeoutMs: 60_000 };

/** Twilio needs one, to its store. */
const MAX_REDIRECTS = 3;

/**
 * Gets the content of a medium: asks Twilio with our credentials, and the store that Twilio sends us to without.
 * @throws {MediaError}
 */
export async function fetchMedia(
  reference: string,
  signal: AbortSignal,
  config: SmsConfig,
  { maxBytes, timeoutMs }: MediaLimits = LIMITS,
): Promise<FetchedMedia> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await follow(reference, AbortSignal.any([signal, timeout]), config);
    const content = await readMedia(response, maxBytes);
    return { content, ...(await sniff(content, mediaTypeOf(response.headers["content-type"]))) };
  } catch (error) {
    throw asMediaError(error, timeout);
  }
}

async function follow(reference: string, signal: AbortSignal, config: SmsConfig): Promise<IncomingMessage> {
  let route = twilioRoute(reference, config);
  let response = await askTwilio(route, signal, config);
  for (let redirects = 0; isRedirect(response); redirects += 1) {
    response.destroy();
    if (redirects === MAX_REDIRECTS) throw new MediaError("Twilio's file leads in a circle.", { retryable: false });
    route = storeRoute(response.headers.location ?? "", route.url, config);
    // A store refuses credentials of somebody else's beside the signature in its address, and is not to see them.
    response = await open(route, null, signal);
  }
  const refusal = refusalOf(response.statusCode ?? 0);
  if (refusal === null) return response;
  response.destroy();
  throw refusal;
}

/** During a rotation one token is not valid yet, or no longer. Media that need no credentials may still refuse wrong ones. */
async function askTwilio(route: MediaRoute, signal: AbortSignal, config: SmsConfig): Promise<IncomingMessage> {
  for (const credentials of credentialsOf(config)) {
    const response = await open(route, credentials, signal);
    if (response.statusCode !== 401 && response.statusCode !== 403) return response;
    response.destroy();
  }
  return await open(route, null, signal);
}

function open(
  { url, lookup }: MediaRoute,
  credentials: Credentials | null,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers: Record<string, string> = { Accept: "*/*", "Accept-Encoding": "identity" };
  if (credentials !== null) headers["Authorization"] = `Basic ${Buffer.from(credentials.join(":")).toString("base64")}`;
  const send = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    // No pool: a connection that another lookup has allowed must not be taken for this one.
    const request = send(url, { headers, agent: false, signal, ...(lookup !== null && { lookup }) });
    request.on("response", resolve);
    request.on("error", reject);
    request.end();
  });
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage): boolean => [301, 302, 303, 307, 308].includes(statusCode);

/** Null: what was asked for follows. */
function refusalOf(status: number): MediaError | null {
  if (status === 200) return null;
  if (status === 401 || status === 403)
    return new MediaError("Twilio refuses us the file: check TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and its secret.", {
      retryable: true,
    });
  // The webhook may be quicker than the file.
  if (status === 404) return new MediaError("Twilio does not have the file, or not yet.", { retryable: true });
  if (status === 410) return new MediaError("Twilio has the file no more.", { retryable: false });
  const retryable = status >= 500 || status === 408 || status === 425 || status === 429;
  return new MediaError(`Twilio does not hand out the file: it answers ${status}.`, { retryable });
}

/** What Node says of a failed connection names hosts and addresses, and stays behind as the cause. */
function asMediaError(error: unknown, timeout: AbortSignal): MediaError {
  if (error instanceof MediaError) return error;
  const refused = refusedName(error);
  if (refused !== null) return refused;
  const message = timeout.aborted
    ? "The file took too long to come."
    : "The connection failed before the file was here.";
  return new MediaError(message, { retryable: true, cause: error });
}
