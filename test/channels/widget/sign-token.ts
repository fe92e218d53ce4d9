import { SignJWT } from "jose";
import { SECRETS } from "./open-widget.ts";

export interface TokenParts {
  readonly sub?: string;
  readonly email?: unknown;
  readonly name?: unknown;
  readonly [claim: string]: unknown;
}

/** An identity token as a host site signs it, with what a test changes of it. */
export function signToken(
  claims: TokenParts = {},
  {
    secret = SECRETS[0] as string,
    aud = "switchboard" as string | null,
    exp = "5m" as string | number | null,
    alg = "HS256",
  } = {},
): Promise<string> {
  const jwt = new SignJWT({ sub: "customer-1", ...claims }).setProtectedHeader({ alg });
  if (aud !== null) jwt.setAudience(aud);
  if (exp !== null) jwt.setExpirationTime(exp);
  return jwt.sign(new TextEncoder().encode(secret));
}
