import type { Router } from "express";
import type { Logger } from "pino";
import { type ChannelTiming, createChannels } from "../channels/index.ts";
import type { BreakerRules } from "./agent/breaker/breaker.ts";
import { channelConfig } from "./channel-config.ts";
import type { Config } from "./config.ts";
import type { Capabilities, ChannelAdapter } from "./contract/index.ts";
import { type Core, startCore } from "./core.ts";
import { type Database, openDatabase } from "./database/database.ts";
import { ensureAdmin, ensureApiOperator } from "./desk/operators.ts";
import { deskRoutes } from "./desk/routes.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { countBacklog } from "./http/backlog.ts";
import { createApp } from "./http/create-app.ts";
import { healthRoutes } from "./http/health.ts";
import { homeRoute } from "./http/home-route.ts";
import { type Listening, listen } from "./http/listen.ts";
import { createMetrics, metricsRoute } from "./http/metrics.ts";
import { pageRoutes } from "./http/pages.ts";
import { createRightOfWay, type RightOfWay } from "./jobs/right-of-way.ts";
import { createArticleKeeper } from "./knowledge/articles/keep-articles.ts";
import { createGaps } from "./knowledge/gaps/create-gaps.ts";
import { type Knowledge, openKnowledge } from "./knowledge/knowledge.ts";
import { openPolicy } from "./knowledge/policy/policy-source.ts";
import { openModelClient } from "./model-client.ts";
import { type OpenFiles, openFiles } from "./open-files.ts";
import { openSockets } from "./open-sockets.ts";
import { openVectors } from "./open-vectors.ts";
import { ownAddress, ownOrigins, pageOrigins } from "./origins.ts";
import { sandboxDoors } from "./sandbox-doors.ts";
import { sandboxRoutes } from "./standins/sandbox/sandbox-routes.ts";
import { startSandbox } from "./standins/sandbox/start-sandbox.ts";
import { watchChannels } from "./watch-channels.ts";

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

/** How often a process looks whether the policy file has changed. */
const POLICY_POLL_MS = 2_000;

/** How many passages may show that a question is answered by now. */
const NOW_FOUND = 3;

export interface StartOptions {
  /** In place of the channels' own: for benchmarks and tests, which cannot wait as long as a customer types. */
  readonly burst?: Capabilities["burst"];
  /** In place of its own, null: none. For tests, which cannot wait as long as an outage is given. */
  readonly breaker?: BreakerRules | null;
  readonly timing?: ChannelTiming;
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
  { burst, breaker, timing }: StartOptions,
): Promise<Switchboard> {
  const policy = started(await openPolicy({ dir: config.knowledgeDir }), async ({ stop }) => stop());
  const { company } = policy.current;
  const model = started(await openModelClient(config.model, log), ({ stop }) => stop());
  const sandbox = config.sandbox
    ? started(await startSandbox(config.publicUrl, ownAddress(config)), ({ stop }) => stop())
    : null;
  const way = createRightOfWay();
  const database = started(await openDatabaseOf(config, log, way), (database) => database.close());
  const metrics = createMetrics(() => countBacklog(database));
  const about = { log, database, meter: metrics };
  const vectors = started(await openVectors(config, about), ({ close }) => close());
  const articles = await openKnowledge({ ...about, dir: config.knowledgeDir, vectors });
  const knowledge = started(articles, ({ close }) => close());
  policy.follow({ log, pollMs: POLICY_POLL_MS, onFailure: () => metrics.policyReloadFailed() });
  const files = await openFiles(config, database);
  const sockets = started(openSockets(config, database, log), ({ stop }) => stop());
  const channels = await channelConfig(config, { sandbox, database, sockets: sockets.server, companyName: company });
  const core = started(
    await startCore({
      database,
      log,
      knowledge,
      policy,
      links: config.links,
      meter: metrics,
      model,
      mailFrom: channels.email?.addresses[0] ?? null,
      files: files.store,
      fileLinks: files.links,
      hints: sockets.hints,
      onlookers: sockets.onlookers,
      ...(breaker !== undefined && { breaker }),
      createChannels: (hostFor) =>
        createChannels(channels, hostFor, timing).map((adapter) => withBurst(adapter, burst)),
    }),
    (core) => core.stopWorkers(DRAIN_MS),
  );
  sockets.onTyping(core.operatorTyping);
  started(startHousekeeping(database, config.rawRetentionDays, log), ({ stop }) => stop());
  await started(core, () => core.stopChannels()).startChannels();
  started(watchChannels(core, database, log), ({ stop }) => stop());
  // Last to open, first to close: who cannot connect tries again, which an error of ours would not always bring about.
  const doors = await sandboxDoors(config, { database, company, isModelStandIn: model.isStandIn });
  const sandboxed = sandbox && sandboxRoutes(sandbox, doors);
  const parts = { core, database, way, knowledge, files, metrics, sandboxed };
  const http = started(await openHttp(config, parts, log), ({ close }) => close(CLOSE_MS));
  started(sockets.server, (server) => server.close()).attach(http.server);
  core.startWorkers();
  return { config, isModelStandIn: model.isStandIn, broken: database.ended, stop };
}

