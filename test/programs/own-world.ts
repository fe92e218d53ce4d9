import { join } from "node:path";
import type { TestContext } from "vitest";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import type { Brain } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { freePort } from "../harness/free-port.ts";
import { scriptedForReplies } from "../harness/model-requests.ts";
import { API_TOKEN, OUR_NUMBER, TWILIO, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { type Running, readyAt, run } from "./run-program.ts";

/** A server as a program with a data folder of its own, between providers that outlive it: stop it, kill it, start it again. */
export interface OwnWorld {
  readonly dataDir: string;
  readonly url: string;
  readonly twilio: TwilioStandIn;
  readonly model: MessagesStandIn;
  /** Starts the server; it is not ready yet. `port`: another one than its own, beside it on the same database. */
  launch(port?: number): Running;
  /** Starts the server and waits until it is ready. */
  start(): Promise<Running>;
  get<T>(path: string): Promise<T>;
  /** All conversations, most recent first. */
  conversations(): Promise<Whole[]>;
  /** The conversation with a number once `isSo`, at most 30 s later. */
  conversationWhen(number: string, isSo: (whole: Whole) => boolean): Promise<Whole>;
  textsTo(number: string): string[];
  end(): Promise<void>;
}

/** `brain`: the model; the demo's unless told. */
export async function createOwnWorld(
  more: Readonly<Record<string, string>> = {},
  brain: Brain = createDemoBrain(),
): Promise<OwnWorld> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, "data");
  const twilio = await startTwilioStandIn(TWILIO);
  const model = scriptedForReplies(await startMessagesStandIn({ brain }));
  const url = `http://127.0.0.1:${await freePort()}`;
  twilio.pointAt({ publicUrl: url, target: url });
  const env = {
    SANDBOX: "0",
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    TWILIO_ACCOUNT_SID: TWILIO.accountSid,
    TWILIO_AUTH_TOKEN: TWILIO.authToken,
    TWILIO_PHONE_NUMBER: OUR_NUMBER,
    TWILIO_API_BASE_URL: twilio.url,
    ANTHROPIC_API_KEY: "key-of-the-tests",
    ANTHROPIC_BASE_URL: model.url,
    API_TOKEN,
    ...more,
  };
  const running = new Set<Running>();

  const launch: OwnWorld["launch"] = (port) => {
    const server = run("switchboard", port === undefined ? env : { ...env, PORT: String(port) });
    running.add(server);
    return server;
  };
  const get: OwnWorld["get"] = async (path) => {
    const response = await fetch(url + path, { headers: { Authorization: `Bearer ${API_TOKEN}` } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
    return (await response.json()) as never;
  };
  const page = async (cursor: string | null): Promise<string[]> => {
    const query = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { items, next } = await get<{ items: { id: string }[]; next: string | null }>(
      `/api/conversations?limit=200${query}`,
    );
    return [...items.map(({ id }) => id), ...(next === null ? [] : await page(next))];
  };
  const conversations = async (): Promise<Whole[]> => {
    const all: Whole[] = [];
    for (const id of await page(null)) all.push(await get(`/api/conversations/${id}`));
    return all;
  };
  return {
    dataDir,
    url,
    twilio,
    model,
    launch,
    async start() {
      const server = launch();
      await readyAt(server);
      return server;
    },
    get,
    conversations,
    conversationWhen: (number, isSo) =>
      until(
        `the conversation with ${number}`,
        async () => {
          const [found] = (await conversations()).filter(({ conversation }) => conversation.contact.address === number);
          return found && isSo(found) && found;
        },
        30_000,
      ),
    textsTo: (number) => twilio.sent.filter(({ to }) => to === number).map(({ body }) => body),
    async end() {
      for (const server of running) {
        server.kill("SIGKILL");
        await server.ended;
      }
      await twilio.stop();
      await model.stop();
      folder.remove();
    },
  };
}

/** The same for one test. */
export async function ownWorld({ onTestFinished }: TestContext): Promise<OwnWorld> {
  const world = await createOwnWorld();
  onTestFinished(() => world.end());
  return world;
}
