import type Anthropic from "@anthropic-ai/sdk";
import { type ApiErrorParts, errorBody } from "./api-error.ts";
import type { Fault, Place } from "./faults.ts";
import type { Hold } from "./hold.ts";
import type { Reply } from "./reply.ts";
import { type StreamEvent, toEvents } from "./to-events.ts";

/** One thing to do to a response, in order. After `finish`, `reset` and `stall` nothing comes. */
export type Step =
  | { readonly kind: "head"; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "write"; readonly data: string }
  | { readonly kind: "sleep"; readonly ms: number }
  | { readonly kind: "hold"; readonly hold: Hold }
  | { readonly kind: "finish" | "reset" | "stall" };

/** How fast answers come. */
export interface Pace {
  readonly firstByteMs: number;
  /** Between the pieces of a text. */
  readonly betweenChunksMs: number;
}

/** An answer that is to be sent: what, where it breaks, where it waits. */
export interface Answer {
  readonly message: Anthropic.Message;
  readonly reply: Reply;
  readonly fault: Breaking | null;
  readonly hold: Hold | null;
  readonly stream: boolean;
}

/** The faults that break a reply somewhere. */
type Breaking = Extract<Fault, { readonly at: Place }>;

const SSE: Step = {
  kind: "head",
  status: 200,
  headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
};

export function planError(error: ApiErrorParts, requestId: string): Step[] {
  return planJson(error.status, errorBody(error, requestId), error.headers ?? {});
}

export function planJson(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Step[] {
  return planPage(status, JSON.stringify(body), { ...headers, "content-type": "application/json" });
}

export function planPage(status: number, body: string, headers: Readonly<Record<string, string>>): Step[] {
  return [{ kind: "head", status, headers }, { kind: "write", data: body }, { kind: "finish" }];
}

export function planAnswer(answer: Answer, pace: Pace, requestId: string): Step[] {
  const start: Step[] = pace.firstByteMs > 0 ? [{ kind: "sleep", ms: pace.firstByteMs }] : [];
  if (answer.hold?.at === "start") start.push({ kind: "hold", hold: answer.hold });
  if (answer.fault?.at === "headers") return [...start, ...breakingSteps(answer.fault, requestId)];
  return [...start, ...(answer.stream ? planStream(answer, pace, requestId) : planWhole(answer, requestId))];
}

function planStream(answer: Answer, pace: Pace, requestId: string): Step[] {
  const events = toEvents(answer.message, answer.reply);
  const breakAt = answer.fault === null ? -1 : positionOf(events, answer.fault.at);
  const holdAt = answer.hold === null ? -1 : positionOf(events, answer.hold.at === "text" ? "text" : "end");
  const steps: Step[] = [SSE];
  for (const [at, event] of events.entries()) {
    if (at === holdAt && answer.hold !== null && answer.hold.at !== "start") {
      steps.push({ kind: "hold", hold: answer.hold });
    }
    if (at === breakAt && answer.fault !== null) return joined([...steps, ...breakingSteps(answer.fault, requestId)]);
    steps.push({ kind: "write", data: frame(event) });
    if (event.carries === "text" && pace.betweenChunksMs > 0) steps.push({ kind: "sleep", ms: pace.betweenChunksMs });
  }
  return joined([...steps, { kind: "finish" }]);
}

/** A reply that is not streamed waits before its headers and breaks in the middle of its body. */
function planWhole(answer: Answer, requestId: string): Step[] {
  const { fault, hold } = answer;
  const waits: Step[] = hold === null || hold.at === "start" ? [] : [{ kind: "hold", hold }];
  const whole = planJson(200, answer.message);
  if (fault === null) return [...waits, ...whole];
  if (fault.kind === "error_event") return [...waits, ...planError(fault.error, requestId)];
  const body = JSON.stringify(answer.message);
  const half: Step = { kind: "write", data: body.slice(0, body.length / 2) };
  const head: Step = { kind: "head", status: 200, headers: { "content-type": "application/json" } };
  return [...waits, head, half, ...breakingSteps(fault, requestId)];
}

function breakingSteps(fault: Breaking, requestId: string): Step[] {
  switch (fault.kind) {
    case "reset":
    case "stall":
      return [{ kind: fault.kind }];
    case "cut_off":
      return [{ kind: "finish" }];
    case "error_event":
      return [
        { kind: "write", data: frame({ event: "error", data: errorBody(fault.error, requestId) }) },
        { kind: "finish" },
      ];
  }
}

/** The event before which to break or to wait. A place that the reply does not have is its end. */
function positionOf(events: readonly StreamEvent[], place: Place): number {
  if (place === "body" || place === "headers") return 0;
  const carrying = events.flatMap((event, at) => (event.carries === place ? [at] : []));
  return carrying[Math.floor(carrying.length / 2)] ?? events.length - 1;
}

function frame({ event, data }: Pick<StreamEvent, "event" | "data">): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Neighbouring writes as one, so that an answer without pauses is one packet. */
function joined(steps: readonly Step[]): Step[] {
  const out: Step[] = [];
  let pending: string[] = [];
  for (const step of steps) {
    if (step.kind === "write") {
      pending.push(step.data);
      continue;
    }
    if (pending.length > 0) out.push({ kind: "write", data: pending.join("") });
    pending = [];
    out.push(step);
  }
  return out;
}
