import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { text } from "node:stream/consumers";
import twilio from "twilio";

type RequestOptions = Parameters<twilio.RequestClient["request"]>[0];

interface Target {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The HTTP side of one call. Twilio's client asks it for `https://api.twilio.com/…`; it goes to the configured server
 * instead, which `edge` and `region` cannot do. It tries once, on a connection of its own, and remembers how far it
 * came: only that tells a text that was never sent from one that may have been.
 */
export class TwilioCall extends twilio.RequestClient {
  /** There was a request to make: what failed before is no fault of the network's. */
  begun = false;
  /** A connection stood, so Twilio may have read the request. */
  connected = false;
  /** The head of the last answer. */
  answer: { readonly status: number; readonly retryAfter: string | null } | null = null;
  readonly #baseUrl: string;
  readonly #signal: AbortSignal;

  constructor(baseUrl: string, signal: AbortSignal) {
    super({ autoRetry: false, keepAlive: false });
    this.#baseUrl = baseUrl;
    this.#signal = signal;
  }

  override async request<Body>(
    options: RequestOptions,
  ): Promise<{ statusCode: number; body: Body; headers: IncomingHttpHeaders }> {
    this.begun = false;
    this.connected = false;
    this.answer = null;
    const response = await this.#open(toTarget(options, this.#baseUrl));
    const status = response.statusCode ?? 0;
    this.answer = { status, retryAfter: response.headers["retry-after"] ?? null };
    // Twilio's client parses it.
    return { statusCode: status, body: (await text(response)) as Body, headers: response.headers };
  }

  #open(target: Target): Promise<IncomingMessage> {
    const secure = target.url.protocol === "https:";
    return new Promise((resolve, reject) => {
      const request = (secure ? requestSecure : requestPlain)(target.url, {
        method: target.method,
        headers: target.headers,
        // No pool: a connection that Twilio closed while it lay idle would make every failure an ambiguous one.
        agent: false,
        signal: this.#signal,
      });
      this.begun = true;
      request.on("socket", (socket) => {
        socket.once(secure ? "secureConnect" : "connect", () => {
          this.connected = true;
        });
      });
      request.on("response", resolve);
      request.on("error", reject);
      request.end(target.body);
    });
  }
}

function toTarget(options: RequestOptions, baseUrl: string): Target {
  const asked = new URL(options.uri);
  const url = new URL(baseUrl.replace(/\/+$/, "") + asked.pathname + asked.search);
  for (const [name, value] of pairs(options.params)) url.searchParams.append(name, value);

  const credentials = Buffer.from(`${options.username ?? ""}:${options.password ?? ""}`).toString("base64");
  return {
    url,
    method: options.method.toUpperCase(),
    headers: { ...options.headers, Authorization: `Basic ${credentials}` },
    body: options.data === undefined ? "" : new URLSearchParams(pairs(options.data)).toString(),
  };
}

/** Names and values for a form or a query. A list is its name repeated. */
function pairs(values: unknown): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
}
