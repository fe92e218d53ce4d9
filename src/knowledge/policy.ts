import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const line = z.string().trim().min(1).max(480);

const POLICY = z.strictObject({
  company: z.string().trim().min(1).default("our company"),
  product: z.string().trim().min(1).default("our product"),
  escalate: z
    .strictObject({
      disputed_usd_over: z.number().nonnegative().default(200),
      always: z
        .array(z.string().trim().min(1))
        .default([
          "security incidents (urgent)",
          "threats of legal action (urgent)",
          "a customer who asks for a human",
          "anything you cannot resolve",
        ]),
    })
    .prefault({}),
  handoff: z
    .strictObject({
      normal: line.default("Thanks for your patience. I am passing this to a colleague, who will answer you here."),
      urgent: line.default(
        "Thank you for telling us. I have passed this to a colleague as urgent. They will answer you here.",
      ),
    })
    .prefault({}),
  turn: z
    .strictObject({
      max_tool_rounds: z.number().int().min(1).max(20).default(5),
      passages: z.number().int().min(1).max(10).default(4),
    })
    .prefault({}),
});

/** The rules that code enforces, from `policy.yaml`. */
export type Policy = z.output<typeof POLICY>;

/** The policy file is not what it must be. The message names every problem. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** Reads `policy.yaml` of the knowledge folder; without one, the built-in rules hold. @throws {PolicyError} */
export async function readPolicy(folder: string): Promise<Policy> {
  const file = join(folder, "policy.yaml");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw new PolicyError(`${file} cannot be read: ${error.code ?? error.message}`, { cause: error });
  });
  return parsePolicy(text, file);
}

/** @throws {PolicyError} */
export function parsePolicy(text: string, file: string): Policy {
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (cause) {
    throw new PolicyError(`${file} is not YAML: ${(cause as Error).message.split("\n")[0]}`, { cause });
  }
  const parsed = POLICY.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`);
  throw new PolicyError(`${file} has problems:\n${problems.join("\n")}`);
}
