import type Anthropic from "@anthropic-ai/sdk";

/**
 * A request to `POST /v1/messages` that passed every check. It is the client's own JSON, not a copy, so key order is as
 * it was sent. Tools are client tools only: the vendor's own tools are refused here.
 */
export type MessagesRequest = Omit<
  Anthropic.MessageCreateParamsNonStreaming,
  "stream" | "tools" | "user_profile_id" | "workspace_id"
> & { stream?: boolean; tools?: Anthropic.Tool[] };

export type Block = Anthropic.ContentBlockParam;

/** The content as blocks: a string is shorthand for one text block. */
export function blocksOf(content: string | readonly Block[]): readonly Block[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** Whether the request makes the model call a tool, whatever it thinks of it. */
export function forcesTool(request: Pick<MessagesRequest, "tool_choice">): boolean {
  return request.tool_choice?.type === "any" || request.tool_choice?.type === "tool";
}
