import { z } from "zod";

/** What a list is ordered by: the place in one is none in another. */
export type CursorOrder = "recent" | "waiting" | "dead";

/** The query parameters of every list. */
export const PAGE = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(50)
    .transform((limit) => Math.min(limit, 200)),
};

/** The last row of a page: its time and, between rows of the same time, its id. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** ECMA-262 has no later time, and PostgreSQL has it. */
const LAST_MS = 8_640_000_000_000_000;
const CURSOR = z.tuple([z.string(), z.int().min(0).max(LAST_MS), z.uuid()]);

/** Opaque for the outside. */
export function writeCursor(order: CursorOrder, { at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, at.getTime(), id])).toString("base64url");
}

/** Null for what `writeCursor` did not write, or wrote for another order. */
export function readCursor(order: CursorOrder, text: string): Cursor | null {
  try {
    const [of, at, id] = CURSOR.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return of === order ? { at: new Date(at), id } : null;
  } catch {
    return null;
  }
}
