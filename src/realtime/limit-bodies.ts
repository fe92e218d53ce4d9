import type { IncomingMessage, ServerResponse } from "node:http";

/** Files go over web sockets: as text, and with others in one request, they would be larger. */
const MAX_BODY_BYTES = 2 ** 20;

/**
 * For the requests of polling: a body is many packets, and each of them, however small, takes time. Express middleware,
 * before Engine.IO reads.
 */
export function limitBodies(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const length = request.headers["content-length"];
  if (request.method !== "POST") next();
  else if (length === undefined) refuse(411, response);
  else if (Number(length) > MAX_BODY_BYTES) refuse(413, response);
  else next();
}

/** Nothing of the body is read: the connection ends with the answer. */
function refuse(status: number, response: ServerResponse): void {
  response.writeHead(status, { Connection: "close", "Cache-Control": "no-store" }).end();
}
