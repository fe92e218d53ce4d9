import { domainOf } from "./addresses.ts";
import { type Headers, headersNamed } from "./headers.ts";

interface MethodResult {
  /** Such as `dkim`. */
  readonly method: string;
  readonly result: string;
  /** By `ptype.property`, lowercased. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * How the server that we believe has proven that a mail is from `author`: `dmarc`, `dkim`, or null. Only its topmost
 * Authentication-Results count (RFC 8601, section 5): everything below may come with the mail.
 */
export function provenBy(headers: Headers, author: string, authservId: string | null): "dmarc" | "dkim" | null {
  if (authservId === null) return null;
  const results = headersNamed(headers, "authentication-results")
    .map(parseResults)
    .find(({ server }) => server === authservId.toLowerCase())?.results;
  if (results === undefined) return null;

  const domain = domainOf(author);
  const passed = results.filter(({ result }) => result === "pass");
  if (passed.some(({ method, properties }) => method === "dmarc" && isAbout(properties.get("header.from"), domain))) {
    return "dmarc";
  }
  return passed.some(({ method, properties }) => method === "dkim" && isAligned(signerOf(properties), domain))
    ? "dkim"
    : null;
}

/** A server that does not say whom it speaks of speaks of the one author there is. */
function isAbout(from: string | undefined, domain: string): boolean {
  return from === undefined || isAligned(from.slice(from.lastIndexOf("@") + 1), domain);
}

function signerOf(properties: ReadonlyMap<string, string>): string {
  const identity = properties.get("header.i");
  return properties.get("header.d") ?? identity?.slice(identity.lastIndexOf("@") + 1) ?? "";
}

/** Relaxed (RFC 7489, section 3.1): the same domain, or one below the other. A bare top-level domain signs for nobody. */
function isAligned(signer: string, domain: string): boolean {
  const name = signer.toLowerCase().replace(/\.$/, "");
  if (!name.includes(".") || !domain.includes(".")) return false;
  return name === domain || name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`);
}

function parseResults(value: string): { server: string; results: readonly MethodResult[] } {
  const [first = "", ...rest] = splitOutsideQuotes(withoutComments(value.slice(0, 20_000)));
  const server = unquoted(first.trim().split(/\s+/)[0] ?? "").toLowerCase();
  return { server, results: rest.flatMap(parseResult) };
}

function parseResult(text: string): MethodResult[] {
  const words =
    text
      .replace(/\s?=\s?/g, "=")
      .trim()
      .match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const [head = "", ...rest] = words;
  const [method = "", result = ""] = head.toLowerCase().split("=");
  const properties = new Map<string, string>();
  for (const word of rest) {
    const equals = word.indexOf("=");
    const name = word.slice(0, Math.max(equals, 0)).toLowerCase();
    if (name !== "" && !properties.has(name)) properties.set(name, unquoted(word.slice(equals + 1)).toLowerCase());
  }
  return method === "" || result === "" ? [] : [{ method: method.split("/")[0] ?? "", result, properties }];
}

/** RFC 5322 comments, nested ones too. They may hold anything, such as `dmarc=pass`. */
function withoutComments(value: string): string {
  let depth = 0;
  let quoted = false;
  let kept = "";
  for (let index = 0; index < value.length; index += 1) {
    const char = value[index] ?? "";
    if (char === "\\") {
      if (depth === 0) kept += value.slice(index, index + 2);
      index += 1;
      continue;
    }
    if (char === '"' && depth === 0) quoted = !quoted;
    if (char === "(" && !quoted) depth += 1;
    if (depth === 0) kept += char;
    if (char === ")" && !quoted && depth > 0) depth -= 1;
  }
  return kept;
}

function splitOutsideQuotes(value: string): string[] {
  return value.match(/(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, "");
}
