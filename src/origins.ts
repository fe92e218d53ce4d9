import type { Config } from "./config.ts";
import { isLoopback } from "./is-loopback.ts";

/** Where we are reached on this machine. */
export function ownAddress({ host, port }: Config): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Pages that may show the widget. */
export function pageOrigins(config: Config): string[] {
  return [...new Set([...ownOrigins(config), ...config.widget.origins])];
}

/** Pages of ours: the public address and, where that is of a machine of one's own, both of its names. */
export function ownOrigins(config: Config): string[] {
  const { origin, hostname } = new URL(config.publicUrl);
  // To a public server they are pages of whatever else runs on a visitor's machine.
  return isLoopback(hostname) ? [...new Set([origin, ...localOrigins(config)])] : [origin];
}

/** What the Host header of a request to us says: the public address, or where we are reached on this machine. */
export function ownHosts(config: Config): string[] {
  const urls = [config.publicUrl, ownAddress(config), ...localOrigins(config), `http://[::1]:${config.port}`];
  return urls.map((url) => new URL(url).host);
}

function localOrigins({ port }: Config): string[] {
  return ["127.0.0.1", "localhost"].map((name) => `http://${name}:${port}`);
}
