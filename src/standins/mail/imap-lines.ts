import type { Piece } from "./imap-command.ts";

/** What came in: a whole command, or something that breaks the protocol. */
export type Received = { readonly kind: "command"; readonly pieces: readonly Piece[] } | { readonly kind: "broken" };

/** Longer ones come from no client. */
const MAX_LINE_BYTES = 64 * 1024;
const MAX_LITERAL_BYTES = 1024 * 1024;

/**
 * Puts commands together out of what a socket brings: lines that end with CRLF, and literals, which are asked for with
 * `askForMore` (RFC 3501, section 4.3).
 */
export function createImapLines(askForMore: () => void): (chunk: Buffer) => Received[] {
  let waiting = Buffer.alloc(0);
  let pieces: Piece[] = [];
  let literalBytes: number | null = null;

  /** Null: more has to come in first. */
  function next(): Received | "piece" | null {
    if (literalBytes !== null) {
      if (waiting.length < literalBytes) return null;
      pieces.push({ kind: "literal", text: waiting.toString("latin1", 0, literalBytes) });
      waiting = waiting.subarray(literalBytes);
      literalBytes = null;
      return "piece";
    }
    const end = waiting.indexOf("\n");
    if (end < 0) return waiting.length > MAX_LINE_BYTES ? { kind: "broken" } : null;
    const line = waiting.toString("latin1", 0, end + 1);
    waiting = waiting.subarray(end + 1);
    if (!line.endsWith("\r\n") || line.includes("\0")) return { kind: "broken" };
    const literal = /\{(\d+)\}\r\n$/.exec(line);
    pieces.push({ kind: "text", text: line.slice(0, literal?.index ?? -2) });
    if (literal === null) {
      const whole = pieces;
      pieces = [];
      return { kind: "command", pieces: whole };
    }
    literalBytes = Number(literal[1]);
    if (literalBytes > MAX_LITERAL_BYTES) return { kind: "broken" };
    askForMore();
    return "piece";
  }

  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    const received: Received[] = [];
    for (let found = next(); found !== null; found = next()) if (found !== "piece") received.push(found);
    return received;
  };
}
