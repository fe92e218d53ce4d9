import { expect, it } from "vitest";
import {
  redactedThinking,
  reply,
  stopReason,
  text,
  toolUse,
  unknownBlock,
  unknownEvent,
  usage,
} from "../../../src/standins/messages/reply.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";
import { ASKS, RICH, stripped } from "./rich-reply.ts";

it("a streamed reply is what the reply says: thinking, text, citations, calls", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: RICH }, { reply: RICH }]);
  const client = clientOf(standIn);
  const streamed = await client.messages.stream(ASKS).finalMessage();
  const whole = await client.messages.create(ASKS);

  expect(streamed.stop_reason).toBe("tool_use");
  expect(streamed.content.map((block) => block.type)).toEqual(["thinking", "text", "text", "tool_use", "tool_use"]);
  expect(streamed.content[0]).toMatchObject({
    thinking: "They want to know whether a refund is possible.",
    signature: expect.stringMatching(/.{20}/),
  });
  expect(streamed.content[2]).toMatchObject({
    text: "refunds are possible – naïvely put: 30 € 😀",
    citations: [
      {
        type: "search_result_location",
        cited_text: "Refunds, first part. Refunds, second part.",
        search_result_index: 0,
        source: "https://help.example/refunds",
        title: "Refunds",
        start_block_index: 0,
        end_block_index: 2,
      },
      { cited_text: "Plans, second part.", search_result_index: 1, start_block_index: 1, end_block_index: 2 },
    ],
  });
  expect(streamed.content[3]).toMatchObject({
    id: expect.stringMatching(/^toolu_/),
    caller: { type: "direct" },
    input: { query: 'größe "quoted" \n 😀', deep: { list: [1, 2.5, null, true] } },
  });
  expect(stripped(streamed)).toEqual(stripped(whole));
});

it("a streamed reply has the events in the order of the API", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: RICH }]);
  const events: string[] = [];
  for await (const event of clientOf(standIn).messages.stream(ASKS)) {
    events.push(event.type === "content_block_delta" ? event.delta.type : event.type);
  }
  const runs = events.filter((event, at) => event !== events[at - 1]);
  expect(runs.join(" ")).toBe(
    [
      "message_start",
      "content_block_start thinking_delta signature_delta content_block_stop",
      "content_block_start text_delta content_block_stop",
      "content_block_start text_delta citations_delta content_block_stop",
      "content_block_start input_json_delta content_block_stop",
      "content_block_start input_json_delta content_block_stop",
      "message_delta",
      "message_stop",
    ].join(" "),
  );
  expect(events.filter((event) => event === "text_delta").length).toBeGreaterThan(3);
});

it("a streamed reply is frames of event and data, with a ping after the start", async () => {
  const standIn = await standInFor();
  const response = await fetch(`${standIn.url}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "anthropic-version": "2026-10-21", "x-api-key": "test" },
    body: JSON.stringify({ ...HELLO, stream: true }),
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const frames = (await response.text()).split("\n\n");
  expect(frames.pop()).toBe("");
  for (const frame of frames) {
    const [, event, data] = /^event: (\w+)\ndata: (\{.*\})$/.exec(frame) ?? [];
    expect((JSON.parse(data ?? "null") as { type: string }).type).toBe(event);
  }
  expect(frames[1]).toBe('event: ping\ndata: {"type":"ping"}');
});

it("a streamed reply starts empty and counts at the end", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: reply(text("Hello there, how are you?"), usage({ output_tokens: 77 })) }]);
  const events = [];
  for await (const event of await clientOf(standIn).messages.create({ ...HELLO, stream: true })) events.push(event);
  expect(events[0]).toMatchObject({
    type: "message_start",
    message: {
      content: [],
      stop_reason: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: { output_tokens: 1 },
    },
  });
  expect(events[1]).toMatchObject({ content_block: { type: "text", text: "", citations: null } });
  expect(events.at(-2)).toMatchObject({
    type: "message_delta",
    delta: { stop_reason: "end_turn", stop_sequence: null, stop_details: null, container: null },
    usage: { output_tokens: 77, cache_read_input_tokens: 0, server_tool_use: null },
  });
  expect(events.at(-1)).toEqual({ type: "message_stop" });
});

it("a streamed reply shows no thinking where the model omits it, but signs it", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: RICH }]);
  const { thinking: _, ...unasked } = ASKS;
  const message = await clientOf(standIn).messages.stream(unasked).finalMessage();
  expect(message.content[0]).toMatchObject({
    type: "thinking",
    thinking: "",
    signature: expect.stringMatching(/.{20}/),
  });
});

it("a streamed reply may have blocks and events that nobody knows", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: reply(unknownEvent(), text("One"), unknownBlock(), redactedThinking(), text("two")) }]);
  const message = await clientOf(standIn).messages.stream(HELLO).finalMessage();
  expect(message.content.map((block) => block.type as string)).toEqual([
    "text",
    "block_of_the_future",
    "redacted_thinking",
    "text",
  ]);
});

it("a streamed reply stops where the brain's tokens end, or at a stop sequence", async () => {
  const standIn = await standInFor({ brain: () => reply(text("One two three. Four five six.")) });
  const client = clientOf(standIn);
  const short = await client.messages.stream({ ...HELLO, max_tokens: 4 }).finalMessage();
  expect(short).toMatchObject({ stop_reason: "max_tokens", content: [{ text: "One two thr" }] });
  const two = await standInFor({ brain: () => reply(text("One two three."), toolUse("look_up", { query: "four" })) });
  expect(await clientOf(two).messages.create({ ...ASKS, max_tokens: 7 })).toMatchObject({
    stop_reason: "max_tokens",
    content: [{ text: "One two three." }, { type: "tool_use", input: {} }],
  });
  const stopped = await client.messages.stream({ ...HELLO, stop_sequences: ["Four", "three"] }).finalMessage();
  expect(stopped).toMatchObject({
    stop_reason: "stop_sequence",
    stop_sequence: "three",
    content: [{ text: "One two " }],
  });
});

it("a streamed reply says everything that a scripted stop has", async () => {
  const standIn = await standInFor();
  const details = { type: "refusal", category: "cyber", explanation: null } as const;
  standIn.script([{ reply: reply(text("I"), stopReason("refusal", { details })) }]);
  expect(await clientOf(standIn).messages.stream(HELLO).finalMessage()).toMatchObject({
    stop_reason: "refusal",
    stop_details: details,
  });
});
