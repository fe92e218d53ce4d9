import type { ArticleFilter } from "../state/knowledge/article-list-state.ts";
import type { Article, ArticlePage, Audience, Gap, Manuscript, Passage } from "../state/knowledge/shapes.ts";
import { type Session, whoAmI } from "./api.ts";
import { ApiError, call, callVersioned, tellingSignOut, toQuery, type Versioned } from "./call.ts";

/** The part of the desk's REST API that is about articles. Everything rejects with `ApiError` and nothing else. */
export interface KnowledgeApi {
  /** Whose the session is. */
  me(): Promise<Session | null>;
  list(filter: ArticleFilter, cursor: string | null): Promise<ArticlePage>;
  /** Null: there is no such article. */
  read(slug: string): Promise<Versioned<Article> | null>;
  /** `over`: the version that it was made of, another one is a 412; null: it is to be a new article. */
  write(slug: string, manuscript: Manuscript, over: string | null): Promise<Versioned<Article>>;
  remove(slug: string, over: string | null): Promise<void>;
  /** To what the file says. */
  revert(slug: string): Promise<void>;
  search(question: string, audience: Audience): Promise<readonly Passage[]>;
  gaps(days: number): Promise<readonly Gap[]>;
  /** All of its questions of so many days. */
  dismissGap(id: string, days: number): Promise<void>;
}

/** As many passages as anybody looks through. */
const MAX_PASSAGES = "10";
const MAX_GAPS = "100";

/** `onSignedOut` is called whenever the server does not know the session. */
export function createKnowledgeApi(onSignedOut: () => void): KnowledgeApi {
  const ask = <T>(method: string, path: string): Promise<T> => tellingSignOut(call<T>(method, path), onSignedOut);
  const items = async <T>(path: string): Promise<readonly T[]> =>
    (await ask<{ readonly items: readonly T[] }>("GET", path)).items;
  const read = async (slug: string): Promise<Versioned<Article> | null> => {
    try {
      return await tellingSignOut(callVersioned<Article>("GET", articlePath(slug)), onSignedOut);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  };
  return {
    me: whoAmI,
    list: ({ q, audience, draft }, cursor) =>
      ask("GET", `/api/articles?${toQuery({ q: q.trim(), audience, draft: draft ? "true" : null, cursor })}`),
    read,
    write: (slug, manuscript, over) =>
      tellingSignOut(callVersioned<Article>("PUT", articlePath(slug), manuscript, onlyOver(over)), onSignedOut),
    remove: async (slug, over) => {
      const headers = over === null ? {} : onlyOver(over);
      await tellingSignOut(callVersioned("DELETE", articlePath(slug), undefined, headers), onSignedOut);
    },
    revert: async (slug) => {
      await ask("POST", `${articlePath(slug)}/revert`);
    },
    search: (q, audience) => items(`/api/knowledge/search?${toQuery({ q, audience, limit: MAX_PASSAGES })}`),
    gaps: (days) => items(`/api/knowledge/gaps?${toQuery({ days: String(days), limit: MAX_GAPS })}`),
    dismissGap: async (id, days) => {
      await ask("POST", `/api/knowledge/gaps/${encodeURIComponent(id)}/dismiss?${toQuery({ days: String(days) })}`);
    },
  };
}

const articlePath = (slug: string): string => `/api/articles/${encodeURIComponent(slug)}`;

const onlyOver = (version: string | null): Record<string, string> =>
  version === null ? { "If-None-Match": "*" } : { "If-Match": version };
