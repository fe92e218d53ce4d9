import type Anthropic from "@anthropic-ai/sdk";
import type { Diagnosis } from "./diagnose-cache-miss.ts";
import type { Fault } from "./faults.ts";
import type { Hold } from "./hold.ts";
import { limitReply } from "./limit-reply.ts";
import type { PausedTurns } from "./paused-turns.ts";
import { type Pace, planAnswer, planError, planPage, type Step } from "./plan-response.ts";
import { type CacheUse, cacheHashes, type PromptCache } from "./prompt-cache.ts";
import { type Brain, type Reply, reply, stopReason } from "./reply.ts";
import type { MessagesRequest } from "./request.ts";
import type { Script, ScriptEntry } from "./script.ts";
import type { Signatures } from "./thinking-signatures.ts";
import { toMessage } from "./to-message.ts";
import { type ValidRequest, validateRequest } from "./validate-request.ts";

export interface AnswerDeps {
  /** Who answers what no script does. Null: that is a mistake. */
  brainFor(request: MessagesRequest): Brain | null;
  readonly script: Script;
  readonly cache: PromptCache;
  readonly signatures: Signatures;
  readonly diagnosis: Diagnosis;
  readonly paused: PausedTurns;
  readonly pace: Pace;
  /** What every request meets instead of an answer, while there is an outage. */
  outage(): Fault | null;
}

/** What to send, and what to do when the first of it goes out. */
export interface Answered {
  readonly steps: readonly Step[];
  /** The message that is sent whole, unless a fault or the client cuts it off. */
  readonly message: Anthropic.Message | null;
  onHead(): void;
}

/** What was decided to happen to a request. */
interface Decision {
  readonly reply: Reply;
  readonly fault: Fault | null;
  readonly hold: Hold | null;
}

/**
 * The answer to `POST /v1/messages`.
 * @throws {ApiError} for a request that breaks a rule, and for one that has no scripted answer.
 */
export function answerMessages(body: unknown, requestId: string, deps: AnswerDeps): Answered {
  const valid = validateRequest(body, { isPaused: deps.paused.has });
  deps.signatures.verify(valid.parts, valid.request);

  const decision = decide(valid.request, deps);
  const { fault } = decision;
  if (fault?.kind === "error") return { steps: planError(fault.error, requestId), message: null, onHead() {} };
  if (fault?.kind === "page") {
    return { steps: planPage(fault.status, fault.html, { "content-type": "text/html" }), message: null, onHead() {} };
  }

  const cache = deps.cache.use(
    valid.request,
    valid.parts,
    cacheHashes(valid.request, valid.parts),
    valid.model.minCacheTokens,
  );
  const message = guarded(deps.script, () => compose(decision.reply, valid, cache, deps));
  const pace = fault?.kind === "slow" ? { ...deps.pace, firstByteMs: fault.firstByteMs } : deps.pace;
  const answer = {
    message,
    reply: decision.reply,
    fault: fault?.kind === "slow" ? null : fault,
    hold: decision.hold,
    stream: valid.request.stream === true,
  };
  return { steps: planAnswer(answer, pace, requestId), message, onHead: () => onBegin(valid, message, cache, deps) };
}

function compose(said: Reply, valid: ValidRequest, cache: CacheUse, deps: AnswerDeps): Anthropic.Message {
  return toMessage(said, valid, {
    cache,
    diagnostics: deps.diagnosis.compare(valid.request, valid.parts),
    signer: () => deps.signatures.signer(valid.parts, valid.request),
  });
}

function onBegin(valid: ValidRequest, message: Anthropic.Message, cache: CacheUse, deps: AnswerDeps): void {
  cache.commit();
  deps.diagnosis.remember(message.id, valid.request, valid.parts);
  if (message.stop_reason === "pause_turn") deps.paused.add(valid.request, message);
}

function decide(request: MessagesRequest, deps: AnswerDeps): Decision {
  const outage = deps.outage();
  if (outage !== null) return { reply: replyOf(outage), fault: outage, hold: null };
  // A request for no tokens only fills the cache: nobody is asked for an answer.
  if (request.max_tokens === 0) return { reply: reply(stopReason("max_tokens")), fault: null, hold: null };

  const entry = deps.script.next(request);
  if (entry !== null) return play(entry, request, deps.script);
  const brain = deps.brainFor(request);
  if (brain === null) {
    throw deps.script.failure(`no scripted answer for ${request.metadata?.user_id ?? "anybody"}, ${request.model}`);
  }
  return { reply: guarded(deps.script, () => limitReply(brain(request), request)), fault: null, hold: null };
}

function play(entry: ScriptEntry, request: MessagesRequest, script: Script): Decision {
  guarded(script, () => entry.expect?.(request));
  if ("fault" in entry) return { reply: replyOf(entry.fault), fault: entry.fault, hold: null };
  const scripted = entry.reply;
  const said = typeof scripted === "function" ? guarded(script, () => scripted(request)) : scripted;
  return { reply: said, fault: null, hold: entry.hold ?? null };
}

function replyOf(fault: Fault): Reply {
  return "reply" in fault ? fault.reply : reply();
}

/** What a test wrote may throw: that must fail the test, and must not look like a fault of the API. */
function guarded<T>(script: Script, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw script.failure(error);
  }
}
