import { timingSafeEqual } from "node:crypto";
import { type Request, Router } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Meter } from "../meter.ts";
import { Problem } from "./problem.ts";

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
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `switchboard_${name}`, help, labelNames, registers: [registry] });
  const raws = counter("ingested_total", "Raw rows taken in, by result", ["channel", "result"]);
  const turns = counter("turns_total", "Turns ended, by outcome", ["channel", "outcome"]);
  const calls = counter("model_calls_total", "Requests to the model", ["model", "outcome"]);
  const cost = counter("model_cost_micros_total", "What the requests cost, in micro-dollars", ["model"]);
  const tokens = counter("model_tokens_total", "Tokens, cached ones left out", ["model", "direction"]);
  const blocked = new Gauge({
    name: "switchboard_model_blocked",
    help: "1 while a model is left alone because its API fails",
    labelNames: ["model"],
    registers: [registry],
  });
  const misses = counter("model_cache_misses_total", "Prompts whose beginning was not the one before", [
    "model",
    "reason",
  ]);
  const deliveries = counter("delivery_attempts_total", "Delivery attempts, by the state they left", [
    "channel",
    "state",
  ]);
  const gaps = counter("knowledge_gaps_total", "Questions that the help centre has nothing on", ["channel"]);
  const rejected = counter("answers_rejected_total", "What answers had in them that the guard does not let pass", [
    "channel",
    "kind",
  ]);
  const reloads = counter("policy_reload_failures_total", "Changed policy files that could not be used", []);
  const refused = counter("tool_calls_refused_total", "Tool calls that were not allowed", ["tool", "reason"]);
  const seconds = new Histogram({
    name: "switchboard_turn_seconds",
    help: "How long turns took",
    labelNames: ["channel"],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80],
    registers: [registry],
  });
  const kept = new Histogram({
    name: "switchboard_draft_kept_share",
    help: "How much of the assistant's drafts is in what operators sent",
    buckets: [0.1, 0.25, 0.5, 0.75, 0.9, 1],
    registers: [registry],
  });
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
    turnEnded(channel, outcome, took) {
      turns.inc({ channel, outcome });
      seconds.observe({ channel }, took);
    },
    modelCalled(model, outcome, { costMicros, inputTokens, outputTokens }) {
      calls.inc({ model, outcome });
      cost.inc({ model }, costMicros);
      tokens.inc({ model, direction: "in" }, inputTokens);
      tokens.inc({ model, direction: "out" }, outputTokens);
    },
    modelBlocked: (model, isBlocked) => blocked.set({ model }, isBlocked ? 1 : 0),
    cacheMissed: (model, reason) => misses.inc({ model, reason }),
    delivered: (channel, state) => deliveries.inc({ channel, state }),
    knowledgeGap: (channel) => gaps.inc({ channel }),
    answerRejected: (channel, kind) => rejected.inc({ channel, kind }),
    policyReloadFailed: () => reloads.inc(),
    draftSent: (keptShare) => kept.observe(keptShare),
    toolRefused: (tool, reason) => refused.inc({ tool, reason }),
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
