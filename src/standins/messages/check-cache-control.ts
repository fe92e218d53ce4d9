import { invalid } from "./api-error.ts";
import { breakpointsOf, type Ttl } from "./prompt-parts.ts";
import { blocksOf, type MessagesRequest } from "./request.ts";

/** The API's limit over tools, system, messages and the automatic one together. */
const MAX_BREAKPOINTS = 4;

type Prompt = Pick<MessagesRequest, "tools" | "system" | "messages" | "cache_control">;

/**
 * Checks how many cache breakpoints there are and that long-lived ones come first.
 * @throws {ApiError} 400.
 */
export function checkCacheControl(request: Prompt): void {
  const explicit = [
    ...(request.tools ?? []).flatMap((tool): Ttl[] => (tool.cache_control ? [tool.cache_control.ttl ?? "5m"] : [])),
    ...(request.system === undefined ? [] : blocksOf(request.system).flatMap(breakpointsOf)),
    ...request.messages.flatMap((message) => blocksOf(message.content).flatMap(breakpointsOf)),
  ];
  const automatic = request.cache_control ? (request.cache_control.ttl ?? "5m") : null;
  const all = automatic === null || endsMarked(request, automatic) ? explicit : [...explicit, automatic];

  if (all.length > MAX_BREAKPOINTS) {
    throw invalid(`A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${all.length}.`);
  }
  if (all.some((ttl, at) => ttl === "1h" && all.slice(0, at).includes("5m"))) {
    throw invalid(
      "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. " +
        "Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
    );
  }
}

/** Whether the automatic breakpoint would fall on a block that has its own, which then must say the same. */
function endsMarked(request: Prompt, automatic: Ttl): boolean {
  const last = request.messages.at(-1);
  const block = last === undefined ? undefined : blocksOf(last.content).at(-1);
  const own = block === undefined ? undefined : breakpointsOf(block).at(-1);
  if (own !== undefined && own !== automatic) {
    throw invalid(
      "cache_control: the automatic breakpoint falls on a block with cache_control. " +
        "When both are specified on the same block, they must have matching ttl values.",
    );
  }
  return own !== undefined;
}
