import express, { type RequestHandler, type Router } from "express";
import type { Logger } from "pino";
import type { WebhookRoute } from "../contract/index.ts";
import { Problem } from "./problem.ts";

export interface WebhookDeps {
  readonly log: Logger;
  /** A provider waits for its acknowledgement, until what it returns is called. */
  takeWay(): () => void;
}

/**
 * Mounts an adapter's endpoint, which has way before all other work. What it throws becomes 503, so that the provider
 * keeps the message and tries again.
 */
export function mountWebhook(router: Router, route: WebhookRoute, { log, takeWay }: WebhookDeps): void {
  const body = express.raw({ type: () => true, limit: route.maxBodyBytes, inflate: false });
  const handle: RequestHandler = async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
    );
    const bytes: unknown = request.body;
    const call = { url: request.originalUrl, headers, body: bytes instanceof Uint8Array ? bytes : new Uint8Array() };
    // Only now: a body that comes slowly, from anybody, must not hold up others.
    const isAnswered = takeWay();
    try {
      const answer = await route.handle(call);
      response.status(answer.status);
      if (answer.contentType) response.type(answer.contentType);
      response.send(answer.body ?? "");
    } catch (error) {
      log.error({ route: route.path, err: error }, "a webhook could not be handled");
      throw new Problem(503, "Not stored. Please try again.", {}, { "Retry-After": "5" });
    } finally {
      isAnswered();
    }
  };
  if (route.method === "POST") router.post(route.path, body, handle);
  else router.get(route.path, handle);
}
