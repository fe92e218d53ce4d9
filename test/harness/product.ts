import type { ChannelTiming } from "../../channels/index.ts";
import type { BreakerRules } from "../../src/agent/breaker/breaker.ts";
import { readConfig } from "../../src/config.ts";
import type { ContactView, ConversationView, EventView, MessageView, TurnView } from "../../src/conversation/view.ts";
import type { Database } from "../../src/database/database.ts";
import { createLogger } from "../../src/log.ts";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { type MailStandIn, startMailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import {
  type MessagesStandIn,
  type MessagesStandInOptions,
  startMessagesStandIn,
} from "../../src/standins/messages/start-messages-stand-in.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { type Switchboard, startSwitchboard } from "../../src/switchboard.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { watchTwilio } from "../openapi/watch-twilio.ts";
import { createTestDatabase } from "./database.ts";
import { freePort } from "./free-port.ts";
import { CHEAP_MODEL, scriptedForReplies } from "./model-requests.ts";
import { until } from "./until.ts";

export const OUR_NUMBER = "+15005550006";
export const API_TOKEN = "token-of-the-tests-0123456789";
export const TWILIO = {
  accountSid: `AC${"1".repeat(32)}`,
  authToken: "twilio-token-of-the-tests",
  phoneNumbers: [OUR_NUMBER],
};

export const OUR_MAILBOX = "support@acme.example";
/** Whose word on who sent a mail the product believes. */
export const AUTHSERV_ID = "mx.acme.example";
export const MAILBOX = { user: OUR_MAILBOX, password: "mail-password-of-the-tests", addresses: [OUR_MAILBOX] };

export interface Whole {
  conversation: ConversationView;
  contact: ContactView;
  messages: MessageView[];
  turns: TurnView[];
  events: EventView[];
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** The whole product, in this process, on a database of its own, between stand-ins of Twilio and of the Messages API. */
export interface Product {
  readonly url: string;
  readonly database: Database;
  /** Its settings, for processes that the test starts in its place. */
  readonly environment: Readonly<Record<string, string>>;
  readonly twilio: TwilioStandIn;
  readonly model: MessagesStandIn;
  /** The mailbox, when it was asked for. */
  readonly mail: MailStandIn;
  /** Every line it logged. */
  readonly logged: string[];
  /** Calls the REST API as the operator `api`, or with other headers. */
  api<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** A conversation by the customer's number, once it is there. */
  conversationOf(number: string): Promise<Whole>;
  /** The same, once `isSo`. */
  conversationWhen(number: string, isSo: (whole: Whole) => boolean): Promise<Whole>;
  /** What was texted to a number. */
  textsTo(number: string): string[];
  stopProcess(): Promise<void>;
  /** `env`: settings that are others from now on. */
  startProcess(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts a second process of the product, as far as the database can tell: on the same one, on a port of its own. */
  startBeside(): Promise<Beside>;
  /** Stops all of it and removes the database. */
  stop(): Promise<void>;
}

export interface Beside {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Short unless told: the channel's own burst is tested where it is the point. */
  readonly burst?: { readonly quietMs: number; readonly atMostMs: number } | undefined;
  /** Whether a request for an answer that no script has is a mistake. Else the demo brain answers, as it does to the cheap model's. */
  readonly strictModel?: boolean;
  /** As the product's own unless told; null: none, for many conversations that each have a failure of their own. */
  readonly breaker?: BreakerRules | null;
  /** In place of the channels' own times. */
  readonly timing?: ChannelTiming;
  /** Whether there is a mailbox, too. */
  readonly mail?: boolean;
  /** More about the stand-in of the model, such as how fast it answers. */
  readonly model?: Partial<Omit<MessagesStandInOptions, "strict">>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const { database, url: databaseUrl, drop } = await createTestDatabase();
  const { env = {} } = options;
  const files = temporaryFolder();
  const watch = watchTwilio();
  const twilio = await startTwilioStandIn({
    ...TWILIO,
    watch,
    phoneNumbers: env["TWILIO_PHONE_NUMBER"]?.split(",") ?? TWILIO.phoneNumbers,
    messagingServiceSid: env["TWILIO_MESSAGING_SERVICE_SID"] ?? null,
  });
  const model = await startModel(options);
  const mail = options.mail ? await startMailStandIn(MAILBOX) : null;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  twilio.pointAt({ publicUrl: url, target: url });
  const environment: Record<string, string> = {
    SANDBOX: "0",
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    TWILIO_ACCOUNT_SID: TWILIO.accountSid,
    TWILIO_AUTH_TOKEN: TWILIO.authToken,
    TWILIO_PHONE_NUMBER: OUR_NUMBER,
    TWILIO_API_BASE_URL: twilio.url,
    ANTHROPIC_API_KEY: "key-of-the-tests",
    ANTHROPIC_BASE_URL: model.url,
    API_TOKEN,
    LOG_LEVEL: "debug",
    // A model in every process of the tests would cost the run a minute: who is about searching by meaning turns it on.
    EMBEDDINGS: "off",
    ...(mail && { SUPPORT_EMAIL: OUR_MAILBOX, IMAP_URL: mail.imapUrl, SMTP_URL: mail.smtpUrl, AUTHSERV_ID }),
    DATA_DIR: files.path,
    ...env,
  };
  const config = readConfig(environment);
  const logged: string[] = [];
  const log = createLogger(config.logLevel, { write: (line: string) => void logged.push(line) });
  const burst = "burst" in options ? options.burst : { quietMs: 20, atMostMs: 100 };
  const { breaker, timing } = options;
  const startOptions = {
    ...(burst && { burst }),
    ...(breaker !== undefined && { breaker }),
    ...(timing && { timing }),
  };
  let running: Switchboard | null = await startSwitchboard(config, log, startOptions);

  const besides: Beside[] = [];

  const api: Product["api"] = async (method, path, body, headers) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(headers ?? { Authorization: `Bearer ${API_TOKEN}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  const conversationWhen: Product["conversationWhen"] = (number, isSo) =>
    until(`the conversation with ${number}`, async () => {
      const row = await database.outside.conversation.findFirst({ where: { theirAddress: number } });
      if (!row) return null;
      const { body } = await api<Whole>("GET", `/api/conversations/${row.id}`);
      return isSo(body) ? body : null;
    });
  const stopProcess = async (): Promise<void> => {
    await running?.stop();
    running = null;
  };
  return {
    url,
    database,
    environment,
    twilio,
    model,
    get mail() {
      if (!mail) throw new Error("This product has no mailbox: start it with one");
      return mail;
    },
    logged,
    api,
    conversationWhen,
    conversationOf: (number) => conversationWhen(number, () => true),
    textsTo: (number) => twilio.sent.filter(({ to }) => to === number).map(({ body }) => body),
    stopProcess,
    async startProcess(env = {}) {
      Object.assign(environment, env);
      running = await startSwitchboard(readConfig(environment), log, startOptions);
    },
    async startBeside() {
      const otherPort = String(await freePort());
      const other = await startSwitchboard(readConfig({ ...environment, PORT: otherPort }), log, startOptions);
      const beside = { url: `http://127.0.0.1:${otherPort}`, stop: () => other.stop() };
      besides.push(beside);
      return beside;
    },
    async stop() {
      for (const beside of besides) await beside.stop();
      await stopProcess();
      await twilio.stop();
      await mail?.stop();
      await model.stop();
      await drop();
      files.remove();
      // Whatever a test was about: what it sent is what Twilio takes.
      watch.assertFine();
    },
  };
}

async function startModel({ model, strictModel = false }: ProductOptions): Promise<MessagesStandIn> {
  const strict = (request: MessagesRequest): boolean => strictModel && request.model !== CHEAP_MODEL;
  return scriptedForReplies(await startMessagesStandIn({ brain: createDemoBrain(), ...model, strict }));
}
