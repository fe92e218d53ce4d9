import { hash } from "@node-rs/argon2";
import { expect } from "vitest";
import type { ConversationView, MessageView } from "../../src/conversation/view.ts";
import type { Answer, Product } from "./product.ts";
import { PROBLEM } from "./shapes.ts";
import { until } from "./until.ts";

/** Headers that carry a session. */
export type Session = Readonly<Record<"Cookie", string>>;

export const PASSWORD = "correct horse battery staple";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Asks for a session, whatever comes of it. */
export async function trySignIn(
  product: Product,
  credentials: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Record<string, unknown>>> {
  return await product.api("POST", "/api/session", credentials, headers);
}

/** The cookie of an answer, with its attributes by lowercased name. */
export function sessionCookie({ headers }: Pick<Answer<unknown>, "headers">) {
  const [cookie = ""] = headers.getSetCookie();
  const [pair = "", ...attributes] = cookie.split("; ");
  return {
    session: { Cookie: pair } satisfies Session,
    attributes: Object.fromEntries(
      attributes.map((attribute) => {
        const [name = "", value = ""] = attribute.split("=");
        return [name.toLowerCase(), value];
      }),
    ),
  };
}

export async function signIn(product: Product, credentials: Credentials): Promise<Session> {
  const answer = await trySignIn(product, credentials);
  expect(answer.status).toBe(200);
  return sessionCookie(answer).session;
}

/** Adds an operator who is no admin unless told, and signs in. */
export async function addOperator(
  product: Product,
  email: string,
  role: "operator" | "admin" = "operator",
): Promise<Session> {
  await product.database.outside.operator.create({ data: { email, role, passwordHash: await hash(PASSWORD) } });
  return await signIn(product, { email, password: PASSWORD });
}

let answers = 0;

/** Writes in a conversation; by default what the operator has seen is all there is. */
export async function write(
  product: Product,
  conversationId: string,
  body: Readonly<Record<string, unknown>>,
  headers?: Record<string, string>,
): Promise<Answer<MessageView>> {
  answers += 1;
  const clientId = `answer-${answers}`;
  const { seq } = await product.database.outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const written = { basedOnSeq: seq, clientId, ...body };
  return await product.api("POST", `/api/conversations/${conversationId}/messages`, written, headers);
}

/** Claims, releases, closes or reopens. */
export async function act(
  product: Product,
  conversationId: string,
  kind: "claim" | "release" | "close" | "reopen",
  headers?: Record<string, string>,
): Promise<Answer<ConversationView>> {
  return await product.api("POST", `/api/conversations/${conversationId}/${kind}`, undefined, headers);
}

/** That an answer is a problem document of this status; returns it. */
export function problemOf({ status, body, headers }: Answer<unknown>, expected: number) {
  expect({ status, body }).toMatchObject({ status: expected });
  expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = PROBLEM.parse(body);
  expect(problem.status).toBe(expected);
  return problem;
}

/** Resolves when nothing waits any more: no raw row, no turn, nothing in the outbox, no news of it. */
export async function settled(product: Product, atMostMs = 30_000): Promise<void> {
  try {
    await until(
      "everything that waits to be done",
      async () => {
        if ((await waiting(product)).length > 0) return false;
        // What was sent has led to status callbacks.
        await product.twilio.settled();
        return (await waiting(product)).length === 0;
      },
      atMostMs,
    );
  } catch (error) {
    throw new Error(`not settled: ${JSON.stringify(await waiting(product), null, 2)}`, { cause: error });
  }
}

/** In one statement: a row on its way from table to table is in one of them. */
async function waiting({ database: { pool }, environment }: Product): Promise<readonly unknown[]> {
  // What comes by a channel that is not turned on waits for ever.
  const hasMail = environment["SUPPORT_EMAIL"] !== undefined;
  const { rows } = await pool.query<{ what: unknown }>(`
    SELECT jsonb_build_object('raw', id, 'state', state) AS what
      FROM "RawInbound" WHERE state = 'pending' AND (channel <> 'email' OR ${hasMail})
    UNION ALL SELECT jsonb_build_object('due', id, 'owner', owner, 'at', "turnDueAt")
      FROM "Conversation" WHERE "turnDueAt" IS NOT NULL
    UNION ALL SELECT to_jsonb("Turn") FROM "Turn" WHERE "endedAt" IS NULL
    UNION ALL SELECT to_jsonb("Outbox") FROM "Outbox" WHERE state IN ('pending', 'sending')`);
  return rows.map(({ what }) => what);
}
