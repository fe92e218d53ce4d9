import { ApiError } from "./api-error.ts";
import type { Fault } from "./faults.ts";
import type { Hold } from "./hold.ts";
import type { Brain, Reply } from "./reply.ts";
import type { MessagesRequest } from "./request.ts";

/** What happens to one request. `expect` may throw, with any assertion library; that is a problem of the script. */
export type ScriptEntry =
  | { readonly expect?: Expectation; readonly reply: Reply | Brain; readonly hold?: Hold }
  | { readonly expect?: Expectation; readonly fault: Fault };

type Expectation = (request: MessagesRequest) => void;

/** Whose requests a script answers. What is left out means any. */
export interface ScriptFor {
  /** `metadata.user_id`. */
  readonly conversation?: string;
  readonly model?: string;
}

interface Queue {
  readonly for: ScriptFor;
  readonly entries: ScriptEntry[];
}

/** More of them say nothing new. */
const MAX_PROBLEMS = 100;

/** Queues of scripted answers: first in, first out, the one that names most of the request first. */
export function createScript() {
  let queues: Queue[] = [];
  let problems: string[] = [];

  return {
    add(entries: readonly ScriptEntry[], whose: ScriptFor): void {
      const queue = queues.find((one) => sameOwner(one.for, whose));
      if (queue === undefined) queues.push({ for: whose, entries: [...entries] });
      else queue.entries.push(...entries);
    },

    /** The next entry for a request, or null when there is none. */
    next(request: MessagesRequest): ScriptEntry | null {
      const fitting = queues.filter((queue) => queue.entries.length > 0 && fits(queue.for, request));
      const [best] = fitting.sort((a, b) => precision(b.for) - precision(a.for));
      return best?.entries.shift() ?? null;
    },

    /**
     * What to answer when the script or the stand-in itself is at fault. It is remembered for `assertDone`, and the SDK is
     * told not to try again, for that would hide it.
     */
    failure(error: unknown): ApiError {
      const problem = error instanceof Error ? error.message : String(error);
      if (problems.length < MAX_PROBLEMS) problems.push(problem);
      return new ApiError({
        status: 500,
        kind: "api_error",
        message: `stand-in: ${problem}`,
        headers: { "x-should-retry": "false" },
      });
    },

    /** @throws {Error} when a request found no entry, an expectation failed, or entries are left over. */
    assertDone(): void {
      const left = queues.filter((queue) => queue.entries.length > 0).map(leftOver);
      const all = [...problems, ...left];
      if (all.length > 0) throw new Error(`The script was not played as written:\n- ${all.join("\n- ")}`);
    },

    clear(): void {
      queues = [];
      problems = [];
    },
  };
}

export type Script = ReturnType<typeof createScript>;

function sameOwner(a: ScriptFor, b: ScriptFor): boolean {
  return a.conversation === b.conversation && a.model === b.model;
}

function fits(whose: ScriptFor, request: MessagesRequest): boolean {
  const conversation = whose.conversation === undefined || whose.conversation === request.metadata?.user_id;
  return conversation && (whose.model === undefined || whose.model === request.model);
}

/** A queue of this conversation goes before a queue of this model, which goes before a queue of anybody. */
function precision(whose: ScriptFor): number {
  return (whose.conversation === undefined ? 0 : 2) + (whose.model === undefined ? 0 : 1);
}

function leftOver(queue: Queue): string {
  const { conversation = "any conversation", model = "any model" } = queue.for;
  return `${queue.entries.length} scripted answer(s) left over for ${conversation}, ${model}`;
}
