import Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { type Fault, faults } from "../../../src/standins/messages/faults.ts";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

const TOOLS: Anthropic.Tool[] = [{ name: "create_support_ticket", input_schema: { type: "object" } }];

/** Turns the event loop until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

async function broken(fault: Fault) {
  const standIn = await standInFor();
  standIn.script([{ fault }]);
  const stream = clientOf(standIn).messages.stream({ ...HELLO, tools: TOOLS });
  let said = "";
  let input = "";
  stream.on("text", (delta) => {
    said += delta;
  });
  stream.on("inputJson", (delta) => {
    input += delta;
  });
  const error: unknown = await stream.finalMessage().catch((caught: unknown) => caught);
  await standIn.idle();
  return { said, input, error, logged: standIn.requests[0] };
}

it("streams break within a text", async () => {
  const { said, error, logged } = await broken(faults.resetMidText(reply(text("One two three four five six."))));
  expect(error).toBeInstanceOf(Anthropic.AnthropicError);
  expect("One two three four five six.".startsWith(said)).toBe(true);
  expect(said.length).toBeGreaterThan(0);
  expect(said.length).toBeLessThan(28);
  expect(logged).toMatchObject({ status: 200, aborted: false });
});

it("streams break within a tool's input", async () => {
  const { input, error } = await broken(faults.resetMidToolInput());
  expect(error).toBeInstanceOf(Anthropic.AnthropicError);
  expect(input).toMatch(/^\{"category"/);
  expect(() => JSON.parse(input)).toThrow();
});

it("streams end without message_stop: finalMessage throws, raw iteration just ends", async () => {
  const { said, error } = await broken(faults.noMessageStop(reply(text("All of it."))));
  expect(said).toBe("All of it.");
  expect(String(error)).toContain("stream ended without producing a Message");
  expect((await broken(faults.cutMidText(reply(text("Only half of it."))))).said).not.toBe("Only half of it.");

  const standIn = await standInFor();
  standIn.script([{ fault: faults.noMessageStop() }]);
  const types: string[] = [];
  for await (const event of await clientOf(standIn).messages.create({ ...HELLO, stream: true })) types.push(event.type);
  expect(types).not.toContain("message_stop");
});

it("streams break with an error event, which has no status", async () => {
  const { said, error } = await broken(faults.errorMidStream(reply(text("One two three four."))));
  expect(said).not.toBe("");
  expect(error).toMatchObject({ status: undefined, type: "overloaded_error" });
});

it.each([
  ["before the headers", faults.stallBeforeHeaders(), null],
  ["within a text", faults.stallMidText(), 200],
])("streams stall %s, until the client gives up", async (_name, fault, status) => {
  const standIn = await standInFor();
  standIn.script([{ fault }]);
  const stream = clientOf(standIn).messages.stream(HELLO);
  const failed = expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
  if (status === null) await until(() => standIn.requests.length === 1);
  else await stream.emitted("text");
  stream.abort();
  await failed;
  await standIn.idle();
  expect(standIn.requests[0]).toMatchObject({ status, aborted: true });
});

it("stalls end with the stand-in", async () => {
  const standIn = await standInFor();
  standIn.script([{ fault: faults.stallMidText() }]);
  const stream = clientOf(standIn).messages.stream(HELLO);
  const failed = expect(stream.finalMessage()).rejects.toThrow();
  await stream.emitted("text");
  await standIn.stop();
  await failed;
});

it("replies that are no streams break too", async () => {
  const standIn = await standInFor();
  standIn.script([
    { fault: faults.resetMidText() },
    { fault: faults.cutMidText() },
    { fault: faults.errorMidStream() },
  ]);
  const client = clientOf(standIn);
  await expect(client.messages.create(HELLO)).rejects.toThrow();
  await expect(client.messages.create(HELLO)).rejects.toThrow();
  await expect(client.messages.create(HELLO)).rejects.toMatchObject({ status: 529 });
});

it("a slow first byte is no error", async () => {
  const standIn = await standInFor();
  standIn.script([{ fault: faults.slowFirstByte(30, reply(text("Here."))) }]);
  const started = performance.now();
  expect(await clientOf(standIn).messages.stream(HELLO).finalMessage()).toMatchObject({
    content: [{ text: "Here." }],
  });
  expect(performance.now() - started).toBeGreaterThan(25);
});
