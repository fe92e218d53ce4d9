import type { Config } from "./config.ts";

/** Where we are reached on this machine. */
export function ownAddress({ host, port }: Config): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Pages that may show the widget. */
export function pageOrigins(config: Config): string[] {
  return [...new Set([...ownOrigins(config), ...config.widget.origins])];
}

/** Pages of ours: the public address, and on a machine of one's own both of its names. */
export function ownOrigins(config: Config): string[] {
  const local = ["127.0.0.1", "localhost"].map((name) => `http://${name}:${config.port}`);
  return [
    new URL(config.publicUrl).origin,
    ...(config.host === "127.0.0.1" || config.host === "localhost" ? local : []),
  ];
}
