import { type ChatNews, type ChatState, NOTHING_YET, stateAfter } from "./chat-state.ts";

/** The state, and who wants to know of its changes. */
export interface Store {
  state(): ChatState;
  tell(news: ChatNews): void;
  /** `fn` is called after each change, with the news that made it. Returns how to stop that. */
  follow(fn: (news: ChatNews, before: ChatState) => void): () => void;
}

/** Typing counts no longer without being told again, ms. */
const TYPING_MS = 5_000;

export function createStore(): Store {
  const followers = new Set<(news: ChatNews, before: ChatState) => void>();
  let state = NOTHING_YET;
  let typingEnds: ReturnType<typeof setTimeout> | undefined;

  const tell = (news: ChatNews): void => {
    const before = state;
    state = stateAfter(state, news);
    if (news.kind === "typing" && news.on) {
      clearTimeout(typingEnds);
      typingEnds = setTimeout(() => tell({ ...news, on: false }), TYPING_MS);
    }
    for (const follower of followers) follower(news, before);
  };
  return {
    state: () => state,
    tell,
    follow(fn) {
      followers.add(fn);
      return () => followers.delete(fn);
    },
  };
}
