import type { Writing } from "../state/thread-state.ts";

/** The answer that the assistant is writing, as far as it is. */
export function WritingRow({ writing }: { readonly writing: Writing }) {
  return (
    <li class="message is-ours is-assistant is-writing">
      <div class="message-head">
        <span class="message-author">Assistant</span>
        <span class="badge is-ai">AI</span>
        <span class="quiet">writing…</span>
      </div>
      <div class="bubble" dir="auto" aria-live="off">
        {writing.from > 0 && "… "}
        {writing.text}
      </div>
    </li>
  );
}
