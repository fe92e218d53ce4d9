import type { ServerResponse } from "node:http";
import { cutBytes } from "./cut-bytes.ts";
import type { Step } from "./plan-response.ts";

interface PlayDeps {
  /** Added to those of the `head` step. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cuts everything that is written into small pieces; null writes it as it is. */
  readonly random: (() => number) | null;
  /** Called when the status goes out: from now on the response has begun. */
  onHead(status: number): void;
}

/** Does the steps. Resolves when the response is over, and says whether it was the client who ended it. */
export async function playResponse(
  steps: readonly Step[],
  response: ServerResponse,
  deps: PlayDeps,
): Promise<{ aborted: boolean }> {
  const closed = closing(response);
  for (const step of steps) {
    if (response.destroyed) return { aborted: true };
    switch (step.kind) {
      case "head":
        response.writeHead(step.status, { ...deps.headers, ...step.headers });
        deps.onHead(step.status);
        break;
      case "write":
        await write(step.data, response, closed, deps.random);
        break;
      case "sleep":
        await sleep(step.ms, closed);
        break;
      case "hold":
        if (response.headersSent) response.flushHeaders();
        await Promise.race([step.hold.wait(), closed]);
        break;
      case "finish":
        response.end();
        await closed;
        return { aborted: !response.writableFinished };
      case "reset":
        await reset(response);
        return { aborted: false };
      case "stall":
        if (response.headersSent) response.flushHeaders();
        await closed;
        return { aborted: true };
    }
  }
  throw new Error("A response must end with finish, reset or stall.");
}

function closing(response: ServerResponse): Promise<void> {
  // A client that goes away while we write is an error event; the close event that follows tells all we need.
  response.on("error", () => {});
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => response.once("close", () => resolve()));
}

async function write(
  data: string,
  response: ServerResponse,
  closed: Promise<void>,
  random: (() => number) | null,
): Promise<void> {
  for (const piece of random === null ? [data] : cutBytes(data, random)) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([drained(response), closed]);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once("drain", () => resolve()));
}

async function sleep(ms: number, closed: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([promise, closed]);
  clearTimeout(timer);
}

/** What has been written goes out first: a reset on top of unsent bytes would take them away. */
async function reset(response: ServerResponse): Promise<void> {
  const socket = response.socket;
  if (socket === null) return;
  await new Promise<void>((resolve) => socket.write("", () => resolve()));
  socket.resetAndDestroy();
}
