import Anthropic from "@anthropic-ai/sdk";

/** What the API says of the tools when we start. */
export type ToolsCheck =
  | { readonly kind: "ok" }
  /** No request with them would be taken. Each names the tool and the fix. */
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  /** It could not be asked, or will not take anything now. */
  | { readonly kind: "not_asked"; readonly warning: string };

const TIMEOUT_MS = 5_000;

/**
 * Has the API count the tokens of a request with these tools, which costs nothing and refuses what a real one would. Which
 * tool it is about is found by asking for each alone.
 */
export async function checkTools(
  client: Anthropic,
  model: string,
  tools: readonly Anthropic.Tool[],
): Promise<ToolsCheck> {
  const together = await ask(client, model, tools);
  if (together.kind !== "refused") return together;
  const none = await ask(client, model, []);
  // Then it is not about the tools.
  if (none.kind !== "ok") return { kind: "not_asked", warning: `The tools were not checked: ${together.why}` };
  const alone = await Promise.all(tools.map(async (tool) => ({ tool, said: await ask(client, model, [tool]) })));
  const refused = alone.flatMap(({ tool, said }) =>
    said.kind === "refused" ? [{ name: tool.name, why: said.why }] : [],
  );
  const problems = refused.map(({ name, why }) => `The tool ${name}: the API refuses it (${why}). ${FIX}`);
  const all = `The tools: the API refuses them together (${together.why}). ${FIX}`;
  return { kind: "refused", problems: problems.length > 0 ? problems : [all] };
}

const FIX = "Mend its schema in src/agent/tools, or take it out of the registry there.";

type Said =
  | { readonly kind: "ok" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "not_asked"; readonly warning: string };

async function ask(client: Anthropic, model: string, tools: readonly Anthropic.Tool[]): Promise<Said> {
  try {
    await client.messages.countTokens(
      { model, messages: [{ role: "user", content: "Hello" }], ...(tools.length > 0 && { tools: [...tools] }) },
      { timeout: TIMEOUT_MS, maxRetries: 0 },
    );
    return { kind: "ok" };
  } catch (error) {
    if (error instanceof Anthropic.BadRequestError) return { kind: "refused", why: error.apiMessage ?? "400" };
    const status = error instanceof Anthropic.APIError ? error.status : undefined;
    const why = status === undefined ? "the API could not be reached" : `the API answered ${status}`;
    return { kind: "not_asked", warning: `The tools were not checked, ${why}.` };
  }
}
