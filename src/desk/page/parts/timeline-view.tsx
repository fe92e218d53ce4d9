import { useMemo } from "preact/hooks";
import type { Letter, Letters } from "../../read-letters.ts";
import { dayWords } from "../state/ages.ts";
import { contactWords } from "../state/message-words.ts";
import type { SendProblem } from "../state/send-problem.ts";
import { type ThreadState, unseenCount } from "../state/thread-state.ts";
import { type TimelineRow, timelineOf } from "../state/timeline.ts";
import { EventRow } from "./event-row.tsx";
import { MessageRow } from "./message-row.tsx";
import { useBottom } from "./use-bottom.ts";
import { WritingRow } from "./writing-row.tsx";

interface TimelineViewProps {
  readonly thread: ThreadState;
  readonly letters: Letters | null;
  readonly problem: SendProblem | null;
  readonly onSeen: () => void;
}

/** What was said and done, the newest at the bottom. It moves by itself only for whoever is looking at the bottom. */
export function TimelineView({ thread, letters, problem, onSeen }: TimelineViewProps) {
  const { messages, events, writing, typing, contact } = thread;
  const rows = useMemo(() => timelineOf(messages, events, dayWords), [messages, events]);
  const isStale = problem?.kind === "stale";
  const { box, content, toBottom, scrolled } = useBottom(onSeen, [rows, writing, typing], isStale);
  const unseen = unseenCount(thread);
  const name = contact ? contactWords(contact) : "Customer";
  const letterOf = useMemo(() => new Map(letters?.letters.map((letter) => [letter.messageId, letter])), [letters]);
  return (
    <div class="timeline-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={box} class="timeline" role="log" aria-label="What was said" tabIndex={0} onScroll={scrolled}>
        <ol ref={content}>
          {rows.map((row) => (
            <Row key={row.key} row={row} letterOf={letterOf} contactName={name} />
          ))}
          {writing && <WritingRow writing={writing} />}
          <TypingRow thread={thread} contactName={name} />
        </ol>
      </div>
      {unseen > 0 && (
        <button type="button" class="pill" onClick={toBottom}>
          {unseen} new ↓
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly letterOf: ReadonlyMap<string, Letter>;
  readonly contactName: string;
}

function Row({ row, letterOf, contactName }: RowProps) {
  switch (row.kind) {
    case "day":
      return (
        <li class="day">
          <span>{dayWords(row.at)}</span>
        </li>
      );
    case "event":
      return <EventRow event={row.event} />;
    case "message":
      return (
        <MessageRow
          message={row.message}
          letter={letterOf.get(row.message.id) ?? null}
          isContinued={row.isContinued}
          contactName={contactName}
        />
      );
  }
}

function TypingRow({ thread, contactName }: { readonly thread: ThreadState; readonly contactName: string }) {
  const { customer, assistant, operators } = thread.typing;
  const names = [
    ...(customer ? [contactName] : []),
    ...(assistant && !thread.writing ? ["The assistant"] : []),
    ...operators,
  ];
  if (names.length === 0) return null;
  return (
    <li class="typing">
      {names.join(", ")} {names.length === 1 ? "is" : "are"} writing
      <span class="typing-dots" aria-hidden="true" />
    </li>
  );
}
