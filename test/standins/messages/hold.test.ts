import Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { createHold } from "../../../src/standins/messages/hold.ts";
import { type Reply, reply, text } from "../../../src/standins/messages/reply.ts";
import type { MessagesStandIn } from "../../../src/standins/messages/start-messages-stand-in.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

const says = (words: string): { reply: Reply } => ({ reply: reply(text(words)) });

async function ask(
  standIn: MessagesStandIn,
  more: Partial<Anthropic.MessageCreateParamsNonStreaming> = {},
): Promise<string> {
  const { content } = await clientOf(standIn).messages.create({ ...HELLO, ...more });
  return content.map((block) => (block.type === "text" ? block.text : "")).join("");
}

const from = (user_id: string) => ({ metadata: { user_id } });

it("a held reply waits in the middle of its text until it is released", async () => {
  const standIn = await standInFor();
  const held = createHold();
  standIn.script([{ ...says("One two three four five six seven."), hold: held }]);
  const stream = clientOf(standIn).messages.stream(HELLO);
  let said = "";
  stream.on("text", (delta) => {
    said += delta;
  });
  await stream.emitted("text");
  await held.reached;
  expect(said).not.toBe("One two three four five six seven.");
  held.release();
  expect(await stream.finalText()).toBe("One two three four five six seven.");
});

it.each(["start", "text", "end"] as const)("can be aborted at its %s, which the log shows", async (at) => {
  const standIn = await standInFor();
  const held = createHold(at);
  standIn.script([{ ...says("One two three."), hold: held }]);
  const stream = clientOf(standIn).messages.stream(HELLO);
  const failed = expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
  await held.reached;
  stream.abort();
  await failed;
  await standIn.idle();
  expect(standIn.requests[0]).toMatchObject({ aborted: true, status: at === "start" ? null : 200 });
});

it("a held reply waits also when it is not streamed, or released before", async () => {
  const standIn = await standInFor();
  const held = createHold("text");
  const before = createHold("start");
  before.release();
  standIn.script([
    { ...says("One."), hold: held },
    { ...says("Two."), hold: before },
  ]);
  const first = ask(standIn);
  await held.reached;
  held.release();
  expect(await first).toBe("One.");
  expect(await ask(standIn)).toBe("Two.");
});

it("a held reply does not hold up others", async () => {
  const standIn = await standInFor();
  const held = createHold("start");
  standIn.script([{ ...says("Slow."), hold: held }], { conversation: "ann" });
  const slow = ask(standIn, from("ann"));
  await held.reached;
  expect(await ask(standIn, from("bob"))).toBe("Hello.");
  held.release();
  expect(await slow).toBe("Slow.");
});
