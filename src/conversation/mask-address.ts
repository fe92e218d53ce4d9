import type { ChannelName } from "./model.ts";

/** An address as its owner knows it again and nobody else learns it: `a•••@example.com`, `+1•••4567`. */
export function maskAddress(channel: ChannelName, address: string): string {
  switch (channel) {
    case "email": {
      const at = address.lastIndexOf("@");
      return `${address.slice(0, 1)}•••${at < 0 ? "" : address.slice(at)}`;
    }
    case "sms":
      return `${address.slice(0, 2)}•••${address.slice(-4)}`;
    case "widget":
      // Made up by the channel, or named by the host site: nothing that anybody knows himself by.
      return "(the chat)";
  }
}
