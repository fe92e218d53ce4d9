import type { Namespace } from "socket.io";

/** What the widget channel is made with. */
export interface WidgetConfig {
  /**
   * The namespace `/widget` of the process's Socket.IO server. Whoever made the server attaches it to HTTP, limits its
   * packets to 25 MB, and sees to it that `handshake.address` is the client's behind a proxy.
   */
  readonly namespace: Namespace;
  /** One, or two during rotation: each verifies identity tokens. */
  readonly secrets: readonly string[];
  /**
   * Origins whose pages may open sockets, our own included, as browsers write them, such as `https://shop.example.com`. A
   * socket without an Origin header is no browser's and is let in.
   */
  readonly origins: readonly string[];
}
