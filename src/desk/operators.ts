import { hash, verify } from "@node-rs/argon2";
import type { Actor } from "../conversation/ownership.ts";
import type { Database } from "../database/database.ts";

/** A human of ours, or a program that acts as one. */
export interface Operator extends Actor {
  /** What the others see: the email address, or `api`. */
  readonly name: string;
  /** When he was at the desk last, to half a minute; null: never. */
  readonly seenAt: Date | null;
}

/** Who the bearer of API_TOKEN is. */
export const API_OPERATOR = "api";

/** Creates an admin, or gives him this password; sessions begun with an older one end. */
export async function ensureAdmin(
  { email, password }: { readonly email: string; readonly password: string },
  database: Database,
): Promise<void> {
  const known = await database.outside.operator.findUnique({ where: { email } });
  if (known?.passwordHash && (await verify(known.passwordHash, password))) return;
  const passwordHash = await hash(password);
  await database.transaction(
    async (tx) => {
      const { id } = await tx.operator.upsert({
        where: { email },
        create: { email, passwordHash, role: "admin" },
        update: { passwordHash },
      });
      await tx.session.deleteMany({ where: { operatorId: id } });
    },
    { retryUniqueViolations: true },
  );
}

export async function ensureApiOperator(database: Database): Promise<void> {
  await database.outside.operator.createMany({ data: [{ email: API_OPERATOR, role: "admin" }], skipDuplicates: true });
}

/** The operator with these credentials. A wrong address takes as long as a wrong password. */
export async function checkPassword(
  email: string,
  password: string,
  database: Database,
): Promise<{ readonly id: string } | null> {
  const operator = await database.outside.operator.findUnique({ where: { email: email.toLowerCase() } });
  const isRight = await verify(operator?.passwordHash ?? (await NOBODYS_HASH), password);
  return operator?.passwordHash && isRight ? operator : null;
}

const NOBODYS_HASH = hash(crypto.randomUUID());
