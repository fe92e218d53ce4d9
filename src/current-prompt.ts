import type { Logger } from "pino";
import { createLibrary, type Library, libraryTokens, MOST_LIBRARY_TOKENS } from "./agent/library.ts";
import { createPrompt, type ModelAbilities, type Prompt } from "./agent/prompt.ts";
import { TOOLS } from "./agent/tools/registry.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { type Policy, PolicyError } from "./knowledge/policy/policy.ts";
import type { PolicySource } from "./knowledge/policy/policy-source.ts";

export interface PromptSources {
  readonly model: { readonly reply: string; readonly abilities: ModelAbilities };
  readonly policy: PolicySource;
  readonly knowledge: Pick<Knowledge, "voice" | "publicArticles">;
  readonly log: Pick<Logger, "warn">;
}

/**
 * The prompt as voice guide, policy and articles are now: a changed one makes other segments, so it is made anew only when
 * something of it has changed. @throws {PolicyError} at once, when the articles are to stand in it and are too many.
 */
export function currentPrompt(sources: PromptSources): () => Prompt {
  const { model, policy, knowledge, log } = sources;
  let made = { ...partsOf(sources), prompt: makePrompt(model, partsOf(sources), fittingLibrary(sources)) };
  return () => {
    const parts = partsOf(sources);
    const isSame = made.voice === parts.voice && made.policy === parts.policy && made.articles === parts.articles;
    if (!isSame) made = { ...parts, prompt: makePrompt(model, parts, libraryOrNone()) };
    return made.prompt;
  };

  /** While it runs, articles that have become too many are searched again. */
  function libraryOrNone(): Library | null {
    try {
      return fittingLibrary({ policy, knowledge });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      log.warn({ problem: error.message }, "the articles are searched, not put into the prompt");
      return null;
    }
  }
}

interface Parts {
  readonly voice: string;
  readonly policy: Policy;
  readonly articles: Knowledge["publicArticles"];
}

/** Without the mode that needs them, articles change nothing about the prompt. */
function partsOf({ policy: { current }, knowledge }: Pick<PromptSources, "policy" | "knowledge">): Parts {
  const articles = current.knowledge.mode === "prompt" ? knowledge.publicArticles : NONE;
  return { voice: knowledge.voice, policy: current, articles };
}

const NONE: Knowledge["publicArticles"] = [];

function makePrompt({ reply, abilities }: PromptSources["model"], { voice, policy }: Parts, library: Library | null) {
  const { company, product, escalate } = policy;
  const rules = { disputedUsdOver: escalate.disputed_usd_over, alwaysEscalate: escalate.always };
  return createPrompt(reply, { company, product, ...rules, voice }, TOOLS, abilities, library);
}

/** Null: the policy says to search. @throws {PolicyError} */
function fittingLibrary({ policy, knowledge }: Pick<PromptSources, "policy" | "knowledge">): Library | null {
  if (policy.current.knowledge.mode === "search") return null;
  const library = createLibrary(knowledge.publicArticles);
  const tokens = libraryTokens(library);
  if (tokens <= MOST_LIBRARY_TOKENS) return library;
  throw new PolicyError(
    `policy.yaml: knowledge.mode is prompt, but the articles for customers have about ${tokens} tokens, more than ${MOST_LIBRARY_TOKENS}. Set knowledge.mode to search, or keep fewer articles.`,
  );
}
