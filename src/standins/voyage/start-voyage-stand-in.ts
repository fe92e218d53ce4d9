import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { checkRequest, type EmbedRequest } from "./check-request.ts";
import type { Answer, Fault } from "./fault.ts";
import { vectorOf } from "./vector-of.ts";
import { applyFault, refusal, write } from "./write-answer.ts";

export interface VoyageStandInOptions {
  readonly apiKey: string;
  /** Absent: any free port. It listens on loopback only. */
  readonly port?: number;
}

/** Voyage's embeddings on this machine, for tests: strict about requests, and its vectors are near by common words. */
export interface VoyageStandIn {
  /** What `baseUrl` must be, such as `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  /** Those that were well-formed, oldest first. */
  readonly requests: readonly EmbedRequest[];
  /** Why requests were refused that were not well-formed. */
  readonly refused: readonly string[];
  /** What goes wrong with the next requests. Several wait in line. */
  fail(fault: Fault, options?: { readonly times?: number }): void;
  /** What was to go wrong goes well. */
  mend(): void;
  /** Cuts what is under way and frees the port. Safe to call twice. */
  stop(): Promise<void>;
}

interface State {
  readonly apiKey: string;
  readonly requests: EmbedRequest[];
  readonly refused: string[];
  readonly faults: Fault[];
}

export async function startVoyageStandIn({ apiKey, port = 0 }: VoyageStandInOptions): Promise<VoyageStandIn> {
  const state: State = { apiKey, requests: [], refused: [], faults: [] };
  const server = createServer((request, response) => {
    // A client that goes away while it is answered: there is nobody left.
    serve(request, response, state).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  let closing: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: state.requests,
    refused: state.refused,
    fail(fault, { times = 1 } = {}) {
      for (let i = 0; i < times; i++) state.faults.push(fault);
    },
    mend() {
      state.faults.length = 0;
    },
    stop: () => (closing ??= close()),
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const body = await readText(request);
  if (request.url !== "/v1/embeddings") return write(response, refusal(404, "Not Found"));
  if (request.method !== "POST") return write(response, refusal(405, "Method Not Allowed"));
  const checked = checkRequest(request.headers, body, state.apiKey);
  if (checked.kind === "refused") {
    state.refused.push(checked.why.detail);
    return write(response, refusal(checked.why.status, checked.why.detail));
  }
  state.requests.push(checked.request);
  const answer = toAnswer(checked.request);
  const fault = state.faults.shift();
  if (fault === undefined) return write(response, { status: 200, body: JSON.stringify(answer) });
  await applyFault(fault, answer, response);
}

function toAnswer({ texts, model, dimension, tokens }: EmbedRequest): Answer {
  return {
    object: "list",
    data: texts.map((text, index) => ({ object: "embedding", embedding: vectorOf(text, dimension), index })),
    model,
    usage: { total_tokens: tokens },
  };
}
