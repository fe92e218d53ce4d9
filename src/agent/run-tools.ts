import type { z } from "zod";
import type { HandoffPack } from "../conversation/model.ts";
import { type AnyTool, type Readings, ToolError } from "./tools/define-tool.ts";
import { findTool } from "./tools/registry.ts";
import { Superseded, type ToolResult, type ToolUse, type TurnLog } from "./turn.ts";

export interface ToolDeps {
  readonly tools: readonly AnyTool[];
  readonly readings: Readings;
  readonly log: TurnLog;
  /** What the operator should know when a tool hands over. */
  pack(): HandoffPack;
  /** Told of what a tool threw that nobody may read. */
  unexpected(error: unknown, tool: string): void;
}

/** In the order to run: as the model wrote them, but those that end the turn last. */
export function inRunningOrder(uses: readonly ToolUse[], tools: readonly AnyTool[]): ToolUse[] {
  const isLast = ({ tool }: ToolUse): boolean => {
    const found = findTool(tool, tools);
    return found?.effect === "write" && found.isLast;
  };
  return [...uses.filter((use) => !isLast(use)), ...uses.filter(isLast)];
}

/** Runs one tool call and stores its result. What goes wrong becomes a result the model can act on. @throws {Superseded} */
export async function runTool(use: ToolUse, deps: ToolDeps): Promise<ToolResult> {
  const began = performance.now();
  const keep = (result: ToolResult): Promise<ToolResult> =>
    deps.log.saveResult({ ...use, result, ms: Math.round(performance.now() - began) });
  const tool = findTool(use.tool, deps.tools);
  if (!tool)
    return await keep(
      failed(`There is no tool ${use.tool}. The tools are: ${deps.tools.map(({ name }) => name).join(", ")}.`),
    );
  const input = tool.input.safeParse(use.input);
  if (!input.success) return await keep(failed(`The input of ${tool.name} is not valid. ${problemsOf(input.error)}`));
  try {
    if (tool.effect === "read") return await keep(tool.run(input.data, deps.readings));
    return await deps.log.runEffect(use, (effects) =>
      tool.run(input.data, { ...effects, handOff: (note) => effects.handOff({ pack: deps.pack(), ...note }) }),
    );
  } catch (error) {
    if (error instanceof Superseded) throw error;
    if (error instanceof ToolError) return await keep(failed(error.message));
    deps.unexpected(error, tool.name);
    return await keep(failed(`${tool.name} did not work because of a fault on our side. Nothing was changed.`));
  }
}

function failed(text: string): ToolResult {
  return { content: text, summary: text, isError: true };
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`).join("; ");
}
