import type { ToolRecord } from "../agent/turn.ts";
import type { Prisma } from "../database/generated/client.ts";

/** A call of a tool as it is stored: what the model is told of it, and a summary for people. */
export function toolCallRow(
  turnId: string,
  { id, tool, input, result, ms }: ToolRecord,
): Prisma.ToolCallUncheckedCreateInput & { readonly toolUseId: string } {
  return {
    turnId,
    toolUseId: id,
    tool,
    input: input as Prisma.InputJsonValue,
    result: result.summary,
    content: result.content as unknown as Prisma.InputJsonValue,
    isError: result.isError,
    ms,
  };
}
