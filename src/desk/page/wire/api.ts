import type { ShownMessage } from "../../../contract/index.ts";
import type { ReplyDraft } from "../../../conversation/model.ts";
import type { ConversationView } from "../../../conversation/view.ts";
import type { Letters } from "../../read-letters.ts";
import type { ListFilter } from "../state/list-state.ts";
import type { DeskAct } from "../state/permitted-acts.ts";
import type { ConversationPage, WholeConversation } from "../state/shapes.ts";
import { viewQuery } from "../state/views.ts";

/** The server refused, or gave no answer (`status` null). `document` is its problem document, where there is one. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number | null;
  readonly document: unknown;

  constructor(status: number | null, document: unknown, options?: ErrorOptions) {
    super(status === null ? "The server gave no answer" : `The server answered ${status}`, options);
    this.status = status;
    this.document = document;
  }
}

export interface Answer {
  readonly text: string;
  readonly internal: boolean;
  readonly basedOnSeq: number;
  readonly clientId: string;
}

/** The desk's REST API. Everything rejects with `ApiError` and nothing else. */
export interface Api {
  list(filter: ListFilter, me: string, cursor: string | null): Promise<ConversationPage>;
  listState(state: string, limit: number): Promise<ConversationPage>;
  read(id: string): Promise<WholeConversation>;
  act(id: string, act: DeskAct): Promise<ConversationView>;
  answer(id: string, answer: Answer): Promise<ShownMessage>;
  /** `wish`: what the operator wants of it; may be empty. Takes as long as the assistant does. */
  draft(id: string, wish: string): Promise<ReplyDraft>;
}

/** Longer than any answer takes; a connection that hangs is none. */
const PATIENCE_MS = 20_000;
/** A little longer than the assistant has for a draft. */
const DRAFT_PATIENCE_MS = 70_000;
/** Longer is refused by the server. */
const MAX_WISH_LENGTH = 2_000;

/** `onSignedOut` is called whenever the server does not know the session. */
export function createApi(onSignedOut: () => void): Api {
  async function ask<T>(method: string, path: string, body?: unknown, patienceMs?: number): Promise<T> {
    try {
      return await call<T>(method, path, body, patienceMs);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) onSignedOut();
      throw error;
    }
  }
  return {
    list: ({ view, channel, q }, me, cursor) => {
      const query = { ...viewQuery(view, me), channel, q: q.trim(), cursor };
      return ask("GET", `/api/conversations?${toQuery(query)}`);
    },
    listState: (state, limit) => ask("GET", `/api/conversations?${toQuery({ state, limit: String(limit) })}`),
    read: (id) => ask("GET", `/api/conversations/${encodeURIComponent(id)}`),
    act: (id, act) => ask("POST", `/api/conversations/${encodeURIComponent(id)}/${act}`),
    answer: (id, answer) => ask("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, answer),
    draft: (id, wish) => {
      const body = wish === "" ? {} : { instruction: wish.slice(0, MAX_WISH_LENGTH) };
      return ask("POST", `/api/conversations/${encodeURIComponent(id)}/draft`, body, DRAFT_PATIENCE_MS);
    },
  };
}

/** Resolves with the operator's name. @throws {ApiError} */
export async function signIn(email: string, password: string): Promise<string> {
  const session = await call<{ readonly email: string }>("POST", "/api/session", { email, password });
  return session.email;
}

/** The name of whoever this browser's session is, or null. @throws {ApiError} when the server gives no answer */
export async function whoAmI(): Promise<string | null> {
  try {
    return (await call<{ readonly email: string }>("GET", "/api/session")).email;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who wrote what, and who would get an answer now. @throws {ApiError} */
export async function readLetters(id: string): Promise<Letters> {
  return await call("GET", `/api/conversations/${encodeURIComponent(id)}/letters`);
}

/** @throws {ApiError} */
export async function signOut(): Promise<void> {
  await call("DELETE", "/api/session");
}

async function call<T>(method: string, path: string, body?: unknown, patienceMs = PATIENCE_MS): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init = { method, headers, signal: AbortSignal.timeout(patienceMs), credentials: "same-origin" } as const;
  let response: Response;
  let document: unknown;
  try {
    response = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const text = await response.text();
    document = text === "" ? null : parse(text);
  } catch (cause) {
    throw new ApiError(null, null, { cause });
  }
  if (!response.ok) throw new ApiError(response.status, withRetryAfter(document, response));
  return document as T;
}

/** A proxy in between may answer with a page. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withRetryAfter(document: unknown, response: Response): unknown {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? { ...(document as object | null), retryAfterSeconds: seconds } : document;
}

function toQuery(parts: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(given).toString();
}