function withBurst(adapter: ChannelAdapter, burst: StartOptions["burst"]): ChannelAdapter {
  return burst ? { ...adapter, capabilities: { ...adapter.capabilities, burst } } : adapter;
}

/** The database, with the operators that the settings name. */
async function openDatabaseOf(config: Config, log: Logger, way: RightOfWay): Promise<Database> {
  const { dataDir, databaseUrl, operator, apiToken } = config;
  const database = await openDatabase({ dataDir, log, way, ...(databaseUrl !== null && { databaseUrl }) });
  try {
    if (operator) await ensureAdmin(operator, database);
    if (apiToken !== null) await ensureApiOperator(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface HttpParts {
  readonly core: Core;
  readonly database: Database;
  readonly way: RightOfWay;
  readonly knowledge: Knowledge;
  readonly files: OpenFiles;
  readonly metrics: ReturnType<typeof createMetrics>;
  /** The sandbox's own routes, when this is one. */
  readonly sandboxed: Router | null;
}

async function openHttp(
  config: Config,
  { core, database, way, knowledge, files, metrics, sandboxed }: HttpParts,
  log: Logger,
): Promise<Listening> {
  const channels = [...core.channels.values()];
  const desk = deskRoutes({
    database,
    channels: core.channels,
    processId: core.processId,
    files: files.store,
    uploads: files.uploads,
    links: files.links,
    articles: createArticleKeeper({ database, library: knowledge }),
    knowledge,
    gaps: createGaps({
      database,
      vectorsOf: knowledge.vectorsOf,
      search: (question) => knowledge.search(question, { audience: "public", limit: NOW_FOUND }),
    }),
    log,
    apiToken: config.apiToken,
    origins: ownOrigins(config),
    writeDraft: core.writeDraft,
    draftSent: metrics.draftSent,
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
    homeRoute(config.sandbox ? "/sandbox/" : "/inbox/"),
    metricsRoute(metrics.registry, config.apiToken),
    pageRoutes({ pages: pagesOf(config), loader: true, publicUrl: config.publicUrl }),
    ...(sandboxed ? [sandboxed] : []),
    files.routes,
    desk,
  ];
  return await listen(createApp(channels, routers, { log, takeWay: way.take }), config.host, config.port);
}

/** The widget is shown where the settings allow it; the desk in no frame but the sandbox's. */
function pagesOf(config: Config) {
  return [
    { path: "/widget/", name: "widget", frameAncestors: ["'self'", ...pageOrigins(config)] },
    { path: "/inbox/", name: "inbox", frameAncestors: config.sandbox ? ["'self'"] : [], inlineStyles: true },
    ...(config.sandbox ? [{ path: "/sandbox/", name: "sandbox", frameAncestors: ["'self'"] }] : []),
  ];
}
