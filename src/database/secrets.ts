import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

/** The secret of that name, made at the first start and the same for all processes: 256 bits, base64url. */
export async function ensureSecret(name: string, { outside }: Pick<Database, "outside">): Promise<string> {
  const value = randomBytes(32).toString("base64url");
  await outside.secret.createMany({ data: [{ name, value }], skipDuplicates: true });
  const kept = await outside.secret.findUniqueOrThrow({ where: { name } });
  return kept.value;
}
