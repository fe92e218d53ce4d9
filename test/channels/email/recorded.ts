import { readdirSync, readFileSync } from "node:fs";
import type { InboundMessage, Interpretation } from "../../../src/contract/index.ts";
import type { Recorded } from "../../contract/channel-case.ts";

export interface RecordedMail extends Recorded {
  /** As it came, byte for byte. */
  readonly bytes: Uint8Array;
}

const FOLDER = new URL("../../fixtures/email/recorded/", import.meta.url);

/** Mails to support@example.com, each with a trouble of its own, and what they say to `READING`. */
export const RECORDED: readonly RecordedMail[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".eml"))
  .map((file) => ({
    name: file.replace(/\.eml$/, ""),
    bytes: Uint8Array.from(readFileSync(new URL(file, FOLDER))),
    says: parse(readFileSync(new URL(file.replace(/\.eml$/, ".json"), FOLDER), "utf8")),
  }));

/** Times are ISO 8601 and contents base64 there. */
function parse(json: string): Interpretation {
  const { messages, ...rest } = JSON.parse(json) as Interpretation;
  return { ...rest, messages: messages.map(revive) };
}

function revive(message: InboundMessage): InboundMessage {
  return {
    ...message,
    at: message.at === null ? null : new Date(message.at),
    attachments: message.attachments.map((attachment) => ({
      ...attachment,
      content: attachment.content === null ? null : Uint8Array.from(Buffer.from(String(attachment.content), "base64")),
    })),
  };
}
