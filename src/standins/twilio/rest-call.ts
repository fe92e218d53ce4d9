import type { IncomingMessage } from "node:http";
import type { Calls } from "./fault.ts";

/** A request to the REST API, read and taken apart. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly contentType: string | null;
  /** Name and password of HTTP Basic, or null. */
  readonly credentials: readonly [username: string, password: string] | null;
}

export type RestCall =
  | { readonly kind: "create" }
  | { readonly kind: "list" }
  | { readonly kind: "fetch"; readonly sid: string };

const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\/([^/]+))?\.json$/;

/** Requests to Twilio's Messages are a few KB. */
const MAX_BODY_BYTES = 64 * 1024;

/** Null: the body is larger than any request to Twilio can be. It is read to its end all the same. */
export async function readRequest(request: IncomingMessage): Promise<RestRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) return null;
  const url = new URL(request.url ?? "/", "http://stand-in.invalid");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(Buffer.concat(chunks).toString("utf8")),
    contentType: request.headers["content-type"] ?? null,
    credentials: basicOf(request.headers.authorization),
  };
}

/** Which of Twilio's calls it is; null: none that is known here, or another account's. */
export function callOf(request: RestRequest, accountSid: string): RestCall | null {
  const [, account, sid] = PATH.exec(request.path) ?? [];
  if (account !== accountSid) return null;
  if (sid !== undefined) return request.method === "GET" ? { kind: "fetch", sid } : null;
  if (request.method === "POST") return { kind: "create" };
  return request.method === "GET" ? { kind: "list" } : null;
}

/** Which faults are for this call. Who reads the list by date wants to know what happened, not what became of one text. */
export function callsOf(call: RestCall, { query }: RestRequest): Calls {
  if (call.kind === "create") return "create";
  return call.kind === "list" && query.has("DateSent>") ? "history" : "read";
}

function basicOf(header: string | undefined): readonly [string, string] | null {
  const [, encoded] = /^Basic (.+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return null;
  const [username = "", ...password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return [username, password.join(":")];
}
