import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLimits } from "../../../channels/widget/limits.ts";
import { threadKey } from "../../../src/contract/index.ts";
import { until } from "../../harness/until.ts";
import { type Page, taken } from "./open-page.ts";
import { openWidget } from "./open-widget.ts";

const PLENTY = { points: 1_000_000, duration: 60 };

let widget: Awaited<ReturnType<typeof openWidget>>;
let victim: Page;
let conversationId: string;
beforeAll(async () => {
  widget = await openWidget({ limits: createLimits({ sessionSend: PLENTY, event: PLENTY }) });
  victim = await widget.visit();
  conversationId = taken(await victim.say("Hello")).conversationId;
});
afterAll(() => widget.close());

/** The victim's conversation is as it was, and it can still be written to. */
async function expectUnharmed(): Promise<void> {
  const thread = threadKey(victim.messages()[0]!.externalId!.split("/")[0]!);
  const before = widget.host.conversations.messages(thread).length;
  const written = taken(await victim.say("Still here"));
  expect(written.seq).toBe(before + 1);
  await until("it to be shown", () => victim.messages().some(({ id }) => id === written.id));
  expect(victim.messages().map(({ seq }) => seq)).toEqual(
    Array.from({ length: before + 1 }, (_each, index) => index + 1),
  );
  expect(widget.host.conversations.messages(thread).every(({ author }) => author === "customer")).toBe(true);
  expect(widget.host.conversations.seen.filter((mark) => mark.thread === thread)).toEqual([]);
  expect(widget.host.conversations.typing.filter((signal) => signal.thread === thread)).toEqual([]);
  expect(victim.ends).toEqual([]);
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(null, undefined, -1, 1e308, "", "\0", "__proto__", "x".repeat(20_000)),
);
const nearMiss = fc.record(
  {
    clientId: fc.oneof(fc.uuid(), value),
    text: fc.oneof(fc.string(), value),
    attachments: fc.oneof(
      fc.array(fc.record({ filename: value, contentType: value, data: value }), { maxLength: 3 }),
      value,
    ),
    conversationId: fc.oneof(fc.constant("victim's"), fc.uuid(), value),
    seq: fc.oneof(fc.nat(), value),
    on: fc.oneof(fc.boolean(), value),
    thread: value,
    session: value,
  },
  { requiredKeys: [] },
);
const event = fc.record({
  name: fc.oneof(
    fc.constantFrom("send", "typing", "read", "since"),
    fc.constantFrom("message", "session", "error", "join", "constructor", "toString", "__proto__", "*"),
    fc.string(),
  ),
  payload: fc.array(fc.oneof(nearMiss, nearMiss, value), { maxLength: 2 }),
  asks: fc.boolean(),
});

/** Names that a client may not use: the library throws before anything is sent. */
const RESERVED = new Set(["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"]);

describe("whatever a page sends [WIDGET-5] [WIDGET-6]", () => {
  it("it harms nobody else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 40 }), async (events) => {
        const attacker = await widget.visit();
        for (const { name, payload, asks } of events) {
          if (RESERVED.has(name)) continue;
          const aimed = payload.map((given) =>
            typeof given === "object" &&
            given !== null &&
            "conversationId" in given &&
            given.conversationId === "victim's"
              ? { ...given, conversationId }
              : given,
          );
          attacker.socket.emit(name, ...aimed, ...(asks ? [() => {}] : []));
        }
        // What was sent before has been heard when this is answered, or the attacker was thrown out.
        const heard = attacker.say("Am I still here?").catch(() => null);
        await Promise.race([heard, until("the end", () => attacker.ends.length > 0)]);
        attacker.close();
      }),
      { numRuns: 40 },
    );
    await expectUnharmed();
  });

  it.each<[string, string[]]>([
    ["a packet that is cut off", ['42/widget,["send",{"text":']],
    ["a packet of no kind", ["49/widget,[]"]],
    ["a packet for a namespace that is not there", ["42/admin,[]"]],
    ["files that never come", ['451-/widget,["send",{"data":{"_placeholder":true,"num":0}}]', '42/widget,["typing"]']],
    ["a file that is another's", ['451-/widget,["send",{"data":{"_placeholder":true,"num":99}}]', "bAAAA"]],
    ["far too many files", ['4599-/widget,["send",{}]']],
    ["a name that is a number", ["42/widget,[7,8,9]"]],
    ["no name", ["42/widget,[]"]],
    ["a name of the emitter's own", ['42/widget,["newListener"]', '42/widget,["error"]']],
    ["acknowledgements of what was not asked", ["43/widget,12[]", "43/widget,-1[]"]],
    ["connecting again and again", ["40/widget,{}", "40/widget,{}", "40/widget,{}"]],
    ["no protocol at all", ["GET / HTTP/1.1", "", "💥"]],
  ])("by hand, it harms nobody else: %s", async (_name, frames) => {
    const url = new URL(widget.url);
    const wire = new WebSocket(`ws://${url.host}/socket.io/?EIO=4&transport=websocket`);
    let connected = false;
    let ended = false;
    wire.onmessage = ({ data }) => {
      connected ||= String(data).startsWith("40/widget");
    };
    wire.onclose = () => {
      ended = true;
    };
    await new Promise((resolve) => {
      wire.onopen = resolve;
    });
    wire.send("40/widget,{}");
    await until("the connection", () => connected);
    for (const frame of frames) wire.send(frame);
    const clientId = randomUUID();
    wire.send(`42/widget,1["send",{"clientId":"${clientId}","text":"After all that"}]`);
    await until(
      "it to be heard or cut off",
      () => ended || widget.host.rows.some(({ externalId }) => externalId.endsWith(clientId)),
    );
    wire.close();
    await expectUnharmed();
  });
});
