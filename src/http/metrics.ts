import { timingSafeEqual } from "node:crypto";
import { type Request, Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Meter } from "../meter.ts";
import { assistantMetrics, makersIn, modelMetrics } from "./assistant-metrics.ts";
import { libraryMetrics } from "./library-metrics.ts";
import { Problem } from "./problem.ts";
import { vectorMetrics } from "./vector-metrics.ts";

/** Numbers that are read from the database when somebody asks for them. */
export type Backlog = Readonly<
  Record<"raw_pending" | "raw_dead" | "outbox_waiting" | "outbox_failed" | "turns_open" | "queued", number>
>;

export interface Metrics extends Meter {
  readonly registry: Registry;
}

export function createMetrics(backlog: () => Promise<Backlog>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const make = makersIn(registry);
  const raws = make.counter("ingested_total", "Raw rows taken in, by result", ["channel", "result"]);
  const deliveries = make.counter("delivery_attempts_total", "Delivery attempts, by the state they left", [
    "channel",
    "state",
  ]);
  const held = make.gauge("channel_held", "1 while a channel is held because its provider refuses all of us", [
    "channel",
  ]);
  const reloads = make.counter("policy_reload_failures_total", "Changed policy files that could not be used", []);
  new Gauge({
    name: "switchboard_backlog",
    help: "Rows that wait, or need somebody",
    labelNames: ["kind"],
    registers: [registry],
    async collect() {
      this.reset();
      // While the database is away the other numbers are wanted most.
      for (const [kind, count] of Object.entries(await backlog().catch(() => ({})))) this.set({ kind }, count);
    },
  });
  return {
    registry,
    ingested: (channel, result) => raws.inc({ channel, result }),
    delivered: (channel, state) => deliveries.inc({ channel, state }),
    channelHeld: (channel, isHeld) => held.set({ channel }, isHeld ? 1 : 0),
    policyReloadFailed: () => reloads.inc(),
    ...modelMetrics(make),
    ...assistantMetrics(make),
    ...libraryMetrics(make),
    ...vectorMetrics(make),
  };
}

/** `GET /metrics` with the token, or from this machine itself when no proxy forwarded the request. */
export function metricsRoute(registry: Registry, token: string | null): Router {
  const router = Router();
  router.get("/metrics", async (request, response) => {
    if (!isLocal(request) && !hasToken(request, token)) throw new Problem(403, "Metrics need the API token.");
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** What proxies add, by the names that are in use. */
const FORWARDING = /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

function isLocal({ socket, headers }: Request): boolean {
  const isForwarded = Object.keys(headers).some((name) => FORWARDING.test(name));
  return !isForwarded && /^(::1|(::ffff:)?127\.[\d.]+)$/.test(socket.remoteAddress ?? "");
}

function hasToken(request: Request, token: string | null): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const given = Buffer.from(bearer ?? "");
  const wanted = Buffer.from(token ?? "");
  return token !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
}
