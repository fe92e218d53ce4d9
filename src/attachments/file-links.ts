import { createHmac, timingSafeEqual } from "node:crypto";
import { linkName } from "./filenames.ts";

/** Addresses under which whoever knows them may fetch a file of ours for a time, without signing in. */
export interface FileLinks {
  /** `id`: the attachment's. Such as `https://support.example.com/files/<id>/invoice.pdf?until=…&key=…`. */
  addressOf(file: { readonly id: string; readonly filename: string }, forMs: number): string;
  /** Whether we gave this key out for this file, and its time is not over. */
  isValid(id: string, until: string, key: string): boolean;
}

/** For a provider that fetches at once, or after some hours of trying. */
export const LINK_FOR_PROVIDERS_MS = 4 * 3_600_000;
/** For people, who open it when they see it. */
export const LINK_FOR_PEOPLE_MS = 7 * 86_400_000;

/** Of SHA-256's 32: more than anybody guesses, and short in a text. */
const KEY_BYTES = 16;

/** `now`: for tests. */
export function createFileLinks(publicUrl: string, secret: string, now: () => number = Date.now): FileLinks {
  const base = publicUrl.replace(/\/+$/, "");
  const keyOf = (id: string, until: string): Buffer =>
    // The word in front keeps it apart from whatever else the secret signs.
    createHmac("sha256", secret).update(`link ${id} ${until}`).digest().subarray(0, KEY_BYTES);
  return {
    addressOf({ id, filename }, forMs) {
      const until = String(Math.ceil((now() + forMs) / 1000));
      const key = keyOf(id, until).toString("base64url");
      return `${base}/files/${id}/${linkName(filename)}?until=${until}&key=${key}`;
    },
    isValid(id, until, key) {
      if (!/^\d{1,12}$/.test(until)) return false;
      const given = Buffer.from(key, "base64url");
      const isRight = given.byteLength === KEY_BYTES && timingSafeEqual(given, keyOf(id, until));
      return isRight && Number(until) * 1000 > now();
    },
  };
}
