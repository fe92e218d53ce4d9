import type { Finding, Guard } from "../agent/guard/guard.ts";
import type { AnyTool } from "../agent/tools/define-tool.ts";
import { findTool } from "../agent/tools/registry.ts";
import type { ModelCall, Output, Spent, ToolRecord, ToolResult, ToolUse, TurnLog } from "../agent/turn.ts";
import type { Drafted, DraftProposal, HandoffNote, Source } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { Meter } from "../meter.ts";

export interface DraftLogDeps {
  readonly conversationId: string;
  readonly database: Database;
  readonly meter: Meter;
  readonly tools: readonly AnyTool[];
}

/** What the model reads of a tool that would have changed something. */
const NOT_DONE = "Proposed to the operator; not done.";

/**
 * The log of a turn that ends with a draft. It lives in memory: nothing is sent, changes hands or is stored but the ledger's
 * lines, and what tools would do becomes proposals. Tools' effects are never even called, so there is nothing to undo.
 */
export class DraftLog implements TurnLog {
  readonly #deps: DraftLogDeps;
  readonly #proposals: DraftProposal[] = [];
  #spent: Spent = { outputTokens: 0, costMicros: 0 };
  #said: { readonly text: string; readonly sources: readonly Source[] } | null = null;
  #failure: HandoffNote | null = null;
  #findings: readonly Finding[] = [];

  constructor(deps: DraftLogDeps) {
    this.#deps = deps;
  }

  /**
   * The guard of a draft. Before it, nothing is escalated: a human has the conversation, or is about to. After it, all
   * holds that holds of an answer, and nothing that a tool was only proposed for may be said to be done.
   */
  guard(guard: Guard): Guard {
    const undone = new WeakMap<object, Parameters<Guard["after"]>[1]>();
    return {
      before: () => ({ flags: [], escalation: null }),
      after: (draft, evidence) => {
        const without = undone.get(evidence) ?? { ...evidence, succeeded: new Set<string>() };
        undone.set(evidence, without);
        this.#findings = guard.after(draft, without);
        return this.#findings;
      },
    };
  }

  outcome(): Drafted {
    const proposals = this.#proposals;
    if (this.#said) return { kind: "written", draft: { ...this.#said, proposals, findings: [] } };
    const text = this.#failure?.pack?.suggestedReply;
    // Held back twice: the operator decides, who sees what is wrong with it.
    if (text && this.#findings.length > 0) {
      const findings = this.#findings.map(({ kind, text }) => ({ kind, text }));
      return { kind: "written", draft: { text, sources: [], proposals, findings } };
    }
    return { kind: "failed", reason: this.#failure?.reason ?? "The assistant wrote nothing." };
  }

  async runEffect({ tool, input }: ToolUse): Promise<ToolResult> {
    const name = findTool(tool, this.#deps.tools)?.name ?? tool;
    this.#proposals.push({ tool: name, input, summary: proposalWords(name, input) });
    return { content: NOT_DONE, summary: NOT_DONE, isError: false };
  }

  async saveOutput(_index: number, _output: Output, call: ModelCall): Promise<void> {
    await this.#pay(call);
  }

  async saveFailedCall(_index: number, call: ModelCall): Promise<void> {
    await this.#pay(call);
  }

  async saveSideCall(_purpose: "triage" | "summary", call: ModelCall): Promise<void> {
    await this.#pay(call);
  }

  spent(): Spent {
    return this.#spent;
  }

  hasEnded(): boolean {
    return false;
  }

  async saveResult({ result }: ToolRecord): Promise<ToolResult> {
    return result;
  }

  async unread(): ReturnType<TurnLog["unread"]> {
    return { utterances: [], upTo: 0 };
  }

  async reply(text: string, sources: readonly Source[]): ReturnType<TurnLog["reply"]> {
    this.#said = { text, sources };
    return "replied";
  }

  async handOff(note: HandoffNote): Promise<void> {
    this.#failure = note;
  }

  startSegment(): void {}
  async saveInput(): Promise<void> {}
  async reject(): Promise<void> {}
  async flag(): Promise<void> {}
  async saveTriage(): Promise<void> {}

  async #pay(call: ModelCall): Promise<void> {
    const { database, meter, conversationId } = this.#deps;
    meter.modelCalled(call.model, call.outcome, call);
    this.#spent = {
      outputTokens: this.#spent.outputTokens + call.outputTokens,
      costMicros: this.#spent.costMicros + call.costMicros,
    };
    await database.outside.modelCall.create({ data: { conversationId, purpose: "draft", ...call, at: new Date() } });
  }
}

/** "Create support ticket (category: billing, severity: high, summary: Charged twice.)" */
function proposalWords(tool: string, input: unknown): string {
  const words = tool.replaceAll("_", " ");
  const parts = Object.entries((input ?? {}) as object).map(([name, value]) => `${name}: ${String(value)}`);
  const named = words.charAt(0).toUpperCase() + words.slice(1);
  return parts.length === 0 ? named : `${named} (${parts.join(", ")})`;
}
