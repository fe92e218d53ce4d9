import { withinSize } from "./agent/within-size.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { PolicySource } from "./knowledge/policy/policy-source.ts";
import type { ArticleReadings } from "./turns/conversation-readings.ts";

export interface ArticleReadingsDeps {
  readonly knowledge: Pick<Knowledge, "search" | "searchByWords" | "publicArticles">;
  readonly policy: PolicySource;
}

/** What turns may read of the articles, as articles and policy are at each call: only what customers may be told. */
export function articleReadings({ knowledge, policy }: ArticleReadingsDeps): ArticleReadings {
  const optionsWith = (before: readonly string[] = []) =>
    ({ audience: "public", limit: policy.current.turn.passages, before }) as const;
  return {
    searchKnowledge: async (query, before) => withinSize(await knowledge.search(query, optionsWith(before))),
    searchByWords: (query, before) => withinSize(knowledge.searchByWords(query, optionsWith(before))),
    isPublic: ({ title, url }) =>
      knowledge.publicArticles.some((article) => article.title === title && article.url === url),
  };
}
