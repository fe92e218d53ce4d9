import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Namespace, Server } from "socket.io";
import { createWidgetChannel } from "../../../channels/widget/create-widget-channel.ts";
import type { Limits } from "../../../channels/widget/limits.ts";
import type { ChannelHost, LiveAdapter } from "../../../src/contract/index.ts";
import { createRecordingHost, type RecordingHost } from "../../contract/recording-host.ts";
import { openPage, type Page, type PageOptions } from "./open-page.ts";

export const SECRETS = ["the-secret-of-today-7c1d", "the-secret-of-yesterday-f04a"] as const;
export const ORIGIN = "https://shop.example.com";

/** The channel on a Socket.IO server of its own, on the loopback. */
export interface Widget {
  readonly channel: LiveAdapter;
  readonly namespace: Namespace;
  readonly url: string;
  /** Opens a page and waits until it has its session. Closed with the widget. */
  visit(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Not started. `clientAddress`: what a proxy says of every client. */
export async function serveWidget(
  host: ChannelHost,
  { limits, clientAddress }: { readonly limits?: Limits; readonly clientAddress?: string } = {},
): Promise<Widget> {
  const http = createServer();
  const io = new Server(http, { maxHttpBufferSize: 25 * 1024 * 1024, serveClient: false });
  const namespace = io.of("/widget");
  if (clientAddress !== undefined) {
    namespace.use((socket, next) => {
      socket.handshake.address = clientAddress;
      next();
    });
  }
  const config = { namespace, secrets: SECRETS, origins: [ORIGIN] };
  const channel = createWidgetChannel(config, host, limits === undefined ? {} : { limits });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/widget`;
  const pages: Page[] = [];
  return {
    channel,
    namespace,
    url,
    async visit(options) {
      const page = openPage(url, options);
      pages.push(page);
      await page.connected();
      return page;
    },
    async close() {
      for (const page of pages) page.close();
      await channel.stop();
      await io.close();
    },
  };
}

/** The same, started, on a host that stores in memory. */
export async function openWidget(
  options: Parameters<typeof serveWidget>[1] & { readonly host?: RecordingHost } = {},
): Promise<Widget & { readonly host: RecordingHost }> {
  const host = options.host ?? createRecordingHost();
  const widget = await serveWidget(host, options);
  host.attach(widget.channel);
  await widget.channel.start();
  return { ...widget, host };
}
