import { decodeWords } from "postal-mime";

/** The fields of a header by their lowercased names, each with its values from the top down, unfolded, not decoded. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Longer values are cut: no field that is read for its words needs more. */
const MAX_VALUE = 200_000;

export function toHeaders(fields: readonly { readonly key: string; readonly value: string }[]): Headers {
  const headers = new Map<string, string[]>();
  for (const { key, value } of fields) {
    const text = value.slice(0, MAX_VALUE).replace(CONTROLS, " ");
    const known = headers.get(key);
    if (known === undefined) headers.set(key, [text]);
    else known.push(text);
  }
  return headers;
}

/** The topmost field of this name, trimmed, or null when it is missing or blank. */
export function header(headers: Headers, name: string): string | null {
  return (
    headers
      .get(name)
      ?.find((value) => value.trim() !== "")
      ?.trim() ?? null
  );
}

/** All fields of this name, from the top down. */
export function headersNamed(headers: Headers, name: string): readonly string[] {
  return headers.get(name) ?? [];
}

/** Words for people: RFC 2047 decoded, on one line, at most `maxLength` UTF-16 units. */
export function readable(value: string, maxLength: number): string {
  const words = decodeWords(value).replace(CONTROLS, " ").replace(/\s+/g, " ").trim();
  return words.slice(0, maxLength).toWellFormed();
}

const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
