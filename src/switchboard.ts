import { join } from "node:path";
import type { Logger } from "pino";
import { type ChannelConfig, createChannels } from "../channels/index.ts";
import { createFileStore, type FileStore } from "./attachments/file-store.ts";
import type { Config } from "./config.ts";
import type { Capabilities } from "./contract/index.ts";
import { type Core, startCore } from "./core.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { whoIs } from "./desk/authenticate.ts";
import { ensureAdmin, ensureApiOperator } from "./desk/operators.ts";
import { deskRoutes } from "./desk/routes.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { countBacklog } from "./http/backlog.ts";
import { createApp } from "./http/create-app.ts";
import { healthRoutes } from "./http/health.ts";
import { type Listening, listen } from "./http/listen.ts";
import { createMetrics, metricsRoute } from "./http/metrics.ts";
import { pageRoutes } from "./http/pages.ts";
import { openKnowledge } from "./knowledge/knowledge.ts";
import { readPolicy } from "./knowledge/policy.ts";
import { openModelClient } from "./model-client.ts";
import { openDeskNamespace } from "./realtime/desk-namespace.ts";
import { createHints } from "./realtime/hints.ts";
import { createSocketServer, type SocketServer } from "./realtime/socket-server.ts";
import { sandboxRoutes } from "./standins/sandbox/sandbox-routes.ts";
import { type Sandbox, startSandbox } from "./standins/sandbox/start-sandbox.ts";

export interface Switchboard {
  readonly config: Config;
  readonly isModelStandIn: boolean;
  /** Resolves with the reason when it cannot go on: its database server died. */
  readonly broken: Promise<string>;
  /** Takes nothing new, ends what runs or puts it back, lets go of everything, in this order. */
  stop(): Promise<void>;
}

/** How long what runs may go on after the request to stop: requests, then turns and sends. Under 30 s in all, the usual limit. */
const CLOSE_MS = 5_000;
const DRAIN_MS = 8_000;

export interface StartOptions {
  /** In place of the channels' own: for benchmarks and tests, which cannot wait as long as a customer types. */
  readonly burst?: Capabilities["burst"];
}

/** Starts the whole product. What was started is stopped again when a later part fails. */
export async function startSwitchboard(config: Config, log: Logger, options: StartOptions = {}): Promise<Switchboard> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse())
      await step().catch((error: Error) => log.error({ err: error }, "could not stop a part"));
  };
  const started = <T>(part: T, end: (part: T) => Promise<void>): T => {
    undo.push(() => end(part));
    return part;
  };
  try {
    return await start(config, log, started, stop, options);
  } catch (error) {
    await stop();
    throw error;
  }
}

type Started = <T>(part: T, end: (part: T) => Promise<void>) => T;

async function start(
  config: Config,
  log: Logger,
  started: Started,
  stop: () => Promise<void>,
  { burst }: StartOptions,
): Promise<Switchboard> {
  const policy = await readPolicy(config.knowledgeDir);
  const model = started(await openModelClient(config.model, log), ({ stop }) => stop());
  const sandbox = config.sandbox
    ? started(await startSandbox(config.publicUrl, ownAddress(config)), ({ stop }) => stop())
    : null;
  const { dataDir, databaseUrl } = config;
  const database = started(
    await openDatabase({ dataDir, log, ...(databaseUrl !== null && { databaseUrl }) }),
    (database) => database.close(),
  );
  if (config.operator) await ensureAdmin(config.operator, database);
  if (config.apiToken !== null) await ensureApiOperator(database);
  const knowledge = started(await openKnowledge({ dir: config.knowledgeDir, log }), (knowledge) => knowledge.close());
  const metrics = createMetrics(() => countBacklog(database));
  const files = createFileStore(join(dataDir, "attachments"));
  const sockets = openSockets(config, database, log, started);
  const channels = await channelConfig(config, {
    sandbox,
    database,
    sockets: sockets.server,
    companyName: policy.company,
  });
  const core = started(
    await startCore({
      database,
      log,
      knowledge,
      policy,
      meter: metrics,
      model,
      files,
      hints: sockets.hints,
      onlookers: sockets.onlookers,
      createChannels: (hostFor) =>
        createChannels(channels, hostFor).map((adapter) =>
          burst ? { ...adapter, capabilities: { ...adapter.capabilities, burst } } : adapter,
        ),
    }),
    (core) => core.stopWorkers(DRAIN_MS),
  );
  sockets.onTyping(core.operatorTyping);
  started(startHousekeeping(database, config.rawRetentionDays, log), ({ stop }) => stop());
  await started(core, () => core.stopChannels()).startChannels();
  // Last to open, first to close: who cannot connect tries again, which an error of ours would not always bring about.
  const http = started(await openHttp(config, { core, database, files, metrics, sandbox }, log), ({ close }) =>
    close(CLOSE_MS),
  );
  started(sockets.server, (server) => server.close()).attach(http.server);
  return { config, isModelStandIn: model.isStandIn, broken: database.ended, stop };
}

