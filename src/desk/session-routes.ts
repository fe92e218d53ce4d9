import { Router } from "express";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import {
  type AuthDeps,
  authenticate,
  operatorOf,
  refuseForeignOrigin,
  SESSION_COOKIE,
  sessionToken,
} from "./authenticate.ts";
import type { LoginLimit } from "./login-limit.ts";
import { checkPassword } from "./operators.ts";
import { bodyOf } from "./request-parts.ts";
import { cookieOptions, giveSession } from "./session-cookie.ts";
import { endSession } from "./sessions.ts";

const CREDENTIALS = z.object({ email: z.string().max(320), password: z.string().max(1_024) });

/** `POST /api/session` signs in, `DELETE /api/session` out, `GET /api/session` says who one is. */
export function sessionRoutes(
  deps: AuthDeps & { readonly loginLimit: LoginLimit; readonly isSecure: boolean },
): Router {
  const router = Router();
  router.post("/api/session", async (request, response) => {
    refuseForeignOrigin(request, deps.origins);
    const { email, password } = bodyOf(request, CREDENTIALS);
    const address = request.ip ?? "unknown";
    await deps.loginLimit.attempt(email, address);
    const operator = await checkPassword(email, password, deps.database);
    if (!operator) throw new Problem(401, "The email address or the password is wrong.");
    await deps.loginLimit.succeeded(email, address);
    await giveSession(operator.id, response, deps);
    response.status(200).json({ email: email.toLowerCase() });
  });
  router.get("/api/session", authenticate(deps), (_request, response) => {
    const { name, isAdmin } = operatorOf(response);
    response.json({ email: name, role: isAdmin ? "admin" : "operator" });
  });
  router.delete("/api/session", async (request, response) => {
    refuseForeignOrigin(request, deps.origins);
    const token = sessionToken(request);
    if (token) await endSession(token, deps.database);
    response.clearCookie(SESSION_COOKIE, cookieOptions(deps.isSecure));
    response.status(204).end();
  });
  return router;
}
