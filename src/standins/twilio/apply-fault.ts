import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "./fault.ts";
import { type Refusal, refuse, renderRefusal } from "./refusal.ts";

export interface RestAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An exchange over HTTP: what came, and where the answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers in the way the fault says. `perform` does what was asked for; some faults never come to it. */
export async function applyFault(
  fault: Fault,
  perform: () => Promise<RestAnswer>,
  { request, response }: Exchange,
  stopping: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case "rate_limited": {
      const { retryAfterSeconds } = fault;
      const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return write(response, { ...toAnswer(refuse(20429, 429)), headers });
    }
    case "unauthorized":
      return write(response, toAnswer(refuse(20003, 401)));
    case "refused":
      return write(response, toAnswer(refuse(fault.code, fault.status)));
    case "server_error":
      if (fault.created) await perform();
      return write(response, toAnswer(refuse(fault.status === 503 ? 20503 : 20500, fault.status)));
    case "silence":
      if (fault.created) await perform();
      return;
    case "drop":
      if (fault.created) await perform();
      request.socket.destroy();
      return;
    case "garbled":
      if (fault.created) await perform();
      return write(response, { status: 201, body: fault.body });
    case "slow":
      await wait(fault.ms, undefined, { signal: stopping });
      return write(response, await perform());
    case "held": {
      const early = fault.created ? await perform() : null;
      fault.gate.arrive();
      await fault.gate.open;
      return write(response, early ?? (await perform()));
    }
  }
}

export function toAnswer(refusal: Refusal): RestAnswer {
  return {
    status: refusal.status,
    body: renderRefusal(refusal),
    ...(refusal.status === 401 ? { headers: { "www-authenticate": 'Basic realm="Twilio API"' } } : {}),
  };
}

export function write(response: ServerResponse, { status, body, headers }: RestAnswer): void {
  response.writeHead(status, { "content-type": "application/json;charset=utf-8", ...headers }).end(body);
}
