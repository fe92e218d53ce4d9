import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../database/database.ts";
import type { Operator as Row } from "../database/generated/client.ts";
import { API_OPERATOR, type Operator } from "./operators.ts";

const SESSION_DAYS = 7;
export const SESSION_MS = SESSION_DAYS * 24 * 60 * 60 * 1_000;

/** Begins a session and returns its token. Only the hash is stored: who reads the database cannot sign in with it. */
export async function beginSession(operatorId: string, database: Database): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + SESSION_MS);
  await database.outside.session.create({ data: { tokenHash: hashOf(token), operatorId, expiresAt } });
  return token;
}

export async function endSession(token: string, database: Database): Promise<void> {
  await database.outside.session.deleteMany({ where: { tokenHash: hashOf(token) } });
}

export async function operatorOfSession(token: string, database: Database): Promise<Operator | null> {
  const session = await database.outside.session.findUnique({
    where: { tokenHash: hashOf(token) },
    include: { operator: true },
  });
  if (!session || session.expiresAt <= new Date()) return null;
  return toOperator(session.operator);
}

export async function apiOperator(database: Database): Promise<Operator> {
  return toOperator(await database.outside.operator.findUniqueOrThrow({ where: { email: API_OPERATOR } }));
}

function toOperator({ id, email, role, seenAt }: Row): Operator {
  return { operatorId: id, name: email, isAdmin: role === "admin", seenAt };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
