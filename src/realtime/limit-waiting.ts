import { type Connection, cutOff } from "./connection.ts";

/** UTF-16 units, or bytes. One answer may be larger, and none is added to it then. */
const MAX_WAITING_LENGTH = 8 * 2 ** 20;

/** Cuts off a connection that does not take what it is told: its page comes again, with the number up to which it has all. */
export function limitWaiting(connection: Connection): void {
  let waiting = 0;
  connection.on("packetCreate", ({ data }) => {
    if (waiting > MAX_WAITING_LENGTH) cutOff(connection);
    else waiting += typeof data === "string" || data instanceof Uint8Array ? data.length : 0;
  });
  connection.on("flush", () => {
    waiting = 0;
  });
}
