import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { MediaError } from "../../src/contract/index.ts";
import type { SmsConfig } from "./sms-config.ts";

/** How to get at an address that may be asked. */
export interface MediaRoute {
  readonly url: URL;
  /** For `http.request`: refuses, when it connects, what must not be connected to. Null: the configured server, wherever it is. */
  readonly lookup: LookupFunction | null;
}

/** A name that the outside gave leads into our own network. */
class InwardError extends Error {
  override readonly name = "InwardError";
}

/** Webhooks name it in addresses of media, wherever we reach it. */
const REST_API = "api.twilio.com";

const NOT_TWILIO = "The file is not kept at Twilio, so it was not fetched.";
const NOT_OUTSIDE = "Twilio's file leads to a place that is not on the public internet, so it was not fetched.";

/**
 * Where a medium is asked for first, with our credentials: at Twilio alone, whatever a webhook says.
 * @throws {MediaError}
 */
export function twilioRoute(reference: string, config: Pick<SmsConfig, "apiBaseUrl">): MediaRoute {
  const { apiBaseUrl } = config;
  const url = URL.parse(reference);
  if (url === null || url.username !== "" || url.password !== "")
    throw new MediaError(NOT_TWILIO, { retryable: false });
  if (isApiServer(url, config)) return { url, lookup: null };
  const isTwilio = url.protocol === "https:" && url.port === "" && url.hostname.endsWith(".twilio.com");
  // Content is a part of the REST API, and whoever stands in for that stands in for this.
  if (isTwilio && url.hostname === REST_API)
    return { url: new URL(apiBaseUrl.replace(/\/+$/, "") + url.pathname + url.search), lookup: null };
  if (!isTwilio) throw new MediaError(NOT_TWILIO, { retryable: false });
  return { url, lookup: lookupOutside };
}

/**
 * Where Twilio sends us for the content: anywhere on the public internet, over TLS, for its stores have many names.
 * @throws {MediaError}
 */
export function storeRoute(location: string, from: URL, config: Pick<SmsConfig, "apiBaseUrl">): MediaRoute {
  const url = URL.parse(location, from.href);
  if (url === null) throw new MediaError(NOT_OUTSIDE, { retryable: false });
  if (isApiServer(url, config)) return { url, lookup: null };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // An address is connected to without being looked up.
  const isInward = isIP(host) !== 0 && !isOutside(host);
  if (url.protocol !== "https:" || isInward) throw new MediaError(NOT_OUTSIDE, { retryable: false });
  return { url, lookup: lookupOutside };
}

/** Whether an IP address is a host's on the public internet; one that is none is not. */
export function isOutside(ip: string): boolean {
  // `process` looks into an IPv4 address that is dressed as IPv6. Addresses of translators (NAT64, 6to4, Teredo) have ranges of their own.
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === "unicast";
}

/** The error that refuses a name, or null when a connection failed for another reason. */
export function refusedName(error: unknown): MediaError | null {
  return error instanceof InwardError ? new MediaError(NOT_OUTSIDE, { retryable: false, cause: error }) : null;
}

function isApiServer(url: URL, { apiBaseUrl }: Pick<SmsConfig, "apiBaseUrl">): boolean {
  return url.origin === URL.parse(apiBaseUrl)?.origin;
}

/**
 * Looks a name up as Node does, and refuses it when one of its addresses is not outside. What is connected to is what was
 * looked at: a name that is another address a moment later (DNS rebinding) gains nothing.
 */
const lookupOutside: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isOutside(address)))
      return callback(new InwardError("not on the public internet"), "");
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
