import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { Problem, toDocument } from "./problem.ts";

export const notFound: RequestHandler = (request) => {
  throw new Problem(404, `There is no ${request.method} ${request.path}.`);
};

/** Writes what a route threw: a problem as it is, anything else as a 500 that tells the caller nothing, logged once. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(error);
    const { status } = problem;
    const about = { method: request.method, route: routeOf(request), status };
    if (status >= 500) log.error({ ...about, err: error }, "request failed");
    // Somebody may be trying doors.
    else if (status === 401 || status === 403 || status === 429) log.warn(about, "request refused");
    if (response.headersSent) return next(error);
    response
      .status(problem.status)
      .set(problem.status === 401 ? { ...CHALLENGE, ...problem.headers } : problem.headers)
      .type("application/problem+json")
      .send(JSON.stringify(toDocument(problem)));
  };
}

/** The path as it was declared, or what it was mounted under: one as it was asked for may hold anything. */
function routeOf({
  route,
  baseUrl,
}: {
  readonly route?: { readonly path?: unknown };
  readonly baseUrl: string;
}): string {
  return typeof route?.path === "string" ? route.path : baseUrl;
}

/** A 401 says how to sign in (RFC 9110, section 15.5.2). Browsers show no dialog for this scheme. */
const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="switchboard"' };

/** Express's own errors (a body that is no JSON, too large, badly encoded) carry a status and are the caller's. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (typeof status === "number" && status >= 400 && status < 500)
    return new Problem(status, BODY_PROBLEMS[String(type)] ?? "The request is not valid.");
  return new Problem(500, "Something went wrong on our side.");
}

const BODY_PROBLEMS: Readonly<Record<string, string>> = {
  "entity.parse.failed": "The body is not a JSON object.",
  "entity.too.large": "The body is too large.",
  "encoding.unsupported": "The body's encoding is not supported.",
  "charset.unsupported": "The body's character set is not supported.",
};
