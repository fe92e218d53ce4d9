/** What of an Engine.IO connection is used here: a client, whatever namespaces it is in. */
export interface Connection {
  /** `packet`: what comes, before `data` hands it to the parser. */
  on(event: "packet", hear: (packet: Packet) => void): void;
  /** What leaves, before it is put where it waits. */
  on(event: "packetCreate", hear: (packet: Packet) => void): void;
  /** What waited is handed to the transport, which has sent all that it was handed before. */
  on(event: "flush", hear: () => void): void;
  once(event: "close", hear: () => void): void;
  removeAllListeners(event: "data"): void;
  close(discard: boolean): void;
  /** Web sockets can be ended without the other side. */
  readonly transport: { readonly socket?: { terminate?(): void } };
}

export interface Packet {
  readonly type: string;
  readonly data?: unknown;
}

/** Ends a connection at once: nothing more of it is read, and nothing that waits for it is kept. */
export function cutOff(connection: Connection): void {
  const { socket } = connection.transport;
  // What came is heard by the parser even of a connection that is closed.
  connection.removeAllListeners("data");
  connection.close(true);
  // Closing waits for the other side, which may be waiting for us.
  socket?.terminate?.();
}
