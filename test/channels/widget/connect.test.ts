import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLimits } from "../../../channels/widget/limits.ts";
import { seldom } from "../../../channels/widget/seldom.ts";
import { threadKey } from "../../../src/contract/index.ts";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { type SessionSaid, taken } from "./open-page.ts";
import { ORIGIN, openWidget, serveWidget, type Widget } from "./open-widget.ts";

let widget: Awaited<ReturnType<typeof openWidget>>;
beforeEach(async () => {
  widget = await openWidget();
});
afterEach(() => widget.close());

/** How a page is told that it may not come in. */
async function refusalOf(other: Widget, options?: Parameters<Widget["visit"]>[0]): Promise<unknown> {
  const refused = await other.visit(options).then(
    () => new Error("it was let in"),
    (error: unknown) => error,
  );
  const { message, data } = refused as Error & { data?: unknown };
  return { message, data };
}

describe("a session [WIDGET-1]", () => {
  it("is the first that a page hears", async () => {
    const page = await widget.visit();
    expect(page.came[0]?.[0]).toBe("session");
    expect(page.session()).toEqual({
      session: expect.stringMatching(/^[\w-]{43}$/),
      conversationId: null,
      seq: 0,
    });
  });

  it("goes on when the page comes back with it", async () => {
    const before = await widget.visit();
    const { conversationId, seq } = taken(await before.say("Hello"));
    before.close();
    const { session } = before.session();
    const after = await widget.visit({ auth: { session } });
    expect(after.session()).toEqual({ session, conversationId, seq });
  });

  it.each<[string, unknown]>([
    ["none", {}],
    ["an unknown one", { session: "x".repeat(43) }],
    ["a number", { session: 7 }],
    ["a whole book", { session: "x".repeat(5000) }],
    ["rubbish everywhere", { session: {}, identity: [], conversationId: -1, lastSeq: "many" }],
    ["numbers that nobody gave", { conversationId: "0b8e7c1e-2f53-4c6b-9d10-5a1f3f0e7c11", lastSeq: 1e300 }],
  ])("begins anew for who comes with %s", async (_name, auth) => {
    const page = await widget.visit({ auth });
    expect(page.session()).toMatchObject({ conversationId: null, seq: 0 });
    expect(taken(await page.say("Hello"))).toMatchObject({ seq: 1 });
  });

  it("is never in the log", async () => {
    const page = await widget.visit({ auth: { identity: "nonsense" } });
    await page.ask("send", { text: 7 });
    expect(widget.host.lines).not.toEqual([]);
    expect(widget.host.lines.join("\n")).not.toContain(page.session().session);
  });
});

describe("origins [WIDGET-7]", () => {
  it.each([
    ["a page of ours", ORIGIN],
    ["a client that is no browser", undefined],
  ])("let in %s", async (_name, origin) => {
    await widget.visit(origin === undefined ? {} : { origin });
  });

  it.each([
    ["another site", "https://evil.example"],
    ["a site that begins like ours", `${ORIGIN}.evil.example`],
    ["ours without encryption", ORIGIN.replace("https", "http")],
    ["a page without an origin of its own", "null"],
  ])("refuse %s", async (_name, origin) => {
    expect(await refusalOf(widget, { origin })).toMatchObject({ message: "forbidden_origin" });
    expect(widget.namespace.sockets.size).toBe(0);
  });
});

it("what anybody can bring about is told seldom [WIDGET-7]", () => {
  let now = 0;
  let told = 0;
  const tell = seldom(
    60_000,
    () => (told += 1),
    () => now,
  );
  for (; now < 120_000; now += 1_000) tell();
  expect(told).toBe(2);
});

describe("starting and stopping [WIDGET-10]", () => {
  it("takes nobody before and after", async () => {
    const other = await serveWidget(createRecordingHost());
    const unavailable = { message: "unavailable", data: { code: "unavailable", message: expect.any(String) } };
    expect(await refusalOf(other)).toEqual(unavailable);
    await other.channel.start();
    await other.visit();
    await other.channel.stop();
    expect(await refusalOf(other)).toEqual(unavailable);
    await other.close();
  });

  it("ends connections as if they were lost, which makes clients come back", async () => {
    const page = await widget.visit({ reconnects: true });
    await widget.channel.stop();
    await until("the end", () => page.ends.length === 1);
    expect(page.ends).toEqual(["transport close"]);
    await widget.channel.start();
    page.socket.connect();
    await until("a second session", () => page.all<SessionSaid>("session").length === 2);
  });

  it("answers what it has begun, and takes nothing new", async () => {
    const page = await widget.visit();
    const asked = Promise.withResolvers<void>();
    const storing = Promise.withResolvers<void>();
    widget.host.onAccept(() => {
      asked.resolve();
      return storing.promise;
    });
    const begun = page.say("Just in time");
    await asked.promise;
    const stopping = widget.channel.stop();
    expect(await page.say("Too late")).toMatchObject({ ok: false, error: { code: "unavailable" } });
    storing.resolve();
    expect(taken(await begun)).toMatchObject({ text: "Just in time" });
    await stopping;
    expect(widget.host.rows).toHaveLength(1);
  });

  it("says nothing of why the store cannot be asked", async () => {
    const { memory, ...rest } = createRecordingHost();
    const down = { ...memory, get: () => Promise.reject(new Error("password authentication failed")) };
    const other = await serveWidget({ ...rest, memory: down });
    await other.channel.start();
    const refusal = await refusalOf(other, { auth: { session: "x".repeat(43) } });
    expect(refusal).toMatchObject({ message: "unavailable" });
    expect(JSON.stringify(refusal)).not.toContain("password");
    await other.close();
  });

  it("lets a page come again whose thread cannot be shown now", async () => {
    const host = createRecordingHost();
    let asked = 0;
    const follow: typeof host.live.follow = (...given) => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error("down")) : host.live.follow(...given);
    };
    const other = await serveWidget({ ...host, live: { ...host.live, follow } });
    await other.channel.start();
    const page = await other.visit({ reconnects: true });
    await until("a second session", () => page.all("session").length === 2);
    expect(asked).toBe(2);
    await other.close();
  });
});

describe("connections of one address [WIDGET-6]", () => {
  it("are limited", async () => {
    const limits = createLimits({ connection: { points: 2, duration: 60 } });
    const other = await openWidget({ limits, clientAddress: "203.0.113.7" });
    await other.visit();
    await other.visit();
    expect(await refusalOf(other)).toMatchObject({ message: "rate_limited" });
    await other.close();
  });
});

it("a page hears of no thread but its own [WIDGET-5]", async () => {
  const page = await widget.visit();
  const own = taken(await page.say("Hello"));
  const thread = threadKey(own.externalId!.split("/")[0]!);
  widget.channel.live.typing(threadKey(`${thread}x`), "operator", true);
  widget.channel.live.delta(threadKey("*"), { turnId: "t", offset: 0, text: "secret" });
  widget.channel.live.typing(thread, "assistant", true);
  await until("his own", () => page.all("typing").length > 0);
  expect(page.all("typing")).toEqual([{ author: "assistant", on: true }]);
  expect(page.all("delta")).toEqual([]);
});
