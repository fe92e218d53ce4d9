import type { Request, Response } from "express";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import { whoIs } from "./authenticate.ts";
import { giveSession } from "./session-cookie.ts";

/**
 * Signs a browser in as the operator with this address without asking for his password, which is for a sandbox alone.
 * Whoever is signed in already stays who he is. Resolves with the name. @throws {Problem} 404: there is no such operator.
 */
export async function signInAs(
  email: string | null,
  { request, response }: { readonly request: Request; readonly response: Response },
  { database, isSecure }: { readonly database: Database; readonly isSecure: boolean },
): Promise<string> {
  const { cookie } = request.headers;
  const present = await whoIs({ cookie }, { database, apiToken: null });
  if (present) return present.name;
  const operator = email === null ? null : await database.outside.operator.findUnique({ where: { email } });
  if (!operator) throw new Problem(404, "This sandbox has no operator.");
  await giveSession(operator.id, response, { database, isSecure });
  return operator.email;
}
