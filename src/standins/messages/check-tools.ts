import { invalid } from "./api-error.ts";
import { checkStrictSchemas } from "./check-strict-schema.ts";
import type { MessagesRequest } from "./request.ts";

/** The API takes no more strict tools in one request. */
const MAX_STRICT_TOOLS = 20;

/**
 * Checks the tools that are declared, the choice between them, and every schema that is enforced.
 * @throws {ApiError} 400.
 */
export function checkTools(request: Pick<MessagesRequest, "tools" | "tool_choice" | "output_config">): void {
  const tools = request.tools ?? [];
  const names = new Set<string>();
  tools.forEach((tool, at) => {
    if (names.has(tool.name)) throw invalid("tools: Tool names must be unique.");
    names.add(tool.name);
    if (["oneOf", "allOf", "anyOf"].some((key) => key in tool.input_schema)) {
      throw invalid(`tools.${at}.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`);
    }
  });
  checkChoice(request.tool_choice, names);

  const strict = tools.flatMap((tool, at) =>
    tool.strict ? [{ where: `tools.${at}`, schema: tool.input_schema }] : [],
  );
  if (strict.length > MAX_STRICT_TOOLS) {
    throw invalid(`tools: at most ${MAX_STRICT_TOOLS} strict tools are supported, found ${strict.length}`);
  }
  const format = request.output_config?.format;
  checkStrictSchemas(format ? [...strict, { where: "output_config.format.schema", schema: format.schema }] : strict);
}

function checkChoice(choice: MessagesRequest["tool_choice"], names: ReadonlySet<string>): void {
  if (choice === undefined) return;
  if (names.size === 0) throw invalid("tool_choice: may only be specified while providing `tools`.");
  if (choice.type === "tool" && !names.has(choice.name)) {
    throw invalid(`tool_choice: Tool '${choice.name}' not found in provided tools`);
  }
}