/** What the adapters are made with: the settings, or what the stand-ins of a sandbox say in their place. */
async function channelConfig(
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
    email: email && { ...email, authservId, companyName, secret: await ensureSecret("email", database) },
    widget: {
      namespace: sockets.namespace("/widget"),
      secrets: widget.secrets ?? [await ensureSecret("widget", database)],
      origins: pageOrigins(config),
    },
  };
}

/** Sockets, and what they need to tell their clients what is new. */
function openSockets(config: Config, database: Database, log: Logger, started: Started) {
  const hints = started(createHints(database.changes), async ({ stop }) => stop());
  const { databaseUrl } = config;
  const server = createSocketServer({
    origins: pageOrigins(config),
    hints,
    databaseUrl,
    warn: (message) => log.warn(message),
  });
  let tellOfTyping: Core["operatorTyping"] = () => {};
  const onlookers = openDeskNamespace({
    namespace: server.namespace("/desk"),
    database,
    hints,
    userOf: (headers) => whoIs(headers, { database, apiToken: config.apiToken }),
    operatorTyping: (conversationId, { operatorId }, on) => tellOfTyping(conversationId, operatorId, on),
    onError: (error) => log.warn({ err: error }, "could not show what is new"),
  });
  started(onlookers, async ({ stop }) => stop());
  return {
    hints,
    server,
    onlookers,
    onTyping(tell: Core["operatorTyping"]) {
      tellOfTyping = tell;
    },
  };
}

interface HttpParts {
  readonly core: Core;
  readonly database: Database;
  readonly files: FileStore;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly sandbox: Sandbox | null;
}

async function openHttp(
  config: Config,
  { core, database, files, metrics, sandbox }: HttpParts,
  log: Logger,
): Promise<Listening> {
  const channels = [...core.channels.values()];
  const desk = deskRoutes({
    database,
    channels: core.channels,
    files,
    log,
    apiToken: config.apiToken,
    origins: ownOrigins(config),
    isSecure: config.publicUrl.startsWith("https:"),
    wakes: {
      interruptTurn: core.interruptTurn,
      wakeTurns: core.wake.turns,
      wakeDelivery: core.wake.delivery,
      wakeIngest: core.wake.ingest,
    },
  });
  const health = healthRoutes({ isDatabaseUp: () => database.isUp(), areWorkersUp: core.isWorking, channels });
  const routers = [
    health,
    metricsRoute(metrics.registry, config.apiToken),
    pageRoutes({ pages: pagesOf(config), loader: true, publicUrl: config.publicUrl }),
    ...(sandbox ? [sandboxRoutes(sandbox)] : []),
    desk,
  ];
  return await listen(createApp(channels, routers, log), config.host, config.port);
}

/** The widget is shown where the settings allow it; the desk in no frame but the sandbox's. */
function pagesOf(config: Config) {
  return [
    { path: "/widget/", name: "widget", frameAncestors: ["'self'", ...pageOrigins(config)] },
    { path: "/inbox/", name: "inbox", frameAncestors: config.sandbox ? ["'self'"] : [], inlineStyles: true },
    ...(config.sandbox ? [{ path: "/sandbox/", name: "sandbox", frameAncestors: [] }] : []),
  ];
}

/** Where we are reached on this machine. */
function ownAddress({ host, port }: Config): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Pages that may show the widget. */
function pageOrigins(config: Config): string[] {
  return [...new Set([...ownOrigins(config), ...config.widget.origins])];
}

/** Pages of ours: the public address, and on a machine of one's own both of its names. */
function ownOrigins(config: Config): string[] {
  const local = ["127.0.0.1", "localhost"].map((name) => `http://${name}:${config.port}`);
  return [
    new URL(config.publicUrl).origin,
    ...(config.host === "127.0.0.1" || config.host === "localhost" ? local : []),
  ];
}
