import type Anthropic from "@anthropic-ai/sdk";

/** One request that came in, and what became of it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, the text when it was not JSON, null when there was none. */
  body: unknown;
  readonly at: Date;
  /** The status that was sent, or null while none has been. */
  status: number | null;
  /** The message that was meant to be sent whole; faults and aborts may have kept back its end. */
  message: Anthropic.Message | null;
  /** Whether the client went away before the response was complete. */
  aborted: boolean;
}

/** The last `max` requests, oldest first. */
export function createRequestLog(max: number) {
  const entries: LoggedRequest[] = [];
  return {
    entries: entries as readonly LoggedRequest[],
    add(entry: LoggedRequest): void {
      entries.push(entry);
      if (entries.length > max) entries.shift();
    },
    clear(): void {
      entries.length = 0;
    },
  };
}

export type RequestLog = ReturnType<typeof createRequestLog>;
