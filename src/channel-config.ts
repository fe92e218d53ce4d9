import type { ChannelConfig } from "../channels/index.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { pageOrigins } from "./origins.ts";
import type { SocketServer } from "./realtime/socket-server.ts";
import type { Sandbox } from "./standins/sandbox/start-sandbox.ts";

/** What the adapters are made with: the settings, or what the stand-ins of a sandbox say in their place. */
export async function channelConfig(
  config: Config,
  parts: {
    readonly sandbox: Sandbox | null;
    readonly database: Database;
    readonly sockets: SocketServer;
    readonly companyName: string;
  },
): Promise<ChannelConfig> {
  const { sandbox, database, sockets, companyName } = parts;
  const { publicUrl, authservId, widget } = config;
  const email = sandbox?.email ?? config.email;
  return {
    publicUrl,
    sms: sandbox?.sms ?? config.sms,
    email: email && { authservId, ...email, companyName, secret: await ensureSecret("email", database) },
    widget: {
      namespace: sockets.namespace("/widget"),
      secrets: widget.secrets ?? [await ensureSecret("widget", database)],
      origins: pageOrigins(config),
    },
  };
}
