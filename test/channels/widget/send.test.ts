import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLanes } from "../../../channels/widget/lanes.ts";
import { createLimits } from "../../../channels/widget/limits.ts";
import { createSessions, threadOfVisitor } from "../../../channels/widget/sessions.ts";
import { takeSend } from "../../../channels/widget/take-send.ts";
import type { SendAnswer } from "../../../channels/widget/wire.ts";
import { PayloadError } from "../../../src/contract/index.ts";
import { createRecordingHost, interpretAll } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { type Page, taken } from "./open-page.ts";
import { openWidget, serveWidget } from "./open-widget.ts";

let widget: Awaited<ReturnType<typeof openWidget>>;
let page: Page;
beforeEach(async () => {
  widget = await openWidget();
  page = await widget.visit();
});
afterEach(() => widget.close());

const codeOf = (answer: SendAnswer): string => (answer.ok ? "ok" : answer.error.code);

describe("a message [WIDGET-3]", () => {
  it("is acknowledged as it is stored", async () => {
    const clientId = randomUUID();
    const message = taken(await page.say("Hello 👋", clientId));
    expect(message).toMatchObject({
      seq: 1,
      author: "customer",
      text: "Hello 👋",
      fullText: "Hello 👋",
      class: "human",
    });
    expect(message.externalId).toMatch(new RegExp(`^visitor:[0-9a-f-]{36}/${clientId}$`));
  });

  it("is one, however often it is sent, at once and later", async () => {
    const clientId = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => page.say("Hello", clientId)));
    answers.push(await page.say("Hello", clientId.toUpperCase()));
    expect(new Set(answers.map((answer) => taken(answer).id)).size).toBe(1);
    expect(widget.host.rows).toHaveLength(1);
  });

  it("is another visitor's, whatever id he chooses for it", async () => {
    const other = await widget.visit();
    const clientId = randomUUID();
    const mine = taken(await page.say("Mine", clientId));
    const his = taken(await other.say("His", clientId));
    expect(his).toMatchObject({ text: "His", seq: 1 });
    expect(his.id).not.toBe(mine.id);
  });

  it("is stored after those before it, also when storing them takes longer", async () => {
    let delay = 20;
    widget.host.onAccept(async () => {
      delay -= 1;
      for (let turn = 0; turn < delay; turn += 1) await new Promise(setImmediate);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, (_each, index) => page.say(`${index}`)));
    expect(answers.map((answer) => taken(answer).seq)).toEqual(answers.map((_each, index) => index + 1));
    expect(answers.map((answer) => taken(answer).text)).toEqual(answers.map((_each, index) => `${index}`));
  });

  it("has its files, read back as they came", async () => {
    const data = Uint8Array.from(Array.from({ length: 1000 }, (_each, index) => index % 256));
    const attachments = [
      { filename: "../scan \u202egpj.exe", contentType: "Image/JPEG; q=1", data },
      { filename: "", contentType: "no type", data: new Uint8Array() },
    ];
    const message = taken(await page.ask("send", { clientId: randomUUID(), text: "", attachments }));
    expect(message).toMatchObject({
      text: "",
      attachments: [
        { filename: "scan gpj.exe", contentType: "image/jpeg", size: 1000 },
        { filename: "file", contentType: "application/octet-stream", size: 0 },
      ],
    });
    const said = await interpretAll(widget.channel, widget.host.rows);
    expect(said[0]!.messages[0]!.attachments[0]!.content).toEqual(data);
  });

  it("has nothing in it that no database stores", async () => {
    const message = taken(await page.say("a\0b\ud800c"));
    expect(message.text).toBe("ab\ufffdc");
  });

  it("is taken from who wants no acknowledgement", async () => {
    page.socket.emit("send", { clientId: randomUUID(), text: "Hello" });
    await until("the message", () => page.messages().length === 1);
  });
});

