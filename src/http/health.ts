import { Router } from "express";
import type { ChannelAdapter } from "../contract/index.ts";

export interface HealthDeps {
  isDatabaseUp(): Promise<boolean>;
  /** Whether the workers look for due work. */
  areWorkersUp(): boolean;
  readonly channels: Iterable<ChannelAdapter>;
}

/** `/healthz`: the process answers. `/readyz`: it can do its work. Public, so without detail. */
export function healthRoutes({ isDatabaseUp, areWorkersUp, channels }: HealthDeps): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const isReady = areWorkersUp() && [...channels].every(isChannelReady) && (await isDatabaseUp());
    response.status(isReady ? 200 : 503).json({ status: isReady ? "ok" : "unavailable" });
  });
  return router;
}

function isChannelReady(channel: ChannelAdapter): boolean {
  const health = channel.health();
  return health.ok || health.isReady === true;
}
