import type { TurnView } from "../../../conversation/view.ts";
import { clockTime } from "../state/ages.ts";
import { inputWords, outcomeWords, usd } from "../state/turn-words.ts";

/** One run of the assistant: what came of it, what it cost, and the tools that it used. */
export function TurnEntry({ turn }: { readonly turn: TurnView }) {
  const tokens = turn.inputTokens + turn.cacheReadTokens + turn.cacheWriteTokens;
  return (
    <details class="turn">
      <summary>
        <span>{outcomeWords(turn)}</span>
        <span class="quiet">
          {clockTime(turn.startedAt)} · {turn.toolCalls.length}{" "}
          {turn.toolCalls.length === 1 ? "tool call" : "tool calls"} · {usd(turn.costMicros)}
        </span>
      </summary>
      <p class="quiet">
        {turn.model} · {tokens} tokens in ({turn.cacheReadTokens} cached), {turn.outputTokens} out ·{" "}
        {turn.calls === 1 ? "1 request" : `${turn.calls} requests`}
      </p>
      {turn.toolCalls.map((call, at) => (
        <details key={at} class="call">
          <summary>
            <code>{call.tool}</code>
            <span class={call.isError ? "call-failed" : "quiet"}>{call.isError ? "failed" : `${call.ms} ms`}</span>
          </summary>
          <p class="quiet">Input</p>
          <pre>{inputWords(call.input)}</pre>
          <p class="quiet">Result</p>
          <pre>{call.result}</pre>
        </details>
      ))}
    </details>
  );
}
