import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { runToEnd } from "./run-program.ts";

/** A folder with a small help centre, and the knowledge command on it. */
export interface KnowledgeStage {
  readonly folder: TemporaryFolder;
  at(name: string): string;
  /** A file below the folder; answers with its path. */
  write(name: string, text: string): string;
  readonly settings: Readonly<Record<string, string>>;
  knowledge(args: readonly string[], env?: Readonly<Record<string, string>>): ReturnType<typeof runToEnd>;
}

/** `env` says which database it works on. */
export function openKnowledgeStage(env: Readonly<Record<string, string>>): KnowledgeStage {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
    return at(name);
  };
  mkdirSync(at("tmp"));
  write("help/articles/refunds.md", article("Refunds", "Write to us within 30 days and say the order number."));
  write("help/articles/invoices.md", article("Invoices", "Invoices are under Settings. See [refunds](refunds.md)."));
  write("help/articles/exceptions.md", article("Who may refund", "A lead approves it with EXC-31.", "internal"));
  const settings = { DATA_DIR: at("data"), TMPDIR: at("tmp"), KNOWLEDGE_DIR: at("help"), EMBEDDINGS: "local", ...env };
  const knowledge: KnowledgeStage["knowledge"] = (args, more = {}) =>
    runToEnd("knowledge", { ...settings, ...more }, { args });
  return { folder, at, write, settings, knowledge };
}

export function article(title: string, text: string, audience = "public"): string {
  const url = audience === "public" ? `url: https://help.example.com/${title.toLowerCase()}\n` : "";
  return `---\ntitle: ${title}\naudience: ${audience}\n${url}---\n${text}\n`;
}
