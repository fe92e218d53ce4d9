import { SignJWT } from "jose";
import { z } from "zod";

/** What the site of a sandbox may say of its visitor. */
export const VISITOR = z.strictObject({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional(),
  name: z.string().max(200).optional(),
});

/** A page that is left open over night is still who it was. */
const LIFETIME = "24h";

/** The token that a site would sign for a visitor whom it knows, with the secret of the widget. */
export async function identityToken({ sub, ...claims }: z.infer<typeof VISITOR>, secret: string): Promise<string> {
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(sub)
    .setAudience("switchboard")
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(new TextEncoder().encode(secret));
}