describe("a message that is not taken [WIDGET-3]", () => {
  it.each<[string, unknown, string]>([
    ["no payload", undefined, "invalid"],
    ["no id", { text: "Hello" }, "invalid"],
    ["nothing to say", { clientId: randomUUID(), text: "\0 " }, "invalid"],
    ["too much to say", { clientId: randomUUID(), text: "x".repeat(10_001) }, "too_long"],
  ])("is answered with why: %s", async (_name, payload, code) => {
    const answer = await page.ask<SendAnswer>("send", ...(payload === undefined ? [] : [payload]));
    expect(codeOf(answer)).toBe(code);
    expect(widget.host.rows).toEqual([]);
  });

  it("can be sent again when it could not be stored, and nothing is said of the cause", async () => {
    const clientId = randomUUID();
    widget.host.onAccept(() => Promise.reject(new Error("relation messages does not exist")));
    const refused = await page.say("Hello", clientId);
    expect(codeOf(refused)).toBe("unavailable");
    expect(JSON.stringify(refused) + widget.host.lines.join()).not.toMatch(/relation|Hello/);
    widget.host.onAccept(async () => {});
    expect(codeOf(await page.say("Hello", clientId))).toBe("ok");
  });

  it("is not sent again when it can never be read", async () => {
    const host = createRecordingHost();
    const acceptAndIngest = () => Promise.reject(new PayloadError("broken"));
    const other = await serveWidget({ ...host, live: { ...host.live, acceptAndIngest } });
    await other.channel.start();
    expect(codeOf(await (await other.visit()).say("Hello"))).toBe("invalid");
    await other.close();
  });
});

it("a session that has ended while its page stayed open takes nothing, and the page is made to come again [WIDGET-1]", async () => {
  const { host } = widget;
  let clock = Date.now();
  const sessions = createSessions(host.memory, () => clock);
  const open = await sessions.begin({ visitor: "v", thread: threadOfVisitor("v"), user: null });
  await host.memory.remove(`session:${open.id}`);
  clock += 3_600_000;
  const answers: SendAnswer[] = [];
  let hasLeft = false;
  await takeSend(
    { clientId: randomUUID(), text: "Still there?" },
    {
      open,
      address: "",
      leave() {
        hasLeft = true;
      },
    },
    { host, sessions, limits: createLimits(), lanes: createLanes(), isOpen: () => true },
    (answer) => answers.push(answer),
  );
  expect(answers.map(codeOf)).toEqual(["unavailable"]);
  expect(hasLeft).toBe(true);
  expect(host.rows).toEqual([]);
});

describe("floods [WIDGET-6]", () => {
  const limits = () => createLimits({ sessionSend: { points: 3, duration: 60 }, event: { points: 30, duration: 60 } });

  it("of messages are refused, and others write on", async () => {
    const other = await openWidget({ limits: limits() });
    const flooder = await other.visit();
    const answers = await Promise.all(Array.from({ length: 6 }, (_each, index) => flooder.say(`${index}`)));
    expect(answers.map(codeOf)).toEqual(["ok", "ok", "ok", "rate_limited", "rate_limited", "rate_limited"]);
    const tab = await other.visit({ auth: { session: flooder.session().session } });
    expect(codeOf(await tab.say("From another tab"))).toBe("rate_limited");
    expect(codeOf(await (await other.visit()).say("Hello"))).toBe("ok");
    await other.close();
  });

  it("of anything are cut off", async () => {
    const other = await openWidget({ limits: limits() });
    const flooder = await other.visit();
    for (let index = 0; index < 40; index += 1) flooder.socket.emit("nothing we know", index);
    await until("the end", () => flooder.ends.length === 1);
    expect(flooder.ends).toEqual(["io server disconnect"]);
    await other.visit();
    await other.close();
  });

  it("of rubbish are cut off, and a little of it is not", async () => {
    for (let index = 0; index < 19; index += 1) page.socket.emit("typing", { on: "maybe" });
    expect(codeOf(await page.say("Hello"))).toBe("ok");
    page.socket.emit("read", null);
    await until("the end", () => page.ends.length === 1);
    expect(widget.host.lines).toHaveLength(1);
  });
});
