import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { citedText, type Reply, reply, text } from "../../../src/standins/messages/reply.ts";
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

it("a script is played in order, then the brain answers", async () => {
  const standIn = await standInFor();
  standIn.script([says("One."), says("Two.")]);
  standIn.script([says("Three.")]);
  expect([await ask(standIn), await ask(standIn), await ask(standIn), await ask(standIn)]).toEqual([
    "One.",
    "Two.",
    "Three.",
    "Hello.",
  ]);
  standIn.assertDone();
});

it("a script has a queue per conversation and per model; the most precise goes first", async () => {
  const standIn = await standInFor();
  const haiku = { model: "claude-haiku-5-5" };
  standIn.script([says("anybody")]);
  standIn.script([says("triage")], haiku);
  standIn.script([says("Ann")], { conversation: "ann" });
  standIn.script([says("Ann's triage")], { conversation: "ann", ...haiku });
  expect(await ask(standIn, { ...from("ann"), ...haiku })).toBe("Ann's triage");
  expect(await ask(standIn, from("ann"))).toBe("Ann");
  expect(await ask(standIn, { ...from("bob"), ...haiku })).toBe("triage");
  expect(await ask(standIn, from("bob"))).toBe("anybody");
  standIn.assertDone();
});

it("a script prefers the conversation to the model", async () => {
  const standIn = await standInFor();
  standIn.script([says("model")], { model: HELLO.model });
  standIn.script([says("conversation")], { conversation: "ann" });
  expect([await ask(standIn, from("ann")), await ask(standIn, from("ann"))]).toEqual(["conversation", "model"]);
});

it("a script may answer by what is asked", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: (request) => reply(text(`You have ${request.messages.length} message.`)) }]);
  expect(await ask(standIn)).toBe("You have 1 message.");
});

it("a script may expect something of the request, and fails the test when it is not so", async () => {
  const standIn = await standInFor();
  standIn.script([
    { ...says("Good."), expect: (request) => expect(request.max_tokens).toBe(1_000) },
    { ...says("Bad."), expect: (request) => expect(request.max_tokens).toBe(7) },
  ]);
  expect(await ask(standIn)).toBe("Good.");
  await expect(ask(standIn)).rejects.toMatchObject({
    status: 500,
    apiMessage: expect.stringContaining("stand-in: "),
  });
  expect(() => standIn.assertDone()).toThrow(/expected 1000 to be 7/);
});

it("a script says what is left over", async () => {
  const standIn = await standInFor();
  standIn.script([says("One."), says("Two.")], { conversation: "ann" });
  await ask(standIn, from("ann"));
  expect(() => standIn.assertDone()).toThrow("1 scripted answer(s) left over for ann, any model");
  standIn.reset();
  standIn.assertDone();
});

it("a script is all there is in strict mode: anything else is a 500 that the SDK does not try again", async () => {
  const standIn = await standInFor({ strict: true });
  await expect(clientOf(standIn, 2).messages.create({ ...HELLO, ...from("ann") })).rejects.toMatchObject({
    status: 500,
  });
  expect(standIn.requests.length).toBe(1);
  expect(() => standIn.assertDone()).toThrow("no scripted answer for ann, claude-sonnet-5-5");
});

it("a script does not count what it cannot play as the API's fault", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: reply(citedText("Look.", { result: 3 })) }]);
  await expect(ask(standIn)).rejects.toMatchObject({ status: 500 });
  expect(() => standIn.assertDone()).toThrow("search result 3: not there");
});

it("a script is not asked for what breaks the rules or only counts", async () => {
  const standIn = await standInFor();
  standIn.script([says("One.")]);
  await expect(ask(standIn, { messages: [] })).rejects.toMatchObject({ status: 400 });
  await clientOf(standIn).messages.countTokens({ model: HELLO.model, messages: HELLO.messages });
  expect(await ask(standIn)).toBe("One.");
});
