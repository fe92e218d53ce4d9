import { errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";

/** Somebody whom the host site knows, as its token says. */
export interface WidgetUser {
  /** The host site's own id of him: 1 to 255 characters, any but control characters. */
  readonly sub: string;
  /** Lowercased. */
  readonly email: string | null;
  readonly name: string | null;
}

/** What a page's identity token says about whoever sits before it. */
export type Identity =
  | { readonly kind: "none" }
  | { readonly kind: "valid"; readonly user: WidgetUser }
  /** It was valid once: it says who was meant and proves nothing any more. */
  | { readonly kind: "expired"; readonly sub: string }
  | { readonly kind: "refused" };

const AUDIENCE = "switchboard";
/** Pinned: a token that names its own algorithm could name `none` (RFC 8725, section 3.1). */
const ALGORITHMS = ["HS256"];

/** Verifies a JWT (RFC 7519) with each of the secrets. Never rejects: what is not valid is `refused` or `expired`. */
export async function readIdentity(token: string | null, secrets: readonly string[]): Promise<Identity> {
  if (token === null) return { kind: "none" };
  for (const secret of secrets) {
    const identity = await verify(token, secret);
    if (identity.kind !== "refused") return identity;
  }
  return { kind: "refused" };
}

async function verify(token: string, secret: string): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ALGORITHMS,
      audience: AUDIENCE,
      requiredClaims: ["sub", "exp"],
    });
    const user = toUser(payload);
    return user === null ? { kind: "refused" } : { kind: "valid", user };
  } catch (error) {
    // The signature and the audience were right, or it would be another error.
    const user = error instanceof errors.JWTExpired ? toUser(error.payload) : null;
    return user === null ? { kind: "refused" } : { kind: "expired", sub: user.sub };
  }
}

const CLAIMS = z.object({
  // PostgreSQL stores neither NUL nor half a character.
  sub: z
    .string()
    .max(255)
    .regex(/^\P{Cc}+$/u)
    .refine((sub) => sub.isWellFormed()),
  email: z.email().max(254).toLowerCase().nullable().catch(null),
  // OpenID Connect Core, section 5.1: what the site says it has not verified is no proof. Some sites say it as text.
  email_verified: z
    .unknown()
    .default(true)
    .transform((claim) => claim === true || claim === "true"),
  name: z.string().nullable().catch(null),
});

function toUser(payload: JWTPayload): WidgetUser | null {
  const claims = CLAIMS.safeParse(payload);
  if (!claims.success) return null;
  const { sub, email, email_verified: emailVerified, name } = claims.data;
  return { sub, email: emailVerified ? email : null, name: toName(name) };
}

function toName(claim: string | null): string | null {
  const name = (claim ?? "")
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
  return name === "" ? null : name.toWellFormed();
}
