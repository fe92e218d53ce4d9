import { extendPrefix, type PromptPart, type Ttl } from "./prompt-parts.ts";
import type { MessagesRequest } from "./request.ts";

/** What the input of one request costs, tokens. The three kinds add up to the whole input. */
export interface CacheUse {
  readonly inputTokens: number;
  readonly readTokens: number;
  readonly written: Readonly<Record<Ttl, number>>;
  /** Makes the written prefixes readable. Called when the response begins, not before. */
  commit(): void;
}

interface Entry {
  readonly ttl: Ttl;
  expiresAt: number;
}

interface Breakpoint {
  readonly at: number;
  readonly ttl: Ttl;
}

const TTL_MS: Readonly<Record<Ttl, number>> = { "5m": 300_000, "1h": 3_600_000 };
/** A breakpoint looks for earlier writes at itself and at the blocks before it, this many in all. */
const LOOK_BACK = 20;
/** Entries beyond this many make room by dropping the expired ones. */
const PRUNE_ABOVE = 10_000;

export type PromptCache = ReturnType<typeof createPromptCache>;

/** A simulation of the vendor's prompt cache: per model, written at breakpoints, read by exact prefix. */
export function createPromptCache(now: () => number) {
  const entries = new Map<string, Entry>();
  const alive = (hash: string | undefined) => {
    const entry = hash === undefined ? undefined : entries.get(hash);
    return entry !== undefined && entry.expiresAt > now() ? entry : undefined;
  };

  /** The last block that some breakpoint finds in the cache, or -1. */
  function longestHit(breakpoints: readonly Breakpoint[], hashes: readonly string[]): number {
    for (const { at } of breakpoints.toReversed()) {
      for (let index = at; index >= 0 && index > at - LOOK_BACK; index--) {
        if (alive(hashes[index]) !== undefined) return index;
      }
    }
    return -1;
  }

  function commit(hashes: readonly string[], hit: number, writes: readonly Breakpoint[], startedAt: number): void {
    const read = alive(hashes[hit]);
    if (read !== undefined) read.expiresAt = startedAt + TTL_MS[read.ttl];
    for (const { at, ttl } of writes) {
      const hash = hashes[at];
      if (hash !== undefined) entries.set(hash, { ttl, expiresAt: startedAt + TTL_MS[ttl] });
    }
    if (entries.size <= PRUNE_ABOVE) return;
    for (const [hash, entry] of entries) if (entry.expiresAt <= now()) entries.delete(hash);
  }

  return {
    /** `hashes` as `cacheHashes` gives them. Shorter prefixes than `minTokens` are not cached. */
    use(
      request: MessagesRequest,
      parts: readonly PromptPart[],
      hashes: readonly string[],
      minTokens: number,
    ): CacheUse {
      const startedAt = now();
      const upTo = cumulative(parts);
      const breakpoints = breakpointsIn(request, parts).filter(({ at }) => (upTo[at] ?? 0) >= minTokens);
      const hit = longestHit(breakpoints, hashes);
      const writes = breakpoints.filter(({ at }) => at > hit);

      const readTokens = upTo[hit] ?? 0;
      const written = { "5m": 0, "1h": 0 };
      let covered = readTokens;
      for (const { at, ttl } of writes) {
        written[ttl] += (upTo[at] ?? 0) - covered;
        covered = upTo[at] ?? 0;
      }
      const inputTokens = (upTo.at(-1) ?? 0) - covered;
      return { inputTokens, readTokens, written, commit: () => commit(hashes, hit, writes, startedAt) };
    },
    clear: () => entries.clear(),
  };
}

/**
 * The hash of every prefix, as the cache tells them apart: a change of the tool choice, the thinking or the effort
 * leaves tools and system cached and makes the messages new.
 */
export function cacheHashes(request: MessagesRequest, parts: readonly PromptPart[]): string[] {
  const mode = JSON.stringify([request.tool_choice ?? null, request.thinking ?? null, request.output_config ?? null]);
  let before = `${request.model} ${request.speed ?? "standard"}`;
  return parts.map((part) => {
    const role = part.section === "messages" ? `${part.role} ${mode}` : part.section;
    before = extendPrefix(before, role, part.text);
    return before;
  });
}

function breakpointsIn(request: MessagesRequest, parts: readonly PromptPart[]): Breakpoint[] {
  const automatic = request.cache_control ? parts.findLastIndex((part) => part.cacheable) : -1;
  return parts.flatMap((part, at) => {
    if (part.ttl !== null) return [{ at, ttl: part.ttl }];
    return at === automatic ? [{ at, ttl: request.cache_control?.ttl ?? "5m" }] : [];
  });
}

function cumulative(parts: readonly PromptPart[]): number[] {
  let sum = 0;
  return parts.map((part) => {
    sum += part.tokens;
    return sum;
  });
}
