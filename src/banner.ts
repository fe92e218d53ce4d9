import type { Config } from "./config.ts";
import type { Switchboard } from "./switchboard.ts";

/** What a person at the terminal wants to know. `madeOperator`: one that nobody knows the password of but us. */
export function banner({ config, isModelStandIn }: Switchboard, madeOperator: Config["operator"]): string {
  const { publicUrl, sandbox } = config;
  const lines = [`Switchboard is ready: ${publicUrl}`];
  if (sandbox) lines.push(`Open ${publicUrl}/sandbox/ to play customers and operator.`);
  if (isModelStandIn) lines.push("No ANTHROPIC_API_KEY: a stand-in for the model answers, from the knowledge base.");
  if (sandbox)
    lines.push(
      "This is the sandbox: nothing leaves this machine, and no real customer reaches it.",
      "",
      "Or from a shell, text the support number:",
      `  curl ${publicUrl}/sandbox/sms -H 'Content-Type: application/json' -d '{"from":"+15551234567","body":"What does the Pro plan cost?"}'`,
      "Read what was answered:",
      `  curl ${publicUrl}/sandbox/outbox`,
    );
  if (madeOperator) lines.push("", `Sign in to the desk as ${madeOperator.email}, password ${madeOperator.password}`);
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n\n`;
}
