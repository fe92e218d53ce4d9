import { createHash } from "node:crypto";
import type { SendAnswer } from "../../../channels/widget/wire.ts";
import {
  address,
  type ChannelHost,
  externalId,
  type InboundMessage,
  type Interpretation,
  type StoredRaw,
  type ThreadKey,
  threadKey,
} from "../../../src/contract/index.ts";
import type { ChannelCase, Handover, Heard, LiveBench, Recorded, Visitor } from "../../contract/channel-case.ts";
import { until } from "../../harness/until.ts";
import { openPage, type Page, taken } from "./open-page.ts";
import { ORIGIN, SECRETS, serveWidget, type Widget } from "./open-widget.ts";

/** A `send` as a page once made it, and the session in which it did. */
interface RecordedSend extends Recorded {
  readonly session: typeof VISITOR | typeof CUSTOMER;
  readonly payload: { readonly clientId: string; readonly text: string; readonly attachments?: readonly object[] };
}

const VISITOR = {
  token: "vis1tor-vis1tor-vis1tor-vis1tor-vis1tor-vis1",
  kept: {
    visitor: "4f3c8f0e-0a52-4a52-9d0e-1b1f6a0e7d01",
    thread: "visitor:4f3c8f0e-0a52-4a52-9d0e-1b1f6a0e7d01",
    user: null,
  },
};
const CUSTOMER = {
  token: "cust0mer-cust0mer-cust0mer-cust0mer-cust0me",
  kept: {
    visitor: "9b2d6a1c-77aa-4a0f-8a37-2c5f0f3e9d02",
    thread: `user:${createHash("sha256").update("shop/42").digest("hex")}`,
    user: { sub: "shop/42", email: "ann@example.com", name: "Ann" },
  },
};

const says = (
  { session, payload }: Pick<RecordedSend, "session" | "payload">,
  change: Partial<InboundMessage> = {},
): Interpretation => {
  const { visitor, thread } = session.kept;
  const message: InboundMessage = {
    externalId: externalId(`${thread}/${payload.clientId}`),
    threadKey: threadKey(thread),
    references: null,
    fingerprint: null,
    from: { address: address(`visitor:${visitor}`), name: null, proof: null, issued: true, aliases: [] },
    to: address("widget"),
    replyTo: null,
    copies: [],
    subject: null,
    text: payload.text,
    fullText: payload.text,
    html: null,
    class: "human",
    suppressed: null,
    attachments: [],
    at: null,
    ...change,
  };
  return { messages: [message], receipts: [], consents: [] };
};

function recorded(
  name: string,
  session: RecordedSend["session"],
  payload: RecordedSend["payload"],
  change: Partial<InboundMessage> = {},
): RecordedSend {
  return { name, session, payload, says: says({ session, payload }, change) };
}

