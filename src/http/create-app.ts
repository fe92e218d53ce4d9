import express, { type Express, type Router } from "express";
import helmet from "helmet";
import type { ChannelAdapter } from "../contract/index.ts";
import { errorHandler, notFound } from "./error-handler.ts";
import { mountWebhook, type WebhookDeps } from "./mount-webhook.ts";

/** The whole of HTTP: providers' webhooks first, for they carry customers' words, then the routes of other rooms. */
export function createApp(channels: Iterable<ChannelAdapter>, routers: readonly Router[], deps: WebhookDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  // An address in X-Forwarded-For is believed only from a proxy on this machine.
  app.set("trust proxy", "loopback");
  app.use(helmet());
  for (const channel of channels) for (const route of channel.routes) mountWebhook(app, route, deps);
  for (const router of routers) app.use(router);
  app.use(notFound, errorHandler(deps.log));
  return app;
}
