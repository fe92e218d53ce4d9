import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer, Fault } from "./fault.ts";

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function write(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}

export function refusal(status: number, detail: string, retryAfter?: string): Reply {
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return { status, body: JSON.stringify({ detail }), headers };
}

/** Answers in the way the fault says. */
export async function applyFault(fault: Fault, answer: Answer, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case "rate_limited":
      write(response, refusal(429, "You have exceeded your rate limit.", fault.retryAfter));
      return;
    case "refused":
      write(response, refusal(fault.status, fault.detail ?? "No.", fault.retryAfter));
      return;
    case "page":
      write(response, { status: fault.status, body: fault.html, headers: { "content-type": "text/html" } });
      return;
    case "redirect":
      write(response, { status: 307, body: "", headers: { location: fault.to } });
      return;
    case "silence":
      if (fault.after !== undefined) await writePart(response, answer, fault.after);
      return;
    case "cut":
      if (fault.after !== undefined) await writePart(response, answer, fault.after);
      response.destroy();
      return;
    case "flood":
      response.writeHead(200, { "content-type": "application/json" });
      await pipeline(Readable.from(blanks()), response);
      return;
    case "changed":
      write(response, { status: 200, body: JSON.stringify(fault.change(answer)) });
      return;
  }
}

function writePart(response: ServerResponse, answer: Answer, bytes: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  return new Promise((resolve) => response.write(JSON.stringify(answer).slice(0, bytes), () => resolve()));
}

/** White space, which JSON may begin with. */
function* blanks(): Generator<string> {
  for (;;) yield " ".repeat(65_536);
}
