import type { IncomingMessage } from "node:http";
import { type AnswerDeps, type Answered, answerMessages } from "./answer-messages.ts";
import { ApiError } from "./api-error.ts";
import { checkHeaders } from "./check-headers.ts";
import { listModels, retrieveModel } from "./list-models.ts";
import { planError, planJson, type Step } from "./plan-response.ts";
import { parseJson, readBody } from "./read-body.ts";
import type { LoggedRequest } from "./request-log.ts";
import { validateCount } from "./validate-request.ts";

/** Finds the answer to a request of any kind, errors included. Puts the body into the log entry. */
export async function route(
  request: IncomingMessage,
  entry: LoggedRequest,
  requestId: string,
  deps: AnswerDeps,
): Promise<Answered> {
  try {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const body = await readBody(request);
    entry.body = body === "" ? null : body;
    const posts = request.method === "POST";
    checkHeaders(request.headers, posts);
    if (posts) entry.body = parseJson(body);

    if (posts && url.pathname === "/v1/messages") return answerMessages(entry.body, requestId, deps);
    if (posts && url.pathname === "/v1/messages/count_tokens") {
      return plain(planJson(200, { input_tokens: validateCount(entry.body, { isPaused: deps.paused.has }) }));
    }
    return plain(planJson(200, read(request.method ?? "GET", url)));
  } catch (error) {
    if (error instanceof ApiError) return plain(planError(error.parts, requestId));
    // Half a request: the client has gone.
    if (!request.complete) throw error;
    return plain(planError(deps.script.failure(error).parts, requestId));
  }
}

function plain(steps: readonly Step[]): Answered {
  return { steps, message: null, onHead() {} };
}

function read(method: string, url: URL): unknown {
  const model = /^\/v1\/models\/([^/]+)$/.exec(url.pathname)?.[1];
  const known =
    model !== undefined || ["/v1/models", "/v1/messages", "/v1/messages/count_tokens"].includes(url.pathname);
  if (!known) throw new ApiError({ status: 404, kind: "not_found_error", message: "Not Found" });
  if (method !== "GET" || url.pathname.startsWith("/v1/messages")) {
    throw new ApiError({ status: 405, kind: "invalid_request_error", message: "Method Not Allowed" });
  }
  return model === undefined ? listModels(url.searchParams) : retrieveModel(decodeURIComponent(model));
}
