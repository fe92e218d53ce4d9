import { domainOf } from "./addresses.ts";
import { type Headers, headersNamed } from "./headers.ts";

/** Longer fields prove nothing: what is cut off may be the word that counts. */
const MAX_LENGTH = 20_000;

/** The result of a method that says something twice: which of both is the server's and which the sender's is not told. */
const UNCLEAR = "unclear";

interface MethodResult {
  /** Such as `dkim`. */
  readonly method: string;
  /** Lowercased, such as `pass`. */
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
  const rules = results.filter(({ method }) => method === "dmarc").map(({ result }) => result);
  // The domain's own rule is not met, whatever else is.
  if (rules.some((result) => result !== "pass" && result !== "none")) return null;

  const domain = domainOf(author);
  const passed = results.filter(({ result }) => result === "pass");
  if (passed.some(({ method, properties }) => method === "dmarc" && isAbout(properties.get("header.from"), domain))) {
    return "dmarc";
  }
  // Without a rule of the domain, one below it may be a stranger's: everybody can have a name below some.
  const signs = rules.includes("none") ? isAtOrAbove : isAligned;
  return passed.some(({ method, properties }) => method === "dkim" && signs(signerOf(properties), domain))
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

/** Relaxed (RFC 7489, section 3.1): the same domain, or one below the other. */
function isAligned(signer: string, domain: string): boolean {
  return isAtOrAbove(signer, domain) || isAtOrAbove(domain, signer);
}

/** A bare top-level domain signs for nobody. */
function isAtOrAbove(signer: string, domain: string): boolean {
  const [upper, lower] = [signer, domain].map((name) => name.toLowerCase().replace(/\.$/, "")) as [string, string];
  return upper.includes(".") && lower.includes(".") && (lower === upper || lower.endsWith(`.${upper}`));
}

function parseResults(value: string): { server: string; results: readonly MethodResult[] } {
  const [first = "", ...rest] = splitOutsideQuotes(withoutComments(value.slice(0, MAX_LENGTH)));
  const server = unquoted(first.trim().split(/\s+/)[0] ?? "").toLowerCase();
  return { server, results: value.length > MAX_LENGTH ? [] : rest.flatMap(parseResult) };
}

function parseResult(text: string): MethodResult[] {
  const words =
    text
      .replace(/\s?=\s?/g, "=")
      .trim()
      .match(/(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
  const [head = "", ...rest] = words;
  const [method = "", result = ""] = head.toLowerCase().split("=");
  const properties = new Map<string, string>();
  let repeated = false;
  for (const word of rest) {
    const equals = word.indexOf("=");
    const name = word.slice(0, Math.max(equals, 0)).toLowerCase();
    if (name === "") continue;
    repeated ||= properties.has(name);
    properties.set(name, unquoted(word.slice(equals + 1)).toLowerCase());
  }
  if (method === "" || result === "") return [];
  return [{ method: method.split("/")[0] ?? "", result: repeated ? UNCLEAR : result, properties }];
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
