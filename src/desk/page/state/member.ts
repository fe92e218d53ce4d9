/** A text in an event's data; null: there is none of this name. */
export function member(data: unknown, name: string): string | null {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[name] : null;
  return typeof value === "string" ? value : null;
}
