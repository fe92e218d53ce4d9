import { randomBytes } from "node:crypto";
import { createMediaFaults, type MediaFaults } from "./media-fault.ts";

/** A file that a phone sends with a text. */
export interface SentFile {
  /** What Twilio takes it for. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A file as Twilio keeps it. */
export interface Medium extends SentFile {
  readonly sid: string;
  readonly messageSid: string;
  /** By which the store knows it: whoever has it may fetch the content. */
  readonly key: string;
  readonly createdAt: Date;
}

/** A request to the store. */
export interface StoreRequest {
  readonly path: string;
  /** Whether it brought credentials, which the store refuses. */
  readonly hasCredentials: boolean;
}

/** All media that Twilio keeps, and what happens to those who fetch them. */
export interface MediaShelf {
  readonly media: Medium[];
  readonly faults: MediaFaults;
  /** The last ones, oldest first. */
  readonly requests: StoreRequest[];
  note(request: StoreRequest): void;
  /** Keeps the files of a message, in their order. */
  add(messageSid: string, files: readonly SentFile[], createdAt: Date): readonly Medium[];
  remove(sid: string): void;
  clear(): void;
}

/** Ours: pictures in memory are large. */
const MAX_KEPT = 200;

export function createMediaShelf(): MediaShelf {
  const media: Medium[] = [];
  const requests: StoreRequest[] = [];
  const faults = createMediaFaults();
  return {
    media,
    faults,
    requests,
    add(messageSid, files, createdAt) {
      const added = files.map((file) => ({
        ...file,
        sid: `ME${randomBytes(16).toString("hex")}`,
        messageSid,
        key: randomBytes(16).toString("hex"),
        createdAt,
      }));
      media.push(...added);
      media.splice(0, Math.max(media.length - MAX_KEPT, 0));
      return added;
    },
    note(request) {
      requests.push(request);
      if (requests.length > MAX_KEPT) requests.shift();
    },
    remove(sid) {
      const place = media.findIndex((medium) => medium.sid === sid);
      if (place >= 0) media.splice(place, 1);
    },
    clear() {
      media.length = 0;
      requests.length = 0;
      faults.clear();
    },
  };
}
