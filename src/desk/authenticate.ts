import { createHash, timingSafeEqual } from "node:crypto";
import { parseCookie } from "cookie";
import type { Request, RequestHandler, Response } from "express";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import type { Operator } from "./operators.ts";
import { noteSeen } from "./presence.ts";
import { apiOperator, operatorOfSession } from "./sessions.ts";

export const SESSION_COOKIE = "switchboard_session";

export interface AuthDeps {
  readonly database: Database;
  readonly apiToken: string | null;
  /** Origins whose pages may write with the cookie. */
  readonly origins: readonly string[];
}

/** Lets through whoever brings the bearer token or a session cookie. @throws {Problem} 401, or 403 from a foreign page. */
export function authenticate(deps: AuthDeps): RequestHandler {
  return async (request, response, next) => {
    const { authorization } = request.headers;
    const operator = await whoIs(request.headers, deps);
    if (!operator && bearerOf(authorization) !== undefined) throw new Problem(401, "The bearer token is not valid.");
    if (!operator) throw new Problem(401, "Sign in, or send the API token as a bearer token.");
    if (bearerOf(authorization) === undefined) refuseForeignOrigin(request, deps.origins);
    await noteSeen(operator, isLook(request) ? "looks" : "acts", deps.database);
    response.locals["operator"] = operator;
    next();
  };
}

/** The operator whose bearer token, or else whose session cookie, is in these headers. A wrong token is nobody's. */
export async function whoIs(
  headers: { readonly authorization?: string | undefined; readonly cookie?: string | undefined },
  { database, apiToken }: Pick<AuthDeps, "database" | "apiToken">,
): Promise<Operator | null> {
  const bearer = bearerOf(headers.authorization);
  if (bearer !== undefined) return apiToken !== null && isSame(bearer, apiToken) ? await apiOperator(database) : null;
  const token = parseCookie(headers.cookie ?? "")[SESSION_COOKIE];
  return token ? await operatorOfSession(token, database) : null;
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
}

export function sessionToken(request: Request): string | undefined {
  return parseCookie(request.headers.cookie ?? "")[SESSION_COOKIE];
}

export function operatorOf(response: Response): Operator {
  return response.locals["operator"] as Operator;
}

/** It changes nothing. */
const isLook = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/**
 * A browser sends our cookie along with whatever another site makes it do. It also says which site that is, on every
 * request that may change something; programs send no Origin and no cookie they were not given.
 */
export function refuseForeignOrigin(request: Request, origins: readonly string[]): void {
  if (isLook(request)) return;
  const { origin } = request.headers;
  if (origin !== undefined && !origins.includes(origin))
    throw new Problem(403, "This request comes from a page of another site.");
  const site = request.headers["sec-fetch-site"];
  if (origin === undefined && site !== undefined && site !== "same-origin" && site !== "none")
    throw new Problem(403, "This request comes from a page of another site.");
}

/** In a time that does not tell how much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
