import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody's web site with the widget on its page. */
export interface HostSite {
  /** Of another host than the product's, so that browsers count its frames as a third party's. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** `widget`: where the product is, once that is known. */
export async function startHostSite(widget: () => string): Promise<HostSite> {
  const server = createServer((request, response) => {
    if (request.url !== "/") return void response.writeHead(404).end();
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy(widget()),
    });
    response.end(html(widget()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** As strict as a host can be that wants a widget at all. */
const policy = (widget: string): string =>
  `default-src 'none'; script-src ${widget}; frame-src ${widget}; img-src data:`;

const html = (widget: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Acme</title>
<link rel="icon" href="data:,">
</head>
<body>
<main><h1>Acme</h1><p>We sell what others only draw.</p></main>
<script src="${widget}/widget.js" async></script>
</body>
</html>`;
