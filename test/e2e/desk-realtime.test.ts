import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ConversationView, EventView, MessageView } from "../../src/conversation/view.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, addOperator, type Session, write } from "../harness/desk.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";
import { CONVERSATION, MESSAGE } from "../harness/shapes.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let product: Product;
let kim: Session;
beforeAll(async () => {
  product = await startProduct({ strictModel: true, env: { WIDGET_ORIGINS: "https://shop.example.com" } });
  kim = await addOperator(product, "kim@example.com");
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

/** An operator's page, and what came to it. */
function desk(headers: Record<string, string> = kim, auth: Record<string, unknown> = {}) {
  const came: [string, Record<string, unknown>][] = [];
  const socket: Socket = io(`${product.url}/desk`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth,
  });
  socket.onAny((event: string, payload: Record<string, unknown>) => came.push([event, payload]));
  const all = <T>(event: string): T[] => came.filter(([name]) => name === event).map(([, payload]) => payload as T);
  return {
    socket,
    all,
    connected: () =>
      new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      }),
    watch: (conversationId: string | null, afterSeq = 0) =>
      socket.timeout(5_000).emitWithAck("watch", { conversationId, afterSeq }) as Promise<{ ok: boolean; seq: number }>,
    /** Messages and events by number, as they came. */
    numbers: () =>
      came.flatMap(([event, payload]) => {
        if (event === "message") return [(payload["message"] as MessageView).seq];
        return event === "event" ? [(payload["event"] as EventView).seq] : [];
      }),
  };
}

describe("the desk's socket", () => {
  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    ["nothing", {}, {}],
    ["a cookie that is nobody's", { Cookie: "switchboard_session=nobody" }, {}],
    ["a wrong token", {}, { token: "wrong" }],
    ["a token that is no text", {}, { token: { $ne: null } }],
  ])("lets nobody in with %s [RT-2]", async (_name, headers, auth) => {
    await expect(desk(headers, auth).connected()).rejects.toThrow("unauthorized");
  });

  it("lets no page of another site in with an operator's cookie [RT-2]", async () => {
    const foreign = { ...kim, Origin: "https://shop.example.com" };
    await expect(desk(foreign).connected()).rejects.toThrow("unauthorized");
    const own = desk({ ...kim, Origin: product.url });
    await own.connected();
    own.socket.disconnect();
  });

  it("lets in a session, and the bearer token [RT-2]", async () => {
    const pages = [desk(), desk({}, { token: API_TOKEN }), desk({ Authorization: `Bearer ${API_TOKEN}` })];
    await Promise.all(pages.map((page) => page.connected()));
    for (const { socket } of pages) socket.disconnect();
  });

  it("tells of every conversation that changes, and all of the one that is watched, in order [RT-1, RT-2]", async () => {
    const page = desk();
    await page.connected();
    const hold = createHold("text");
    product.model.script([{ reply: reply(text("The Pro plan costs $49 a month. ".repeat(20).trim())), hold }]);
    const visitor = await visit(product);
    await visitor.write("What does the Pro plan cost?");
    const id = visitor.conversationId();
    const { conversation } = await until("the news", () =>
      page.all<{ conversation: ConversationView }>("changed").find((news) => news.conversation.id === id),
    );
    CONVERSATION.parse(conversation);
    await hold.reached;
    await until("a piece", () => visitor.all("delta").length > 0);
    // In the middle of an answer: what is written so far comes with the rest.
    expect(await page.watch(id)).toMatchObject({ ok: true });
    expect(page.all<{ offset: number }>("delta")[0]).toMatchObject({ conversationId: id, offset: 0 });
    visitor.socket.emit("typing", { on: true });
    await until("the customer's typing", () =>
      page.all<{ author: string }>("typing").some(({ author }) => author === "customer"),
    );
    hold.release();
    await visitor.messageWhen("the answer", fromAssistant);
    await act(product, id, "claim", kim);
    await write(product, id, { text: "A note.", internal: true }, kim);
    await write(product, id, { text: "Kim here." }, kim);
    page.socket.emit("typing", { conversationId: id, on: true });
    await until("the operator's typing", () =>
      visitor.all<{ author: string; on: boolean }>("typing").some(({ author }) => author === "operator"),
    );
    const { conversation: after, messages } = await visitor.whole();
    await until("everything", () => page.numbers().at(-1) === after.seq);
    expect(page.numbers()).toEqual(Array.from({ length: after.seq }, (_, index) => index + 1));
    const shown = page.all<{ message: MessageView }>("message").map(({ message }) => message);
    for (const message of shown) MESSAGE.parse(message);
    expect(shown.map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
    expect(page.all("turn").length).toBeGreaterThan(0);

    // Somebody who has seen the first three.
    const late = desk();
    await late.connected();
    await late.watch(id, 3);
    expect(late.numbers()).toEqual(page.numbers().filter((seq) => seq > 3));
    await late.watch(null);
    await write(product, id, { text: "Nobody watches this." }, kim);
    await until("the one that watches", () => page.numbers().includes(after.seq + 1));
    expect(late.numbers()).not.toContain(after.seq + 1);
    for (const { socket } of [page, late]) socket.disconnect();
  });

  it("answers rubbish with a refusal and goes on [RT-2]", async () => {
    const page = desk();
    await page.connected();
    const ask = (payload: unknown) => page.socket.timeout(5_000).emitWithAck("watch", payload);
    for (const rubbish of [null, 7, "x", [], { conversationId: "x" }, { conversationId: {}, afterSeq: -1 }])
      expect(await ask(rubbish)).toEqual({ ok: false });
    page.socket.emit("typing", { conversationId: "x" });
    page.socket.emit("typing");
    page.socket.emit("nothing of ours", Buffer.alloc(10));
    expect(await ask({ conversationId: "0199d6a0-0000-7000-8000-000000000001" })).toMatchObject({ ok: true });
    page.socket.disconnect();
  });
});
