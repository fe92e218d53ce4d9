import type { ShownMessage } from "../../../contract/index.ts";
import { authorWords, contactWords } from "../state/message-words.ts";
import type { SendProblem } from "../state/send-problem.ts";
import type { ThreadState } from "../state/thread-state.ts";

interface ComposerProblemProps {
  readonly problem: SendProblem;
  readonly thread: ThreadState;
  readonly isSendable: boolean;
  readonly onSend: () => void;
}

/** Why what was written is not sent, and what can be done about it. */
export function ComposerProblem({ problem, thread, isSendable, onSend }: ComposerProblemProps) {
  const again = problem.kind === "stale" ? "Send all the same" : problem.kind === "unclear" ? "Try again" : null;
  return (
    <div class={`composer-problem is-${problem.kind}`} role="alert">
      <p>{problem.words}</p>
      {problem.kind === "stale" && <NewerMessages thread={thread} basedOnSeq={problem.basedOnSeq} />}
      {again && (
        <button type="button" disabled={!isSendable} onClick={onSend}>
          {again}
        </button>
      )}
    </div>
  );
}

/** What the operator had not seen when he pressed the button. */
function NewerMessages({ thread, basedOnSeq }: { readonly thread: ThreadState; readonly basedOnSeq: number }) {
  const newer = thread.messages.filter(({ seq, internal }) => seq > basedOnSeq && !internal);
  const contact = thread.contact ? contactWords(thread.contact) : "Customer";
  return (
    <ul>
      {newer.map((message: ShownMessage) => (
        <li key={message.id} dir="auto">
          <strong>{authorWords(message, contact)}:</strong> {message.text}
        </li>
      ))}
    </ul>
  );
}
