import type { Argument } from "./imap-command.ts";
import type { StoredMail } from "./mailbox.ts";

/** What a FETCH asks for, in the order in which it was asked. */
export type FetchItem =
  | { readonly kind: "uid" | "flags" | "size" | "internal_date" }
  /** `peek` false sets `\Seen`. `partial` null: all of it. */
  | {
      readonly kind: "body";
      readonly peek: boolean;
      readonly partial: { readonly from: number; readonly length: number } | null;
    };

/** Null: something that this server does not know. */
export function parseFetchItems(asked: Argument | undefined): readonly FetchItem[] | null {
  const words = typeof asked === "string" ? [asked] : (asked ?? []);
  const items = words.map((word) => (typeof word === "string" ? parseItem(word.toUpperCase()) : null));
  return items.every((item) => item !== null) && items.length > 0 ? items : null;
}

function parseItem(word: string): FetchItem | null {
  switch (word) {
    case "UID":
      return { kind: "uid" };
    case "FLAGS":
      return { kind: "flags" };
    case "RFC822.SIZE":
      return { kind: "size" };
    case "INTERNALDATE":
      return { kind: "internal_date" };
    default: {
      const body = /^BODY(\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?$/.exec(word);
      if (body === null) return null;
      const [, peek, from, length] = body;
      const partial = from === undefined ? null : { from: Number(from), length: Number(length) };
      return { kind: "body", peek: peek !== undefined, partial };
    }
  }
}

/** The untagged answer for one mail, and that it was read. `sequence` counts from 1. */
export function renderFetch(mail: StoredMail, sequence: number, items: readonly FetchItem[]): Buffer {
  if (items.some((item) => item.kind === "body" && !item.peek)) mail.flags.add("\\Seen");
  const parts = items.map((item) => renderItem(mail, item));
  // A client that asked by UID is told the UID (RFC 3501, section 6.4.8).
  if (!items.some(({ kind }) => kind === "uid")) parts.unshift(Buffer.from(`UID ${mail.uid}`));
  const spaced = parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(" "), part]));
  return Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...spaced, Buffer.from(")\r\n")]);
}

function renderItem(mail: StoredMail, item: FetchItem): Buffer {
  switch (item.kind) {
    case "uid":
      return Buffer.from(`UID ${mail.uid}`);
    case "flags":
      return Buffer.from(`FLAGS (${[...mail.flags].join(" ")})`);
    case "size":
      return Buffer.from(`RFC822.SIZE ${mail.bytes.length}`);
    case "internal_date":
      return Buffer.from(`INTERNALDATE "${renderDate(mail.at)}"`);
    case "body": {
      const { partial } = item;
      const bytes = partial === null ? mail.bytes : mail.bytes.subarray(partial.from, partial.from + partial.length);
      const origin = partial === null ? "" : `<${partial.from}>`;
      return Buffer.concat([Buffer.from(`BODY[]${origin} {${bytes.length}}\r\n`), bytes]);
    }
  }
}

/** Such as `17-Jul-2026 02:44:25 +0000`. */
function renderDate(at: Date): string {
  const [, day = "", month = "", year = "", time = ""] = at.toUTCString().split(" ");
  return `${day}-${month}-${year} ${time} +0000`;
}
