import type Anthropic from "@anthropic-ai/sdk";
import type { Reply, ReplyBlock } from "./reply.ts";
import { splitChunks } from "./split-chunks.ts";

/** One event of a stream, and what it carries: faults and holds look for a place by that. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
  readonly carries: "text" | "tool_input" | "other";
}

/** The tool inputs that are cut short, by the index of their block. */
type Cuts = ReadonlyMap<number, string>;

/** The events that stream a message, in the order of the API, with one `ping` after the start. */
export function toEvents(message: Anthropic.Message, reply: Reply): StreamEvent[] {
  const cuts = cutInputs(reply.blocks);
  const spoken = reply.blocks.filter((block) => block.kind !== "ping" && block.kind !== "unknown_event");
  let index = 0;
  const body = reply.blocks.flatMap((block): StreamEvent[] => {
    if (block.kind === "ping") return [pingEvent()];
    if (block.kind === "unknown_event") return [other(block.type, { type: block.type, note: "to be ignored" })];
    const at = index++;
    const made = message.content[at];
    return made === undefined ? [] : blockEvents(made, at, cuts);
  });
  if (spoken.length !== message.content.length) throw new Error("The message does not belong to the reply.");
  return [startEvent(message), pingEvent(), ...body, ...endEvents(message)];
}

function startEvent(message: Anthropic.Message): StreamEvent {
  const start: Anthropic.RawMessageStartEvent = {
    type: "message_start",
    message: {
      ...message,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: { ...message.usage, output_tokens: 1, output_tokens_details: { thinking_tokens: 0 } },
    },
  };
  return other("message_start", start);
}

function endEvents(message: Anthropic.Message): StreamEvent[] {
  const { stop_reason, stop_sequence, stop_details, container, usage } = message;
  const delta: Anthropic.RawMessageDeltaEvent = {
    type: "message_delta",
    delta: { stop_reason, stop_sequence, stop_details, container },
    usage: {
      input_tokens: usage.input_tokens,
      output_tokens: usage.output_tokens,
      cache_creation_input_tokens: usage.cache_creation_input_tokens,
      cache_read_input_tokens: usage.cache_read_input_tokens,
      output_tokens_details: usage.output_tokens_details,
      server_tool_use: usage.server_tool_use,
    },
  };
  return [other("message_delta", delta), other("message_stop", { type: "message_stop" })];
}

function blockEvents(block: Anthropic.ContentBlock, index: number, cuts: Cuts): StreamEvent[] {
  const start = other("content_block_start", { type: "content_block_start", index, content_block: opened(block) });
  const stop = other("content_block_stop", { type: "content_block_stop", index });
  const deltas = deltasOf(block, cuts.get(index)).map((delta): StreamEvent => {
    const carries = delta.type === "text_delta" ? "text" : delta.type === "input_json_delta" ? "tool_input" : "other";
    return { event: "content_block_delta", data: { type: "content_block_delta", index, delta }, carries };
  });
  return [start, ...deltas, stop];
}

/** The block as it begins: what deltas will bring is empty. */
function opened(block: Anthropic.ContentBlock): unknown {
  switch (block.type) {
    case "text":
      return { ...block, text: "", citations: block.citations === null ? null : [] };
    case "thinking":
      return { ...block, thinking: "", signature: "" };
    case "tool_use":
      return { ...block, input: {} };
    default:
      return block;
  }
}

function deltasOf(block: Anthropic.ContentBlock, cutInput: string | undefined): Anthropic.RawContentBlockDelta[] {
  switch (block.type) {
    case "text":
      return [
        ...splitChunks(block.text).map((text): Anthropic.TextDelta => ({ type: "text_delta", text })),
        ...(block.citations ?? []).map((citation): Anthropic.CitationsDelta => ({ type: "citations_delta", citation })),
      ];
    case "thinking":
      return [
        ...splitChunks(block.thinking).map(
          (words): Anthropic.ThinkingDelta => ({ type: "thinking_delta", thinking: words }),
        ),
        { type: "signature_delta", signature: block.signature },
      ];
    case "tool_use": {
      const pieces = ["", ...splitChunks(cutInput ?? JSON.stringify(block.input))];
      return pieces.map((partial_json) => ({ type: "input_json_delta", partial_json }));
    }
    default:
      return [];
  }
}

function cutInputs(blocks: readonly ReplyBlock[]): Cuts {
  const made = blocks.filter((block) => block.kind !== "ping" && block.kind !== "unknown_event");
  return new Map(
    made.flatMap((block, index) =>
      block.kind === "tool_use" && block.cutAt !== undefined
        ? [[index, JSON.stringify(block.input).slice(0, block.cutAt)] as const]
        : [],
    ),
  );
}

function pingEvent(): StreamEvent {
  return other("ping", { type: "ping" });
}

function other(event: string, data: unknown): StreamEvent {
  return { event, data, carries: "other" };
}
