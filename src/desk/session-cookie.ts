import type { CookieOptions, Response } from "express";
import type { Database } from "../database/database.ts";
import { SESSION_COOKIE } from "./authenticate.ts";
import { beginSession, SESSION_MS } from "./sessions.ts";

/** `isSecure`: whether the outside reaches us over TLS. */
export function cookieOptions(isSecure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: "lax", secure: isSecure, path: "/" };
}

/** Begins a session whose cookie goes along with the response. */
export async function giveSession(
  operatorId: string,
  response: Response,
  { database, isSecure }: { readonly database: Database; readonly isSecure: boolean },
): Promise<void> {
  const token = await beginSession(operatorId, database);
  response.cookie(SESSION_COOKIE, token, { ...cookieOptions(isSecure), maxAge: SESSION_MS });
}
