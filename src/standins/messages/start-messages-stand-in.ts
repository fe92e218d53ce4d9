import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AnswerDeps } from "./answer-messages.ts";
import { createRandom } from "./cut-bytes.ts";
import { createDiagnosis } from "./diagnose-cache-miss.ts";
import type { Fault } from "./faults.ts";
import { createPausedTurns } from "./paused-turns.ts";
import { playResponse } from "./play-response.ts";
import { createPromptCache } from "./prompt-cache.ts";
import type { Brain } from "./reply.ts";
import type { MessagesRequest } from "./request.ts";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./request-log.ts";
import { responseHeaders } from "./response-headers.ts";
import { route } from "./route.ts";
import { createScript, type ScriptEntry, type ScriptFor } from "./script.ts";
import { createSignatures } from "./thinking-signatures.ts";
import { newId } from "./to-message.ts";

export interface MessagesStandInOptions {
  /** Absent: any free port. It listens on loopback only. */
  readonly port?: number;
  /** Answers what no script answers. Absent: such a request is a mistake. */
  readonly brain?: Brain;
  /**
   * Whether a request without a scripted answer is a mistake although there is a brain: 500, and `assertDone` throws. Of
   * all requests, or of those that it says.
   */
  readonly strict?: boolean | ((request: MessagesRequest) => boolean);
  /** The clock of cache and log, ms since the epoch. */
  readonly now?: () => number;
  /** How many requests the log keeps; 1,000 by default. */
  readonly maxRequests?: number;
  readonly firstByteMs?: number;
  /** Between the pieces of a streamed text. */
  readonly betweenChunksMs?: number;
  /** Sends every response in pieces of a few bytes, cut anywhere, as this seed says. */
  readonly cutSeed?: number;
  /** Signs thinking: another secret is another organisation. The same one verifies after a restart. */
  readonly secret?: string;
}

/** A local server that speaks the vendor's Messages API, for tests and for running without a key. */
export interface MessagesStandIn {
  /** What `baseURL` must be, e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Every request, oldest first. `reset` empties it. */
  readonly requests: readonly LoggedRequest[];
  /** Adds answers to the end of a queue. Without `whose` they are for anybody. */
  script(entries: readonly ScriptEntry[], whose?: ScriptFor): void;
  /** Every message request meets this fault until it is null again; the script waits meanwhile. */
  outage(fault: Fault | null): void;
  /** @throws {Error} when a request found no answer, an expectation failed, or answers are left over. */
  assertDone(): void;
  /** Resolves when no request is being answered. */
  idle(): Promise<void>;
  /** Forgets scripts, outage, log, cache and paused turns. */
  reset(): void;
  /** Breaks what is still being answered. Safe to call twice. */
  stop(): Promise<void>;
}

/** Not a secret: it only has to be the same after a restart. */
const DEFAULT_SECRET = "messages-stand-in";
const DEFAULT_MAX_REQUESTS = 1_000;

/** Resolves when it listens. @throws {Error} when the port is taken. */
export async function startMessagesStandIn(options: MessagesStandInOptions = {}): Promise<MessagesStandIn> {
  const now = options.now ?? Date.now;
  const log = createRequestLog(options.maxRequests ?? DEFAULT_MAX_REQUESTS);
  let fault: Fault | null = null;
  const deps: AnswerDeps = {
    brainFor: (request) => (isStrict(options, request) ? null : (options.brain ?? null)),
    script: createScript(),
    cache: createPromptCache(now),
    signatures: createSignatures(options.secret ?? DEFAULT_SECRET),
    diagnosis: createDiagnosis(),
    paused: createPausedTurns(),
    pace: { firstByteMs: options.firstByteMs ?? 0, betweenChunksMs: options.betweenChunksMs ?? 0 },
    outage: () => fault,
  };
  const random = options.cutSeed === undefined ? null : createRandom(options.cutSeed);
  const serving = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const served = serve(request, response, { log, random, now, answer: deps }).finally(() => serving.delete(served));
    serving.add(served);
  });
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    requests: log.entries,
    script: (entries, whose = {}) => deps.script.add(entries, whose),
    outage: (next) => {
      fault = next;
    },
    assertDone: () => deps.script.assertDone(),
    async idle() {
      while (serving.size > 0) await Promise.all(serving);
    },
    reset() {
      fault = null;
      for (const part of [deps.script, deps.cache, deps.diagnosis, deps.paused, log]) part.clear();
    },
    stop: () => close(server),
  };
}

function isStrict({ strict = false }: MessagesStandInOptions, request: MessagesRequest): boolean {
  return typeof strict === "boolean" ? strict : strict(request);
}

interface ServeDeps {
  readonly log: RequestLog;
  readonly random: (() => number) | null;
  readonly answer: AnswerDeps;
  now(): number;
}

async function serve(request: IncomingMessage, response: ServerResponse, deps: ServeDeps): Promise<void> {
  const at = new Date(deps.now());
  const requestId = newId("req");
  const entry: LoggedRequest = {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: flat(request.headers),
    body: null,
    at,
    status: null,
    message: null,
    aborted: false,
  };
  deps.log.add(entry);
  try {
    const answered = await route(request, entry, requestId, deps.answer);
    entry.message = answered.message;
    const { aborted } = await playResponse(answered.steps, response, {
      headers: responseHeaders(requestId, at),
      random: deps.random,
      onHead(status) {
        entry.status = status;
        answered.onHead();
      },
    });
    entry.aborted = aborted;
  } catch {
    // Only a client that goes away while it sends its request gets here: there is nobody left to answer.
    entry.aborted = true;
    response.destroy();
  }
}

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