const PIXEL = Uint8Array.from(Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAA=", "base64"));

const RECORDED: readonly RecordedSend[] = [
  recorded("a visitor's question", VISITOR, {
    clientId: "11111111-1111-4111-8111-111111111111",
    text: "Where is my parcel 1042? 📦\n\n*thanks*",
  }),
  recorded(
    "a text with a NUL and half a character",
    VISITOR,
    { clientId: "22222222-2222-4222-8222-222222222222", text: "sub\0scription\ud83d" },
    { text: "subscription\ufffd", fullText: "subscription\ufffd" },
  ),
  recorded(
    "a picture without words",
    VISITOR,
    {
      clientId: "33333333-3333-4333-8333-333333333333",
      text: "",
      attachments: [{ filename: "C:\\fakepath\\dot.gif", contentType: "image/gif", data: PIXEL }],
    },
    {
      attachments: [
        {
          filename: "dot.gif",
          contentType: "image/gif",
          content: PIXEL,
          size: PIXEL.length,
          contentId: null,
          reference: null,
        },
      ],
    },
  ),
  recorded(
    "an identified customer",
    CUSTOMER,
    { clientId: "44444444-4444-4444-8444-444444444444", text: "My subscription, please" },
    {
      from: {
        address: address("user:shop/42"),
        name: "Ann",
        proof: "widget_token",
        issued: false,
        aliases: [
          { channel: "widget", address: address(`visitor:${CUSTOMER.kept.visitor}`), proof: "widget_session" },
          { channel: "email", address: address("ann@example.com"), proof: "widget_token" },
        ],
      },
    },
  ),
];

export const WIDGET_CASE: ChannelCase<LiveBench> = { channel: "widget", recorded: RECORDED, open };

async function open(host: ChannelHost): Promise<LiveBench> {
  for (const { token, kept } of [VISITOR, CUSTOMER]) {
    const id = createHash("sha256").update(token).digest("hex");
    await host.memory.set(`session:${id}`, { ...kept, writtenAt: Date.now() }, null);
  }
  const widget = await serveWidget(host);
  const tokens = new Set<string>();
  const handOver = (payload: Recorded, origin = ORIGIN): Promise<Handover> =>
    send(widget, RECORDED.find(({ name }) => name === payload.name)!, origin);
  return {
    adapter: widget.channel,
    secrets: () => [...tokens, ...SECRETS, VISITOR.token, CUSTOMER.token, "parcel", "1042", "subscription", "Hello"],
    handOver: (payload) => handOver(payload),
    handOverAgain: (payload) => handOver(payload),
    forgeries: [
      { name: "a page of another site", handOver: (payload) => handOver(payload, "https://evil.example") },
      { name: "a page of no site", handOver: (payload) => handOver(payload, "null") },
    ],
    withNews,
    visit: () => visit(widget, tokens),
    close: () => widget.close(),
  };
}

/** A page that comes, says this, and goes. */
async function send({ url }: Widget, { session, payload }: RecordedSend, origin: string): Promise<Handover> {
  const page = openPage(url, { auth: { session: session.token }, origin });
  try {
    await page.connected();
    const answer = await page.ask<SendAnswer>("send", payload);
    if (answer.ok) return "taken";
    return answer.error.code === "unavailable" ? "not_taken" : "refused";
  } catch (error) {
    return (error as Error).message === "forbidden_origin" ? "refused" : "not_taken";
  } finally {
    page.close();
  }
}

function withNews(raw: StoredRaw): StoredRaw {
  const body = Buffer.from(raw.body);
  const end = body.indexOf("\n");
  const head = JSON.parse(body.subarray(0, end).toString()) as object;
  return {
    ...raw,
    body: Buffer.concat([Buffer.from(JSON.stringify({ ...head, mood: "good" })), body.subarray(end)]),
    meta: { ...raw.meta, browser: "of tomorrow" },
  };
}

async function visit({ url }: Widget, tokens: Set<string>): Promise<Visitor> {
  const pages: Page[] = [];
  let thread: ThreadKey | null = null;
  let known = {};
  const connect = async (): Promise<void> => {
    const page = openPage(url, { auth: known, origin: ORIGIN, acknowledges: true });
    pages.push(page);
    tokens.add((await page.connected()).session);
  };
  await connect();
  return {
    thread: () => thread,
    async say(text, id) {
      const message = taken(await pages.at(-1)!.say(text, id));
      thread = threadKey(message.externalId!.slice(0, message.externalId!.lastIndexOf("/")));
      return message;
    },
    shown: () => pages.flatMap((page) => page.messages()),
    heard: () =>
      pages.flatMap((page) =>
        page.came
          .filter(([event]) => event === "delta" || event === "retract" || event === "typing")
          .map(([kind, payload]) => ({ kind, ...(payload as object) }) as Heard),
      ),
    async drop() {
      const page = pages.at(-1)!;
      const newest = pages.flatMap((each) => each.messages()).at(-1);
      known = {
        session: page.session().session,
        ...(newest === undefined ? {} : { conversationId: newest.conversationId, lastSeq: newest.seq }),
      };
      page.socket.io.engine.close();
      await until("the end of the connection", () => page.ends.length === 1);
    },
    comeBack: connect,
  };
}
