import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { WebhookResponse, WebhookRoute } from "../../src/contract/index.ts";

/** The adapter's routes on a port of the loopback, as the product's HTTP server mounts them. */
export async function serveRoutes(
  routes: readonly WebhookRoute[],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, routes)
      .catch(() => ({ status: 503 }) satisfies WebhookResponse)
      .then(({ status, contentType, body }: WebhookResponse) => {
        response.writeHead(status, contentType === undefined ? {} : { "content-type": contentType }).end(body);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, routes: readonly WebhookRoute[]): Promise<WebhookResponse> {
  const url = request.url ?? "/";
  const path = url.split("?")[0];
  const route = routes.find((candidate) => candidate.path === path && candidate.method === request.method);
  if (route === undefined) return { status: 404 };
  const body = await buffer(request);
  if (body.length > route.maxBodyBytes) return { status: 413 };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
  return route.handle({ url, headers, body });
}
