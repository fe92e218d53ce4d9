import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/** More than any conversation here needs: what one costs is the question, not whether it may go on. */
const AMPLE = { output_tokens: 1_000_000, usd: 100, messages: 1_000 };

/** Copies the sample knowledge, with a policy that lets a conversation go on for as long as it likes. */
export async function ampleKnowledge(folder: string): Promise<void> {
  await cp("knowledge", folder, { recursive: true });
  const file = join(folder, "policy.yaml");
  const policy = parse(await readFile(file, "utf8")) as object;
  await writeFile(file, stringify({ ...policy, budget: AMPLE }));
}
