import { type Connection, cutOff } from "./connection.ts";

/** What a visitor may attach at most, and a little for what is around it. */
export const MAX_PACKET_BYTES = 25 * 2 ** 20;
/** UTF-16 units. A text of 10,000 characters, each of them escaped, is half of it. */
const MAX_TEXT_LENGTH = 128 * 1024;

/**
 * Cuts off a connection with a packet that is too large. Texts are parsed, which takes longer and more memory than their bytes.
 * A packet with files comes in several frames, each of which may be as large as the limit: so may be all together.
 */
export function limitPackets(connection: Connection): void {
  let bytes = 0;
  connection.on("packet", ({ type, data }) => {
    if (type !== "message") return;
    bytes = data instanceof Uint8Array ? bytes + data.byteLength : 0;
    const isTooLong = typeof data === "string" && data.length > MAX_TEXT_LENGTH;
    if (isTooLong || bytes > MAX_PACKET_BYTES) cutOff(connection);
  });
}
