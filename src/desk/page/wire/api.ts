import type { ShownMessage } from "../../../contract/index.ts";
import type { ReplyDraft } from "../../../conversation/model.ts";
import type { ConversationView } from "../../../conversation/view.ts";
import type { Preview } from "../../preview.ts";
import type { Letters } from "../../read-letters.ts";
import type { Way } from "../../read-ways.ts";
import type { ListFilter } from "../state/list-state.ts";
import type { DeskAct } from "../state/permitted-acts.ts";
import type { ConversationPage, WholeConversation } from "../state/shapes.ts";
import { viewQuery } from "../state/views.ts";
import { ApiError, call, tellingSignOut, toQuery } from "./call.ts";
import { type UploadedFile, uploadFile } from "./upload-file.ts";

export interface Answer {
  readonly text: string;
  readonly internal: boolean;
  readonly basedOnSeq: number;
  readonly clientId: string;
  /** Tokens. */
  readonly files: readonly string[];
}

/** The desk's REST API. Everything rejects with `ApiError` and nothing else. */
export interface Api {
  list(filter: ListFilter, me: string, cursor: string | null): Promise<ConversationPage>;
  listState(state: string, limit: number): Promise<ConversationPage>;
  read(id: string): Promise<WholeConversation>;
  act(id: string, act: DeskAct): Promise<ConversationView>;
  answer(id: string, answer: Answer): Promise<ShownMessage>;
  /** `onShare` is told how much of it the server has, 0 to 1. */
  upload(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<UploadedFile>;
  /** `wish`: what the operator wants of it; may be empty. Takes as long as the assistant does. */
  draft(id: string, wish: string): Promise<ReplyDraft>;
}

/** A little longer than the assistant has for a draft. */
const DRAFT_PATIENCE_MS = 70_000;
/** Longer is refused by the server. */
const MAX_WISH_LENGTH = 2_000;

/** `onSignedOut` is called whenever the server does not know the session. */
export function createApi(onSignedOut: () => void): Api {
  const ask = <T>(method: string, path: string, body?: unknown, patienceMs?: number): Promise<T> =>
    tellingSignOut(call<T>(method, path, body, patienceMs), onSignedOut);
  return {
    list: ({ view, channel, q }, me, cursor) => {
      const query = { ...viewQuery(view, me), channel, q: q.trim(), cursor };
      return ask("GET", `/api/conversations?${toQuery(query)}`);
    },
    listState: (state, limit) => ask("GET", `/api/conversations?${toQuery({ state, limit: String(limit) })}`),
    read: (id) => ask("GET", `/api/conversations/${encodeURIComponent(id)}`),
    act: (id, act) => ask("POST", `/api/conversations/${encodeURIComponent(id)}/${act}`),
    answer: (id, answer) => ask("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, answer),
    upload: (file, onShare, signal) => tellingSignOut(uploadFile(file, onShare, signal), onSignedOut),
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

/** Whose a session is. */
export interface Session {
  readonly email: string;
  readonly role: "admin" | "operator";
}

/** Whoever this browser's session is, or null. @throws {ApiError} when the server gives no answer */
export async function whoAmI(): Promise<Session | null> {
  try {
    return await call<Session>("GET", "/api/session");
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who wrote what, and who would get an answer now. @throws {ApiError} */
export async function readLetters(id: string): Promise<Letters> {
  return await call("GET", `/api/conversations/${encodeURIComponent(id)}/letters`);
}

/** How a text would leave, were it sent now. @throws {ApiError} */
export async function readPreview(id: string, text: string): Promise<Preview> {
  return await call("POST", `/api/conversations/${encodeURIComponent(id)}/preview`, { text });
}

/** Where else the customer can be written to. @throws {ApiError} */
export async function readWays(id: string): Promise<readonly Way[]> {
  const { items } = await call<{ readonly items: readonly Way[] }>(
    "GET",
    `/api/conversations/${encodeURIComponent(id)}/ways`,
  );
  return items;
}

/** @throws {ApiError} */
export async function signOut(): Promise<void> {
  await call("DELETE", "/api/session");
}
