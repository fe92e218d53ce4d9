import { z } from "zod";

/** The last row of a page: its time and, between rows of the same time, its id. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** ECMA-262 has no later time, and PostgreSQL has it. */
const LAST_MS = 8_640_000_000_000_000;
const CURSOR = z.tuple([z.int().min(0).max(LAST_MS), z.uuid()]);

/** Opaque for the outside. */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");
}

/** Null for what `writeCursor` did not write. */
export function readCursor(text: string): Cursor | null {
  try {
    const [at, id] = CURSOR.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at: new Date(at), id };
  } catch {
    return null;
  }
}
