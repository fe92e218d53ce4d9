import type { z } from "zod";
import type { HandoffPack } from "../conversation/model.ts";
import type { Effects, Gate } from "./effects.ts";
import { type AnyTool, type Readings, ToolError, told } from "./tools/define-tool.ts";
import { inputHash } from "./tools/input-hash.ts";
import { findTool } from "./tools/registry.ts";
import { Superseded, type ToolResult, type ToolUse, type TurnLog } from "./turn.ts";
import type { Unanswered } from "./unanswered.ts";

export interface ToolDeps {
  readonly tools: readonly AnyTool[];
  readonly readings: Readings;
  readonly log: TurnLog;
  /** What the operator should know when a tool hands over. */
  pack(): HandoffPack;
  /** What no article answers, when a tool hands over for this reason. */
  unanswered(reason: string): Unanswered | null;
  /** Told of what a tool threw that nobody may read. */
  unexpected(error: unknown, tool: string): void;
  /** Told of a call that was not allowed. */
  refused(tool: string, reason: Refusal): void;
}

/** `unknown_input`: it named something that the tool does not take, such as whose data it wants. */
export type Refusal = "not_verified" | "unknown_input";

const NOT_VERIFIED =
  "Not done: the customer's identity is not verified, so nothing personal may be said or done. If they want that, use request_verification; else answer in general, or offer a human colleague.";

/** In the order to run: as the model wrote them, but those that end the turn last. */
export function inRunningOrder(uses: readonly ToolUse[], tools: readonly AnyTool[]): ToolUse[] {
  const isLast = ({ tool }: ToolUse): boolean => {
    const found = findTool(tool, tools);
    return found?.effect === "write" && found.isLast === true;
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
  if (!input.success) {
    if (input.error.issues.some(({ code }) => code === "unrecognized_keys")) deps.refused(tool.name, "unknown_input");
    return await keep(failed(`The input of ${tool.name} is not valid. ${problemsOf(input.error)}`));
  }
  try {
    if (tool.effect === "read") {
      const mayRun = tool.requires === undefined || (await deps.readings.isVerified());
      return await keep(mayRun ? await tool.run(input.data, deps.readings) : refuse(tool.name, deps));
    }
    return await deps.log.runEffect(use, (effects, gate) => act(tool, input.data, { effects, gate }, deps));
  } catch (error) {
    if (error instanceof Superseded) throw error;
    if (error instanceof ToolError) return await keep(failed(error.message));
    deps.unexpected(error, tool.name);
    return await keep(failed(`${tool.name} did not work because of a fault on our side. Nothing was changed.`));
  }
}

/** Inside the fence: what is allowed there holds until the effect is stored. */
async function act(
  tool: Exclude<AnyTool, { readonly effect: "read" }>,
  input: never,
  { effects, gate }: { readonly effects: Effects; readonly gate: Gate },
  deps: ToolDeps,
): Promise<ToolResult> {
  if (tool.requires !== undefined && !(await gate.isVerified())) return refuse(tool.name, deps);
  if (tool.effect === "irreversible") {
    const names = tool.names(input);
    const asks = tool.asks(input);
    const consent = await gate.consent({ tool: tool.name, inputHash: inputHash(input), asks, names });
    switch (consent) {
      case "given":
        break;
      case "to_be_asked":
        return failed(question(asks, names));
      case "not_named":
        return failed(`${question(asks, names)} What was asked before did not name all of that.`);
      case "one_at_a_time":
        return failed("Not done: another question of yours waits for the customer's yes. Ask one thing at a time.");
    }
  }
  return await tool.run(input, {
    ...effects,
    handOff: (note) => effects.handOff({ pack: deps.pack(), ...note }, deps.unanswered(note.reason)),
  });
}

/** No success: nothing may be said to be done because of it. */
function question(asks: string, names: readonly string[]): string {
  const naming = names.length > 0 ? ` Name ${names.map((name) => `"${name}"`).join(" and ")} in the question.` : "";
  return `Not done yet: it cannot be undone. In your reply ask the customer for an explicit yes to this: ${asks}.${naming} When they have said yes, call the tool again with the same input.`;
}

function refuse(tool: string, deps: ToolDeps): ToolResult {
  deps.refused(tool, "not_verified");
  return failed(NOT_VERIFIED);
}

const failed = (text: string): ToolResult => told(text, true);

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`).join("; ");
}
