/** What the API puts on every response. The limits are those of no tier; they never run out. */
export function responseHeaders(requestId: string, at: Date): Record<string, string> {
  const reset = new Date(at.getTime() + 60_000).toISOString();
  const limit = (name: string, most: number) => ({
    [`anthropic-ratelimit-${name}-limit`]: String(most),
    [`anthropic-ratelimit-${name}-remaining`]: String(most - 1),
    [`anthropic-ratelimit-${name}-reset`]: reset,
  });
  return {
    "request-id": requestId,
    "anthropic-organization-id": "00000000-0000-4000-8000-000000000000",
    ...limit("requests", 4_000),
    ...limit("tokens", 2_400_000),
    ...limit("input-tokens", 2_000_000),
    ...limit("output-tokens", 400_000),
  };
}
