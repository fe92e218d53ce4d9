import { createHmac, timingSafeEqual } from "node:crypto";

/** A file that was uploaded and belongs to no message yet. */
export interface UploadedFile {
  /** Its place in the store of files: SHA-256, in hex. */
  readonly hash: string;
  /** For people: no path, never empty. */
  readonly filename: string;
  /** Lowercased media type without parameters, as its first bytes tell. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** What an uploaded file is called until it is sent. Nothing is stored for it: all there is to know is in it, signed. */
export interface UploadTokens {
  issue(file: UploadedFile, operatorId: string): string;
  /** Null: it is not of ours, is somebody else's, or too old. */
  read(token: string, operatorId: string): UploadedFile | null;
}

const LIFETIME_MS = 24 * 3_600_000;

/** `now`: for tests. */
export function createUploadTokens(secret: string, now: () => number = Date.now): UploadTokens {
  // The word in front keeps it apart from whatever else the secret signs.
  const sign = (content: string): Buffer => createHmac("sha256", secret).update(`upload ${content}`).digest();
  return {
    issue(file, operatorId) {
      const { hash, filename, contentType, size } = file;
      const said: Said = { hash, filename, contentType, size, operatorId, until: now() + LIFETIME_MS };
      const content = Buffer.from(JSON.stringify(said)).toString("base64url");
      return `${content}.${sign(content).toString("base64url")}`;
    },
    read(token, operatorId) {
      const [content = "", signature = "", ...more] = token.split(".");
      const given = Buffer.from(signature, "base64url");
      const wanted = sign(content);
      if (more.length > 0 || given.byteLength !== wanted.byteLength || !timingSafeEqual(given, wanted)) return null;
      // Signed by us, so it is what we wrote.
      const said = JSON.parse(Buffer.from(content, "base64url").toString()) as Said;
      if (said.operatorId !== operatorId || said.until <= now()) return null;
      const { hash, filename, contentType, size } = said;
      return { hash, filename, contentType, size };
    },
  };
}

interface Said extends UploadedFile {
  readonly operatorId: string;
  /** ms since the epoch. */
  readonly until: number;
}
