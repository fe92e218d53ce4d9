/** Where one part of a mail is, and what its header says about how to read it. Offsets into the scanned text. */
export interface MimePart {
  readonly headerStart: number;
  /** Behind the last header line, before the empty one. */
  readonly headerEnd: number;
  bodyEnd: number;
  readonly depth: number;
  /** Lowercased, without parameters. */
  readonly type: string;
  /** Lowercased. */
  readonly charset: string | null;
  /** Has a file name. */
  readonly named: boolean;
  /** Says that it is an attachment. */
  readonly attached: boolean;
  /** In base64 or quoted-printable. */
  readonly encoded: boolean;
  /** A multipart whose boundary is known and comes up in it. */
  readonly open: boolean;
  /** Of which multipart/alternative it is a version, by that one's `headerStart`. */
  readonly alternative: number | null;
}

interface Boundary {
  readonly delimiter: string;
  readonly part: MimePart;
}

/** The longest header value that is looked at for parameters. */
const MAX_VALUE = 4000;

/** So many different lines that may be boundaries are kept in mind: far more than a mail has parts. */
const MAX_DASHED_LINES = 200_000;

/**
 * The parts of a mail in the order they come. Reads no content, only where headers are, and looks at every line once.
 * `source` has one character a byte.
 * Ends early with one part more than `maxParts`.
 */
export function scanMime(
  source: string,
  { maxDepth, maxParts }: { maxDepth: number; maxParts: number },
): readonly MimePart[] {
  const parts: MimePart[] = [];
  const boundaries: Boundary[] = [];
  let dashed: ReadonlyMap<string, number> | null = null;
  let at = readPart(0, null);
  while (at < source.length && parts.length <= maxParts) {
    const end = lineEnd(source, at);
    const found = source.startsWith("--", at) ? boundaryOf(source.slice(at, end).trimEnd()) : null;
    if (found === null) {
      at = end;
      continue;
    }
    endBodies(at);
    boundaries.length = found.closes ? found.index : found.index + 1;
    at = found.closes ? end : readPart(end, boundaries[found.index]?.part ?? null);
  }
  endBodies(source.length);
  return parts;

  function readPart(start: number, parent: MimePart | null): number {
    const { end, fields } = readHeader(source, start, (line) => boundaryOf(line) !== null);
    const part = toPart(fields, { start, end }, parent);
    const boundary = parameter(fields.get("content-type") ?? "", "boundary");
    const open =
      part.type.startsWith("multipart/") && part.depth < maxDepth && boundary !== null && comesUp(`--${boundary}`, end);
    parts.push(open ? { ...part, open } : part);
    if (open) boundaries.push({ delimiter: `--${boundary}`, part: parts.at(-1) ?? part });
    return end;
  }

  /** Looked up, not searched for: thousands of parts may name boundaries that never come. */
  function comesUp(delimiter: string, from: number): boolean {
    dashed ??= dashedLines(source);
    return [delimiter, `${delimiter}--`].some((line) => (dashed?.get(line) ?? -1) >= from);
  }

  function boundaryOf(line: string): { index: number; closes: boolean } | null {
    for (let index = boundaries.length - 1; index >= 0; index -= 1) {
      const delimiter = boundaries[index]?.delimiter ?? "";
      if (line === delimiter) return { index, closes: false };
      if (line === `${delimiter}--`) return { index, closes: true };
    }
    return null;
  }

  function endBodies(end: number): void {
    const last = parts.at(-1);
    if (last !== undefined && last.bodyEnd === -1) last.bodyEnd = end;
  }
}

function toPart(
  fields: ReadonlyMap<string, string>,
  { start, end }: { start: number; end: number },
  parent: MimePart | null,
): MimePart {
  const type = fields.get("content-type") ?? "";
  const disposition = fields.get("content-disposition") ?? "";
  const within = parent?.type === "multipart/alternative" ? parent.headerStart : (parent?.alternative ?? null);
  return {
    headerStart: start,
    headerEnd: end,
    bodyEnd: -1,
    depth: parent === null ? 0 : parent.depth + 1,
    type: /^\s*([\w.+-]+\/[\w.+-]+)/.exec(type)?.[1]?.toLowerCase() ?? "text/plain",
    charset: parameter(type, "charset")?.toLowerCase() ?? null,
    named: /[;\s](?:file)?name(?:\*\d*\*?)?\s?=/i.test(`${type};${disposition}`),
    attached: /^\s*attachment\b/i.test(disposition),
    encoded: /base64|quoted-printable/i.test(fields.get("content-transfer-encoding") ?? ""),
    open: false,
    alternative: within,
  };
}

/** The fields that say how to read a part, unfolded, the first of each. */
function readHeader(
  source: string,
  start: number,
  isBoundary: (line: string) => boolean,
): { end: number; fields: ReadonlyMap<string, string> } {
  const fields = new Map<string, string>();
  let name = "";
  let at = start;
  while (at < source.length) {
    const next = lineEnd(source, at);
    const line = source.slice(at, next).trimEnd();
    // A line of blanks still folds; only an empty one ends the header.
    if (/^\r?\n?$/.test(source.slice(at, Math.min(next, at + 3))) || (line.startsWith("--") && isBoundary(line))) break;
    if (/^[ \t]/.test(line)) {
      const value = fields.get(name);
      if (value !== undefined && value.length < MAX_VALUE) fields.set(name, (value + line).slice(0, MAX_VALUE));
    } else {
      const colon = line.indexOf(":");
      name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
      if (!name.startsWith("content-") || fields.has(name)) name = "";
      else fields.set(name, line.slice(colon + 1, MAX_VALUE));
    }
    at = next;
  }
  return { end: at, fields };
}

/** Where each line that begins with two dashes comes last. The first line of all is never one: a header comes first. */
function dashedLines(source: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let feed = source.indexOf("\n--");
  while (feed !== -1 && lines.size < MAX_DASHED_LINES) {
    lines.set(source.slice(feed + 1, lineEnd(source, feed + 1)).trimEnd(), feed + 1);
    feed = source.indexOf("\n--", feed + 1);
  }
  return lines;
}

/** A parameter of a structured header value, or null. */
function parameter(value: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s?=\\s?(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i").exec(value);
  const found = match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2];
  return found === undefined || found === "" ? null : found;
}

/** Behind the line feed of the line that begins at `at`. */
function lineEnd(source: string, at: number): number {
  const feed = source.indexOf("\n", at);
  return feed === -1 ? source.length : feed + 1;
}
