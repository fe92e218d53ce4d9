import { SESSION_COOKIE } from "../../src/desk/authenticate.ts";
import { beginSession } from "../../src/desk/sessions.ts";
import type { Session } from "./desk.ts";
import type { Product } from "./product.ts";

export interface SignedIn {
  readonly email: string;
  readonly session: Session;
}

/** Operators with sessions, written straight into the database: many at once need no passwords. */
export async function signedIn(product: Product, ...emails: readonly string[]): Promise<SignedIn[]> {
  return await Promise.all(
    emails.map(async (email) => {
      const { id } = await product.database.outside.operator.create({ data: { email } });
      const token = await beginSession(id, product.database);
      return { email, session: { Cookie: `${SESSION_COOKIE}=${token}` } };
    }),
  );
}
