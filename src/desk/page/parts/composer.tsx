import type { ConversationView } from "../../../conversation/view.ts";
import type { Letters } from "../../read-letters.ts";
import type { Inbox } from "../create-inbox.ts";
import { maySend } from "../send-answer.ts";
import type { ComposerMode, Draft } from "../state/composer-state.ts";
import { whyFilesWait } from "../state/draft-files.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { answerHint, whyNoAnswer } from "../state/permitted-acts.ts";
import { AddFiles, ComposerFiles, filesHint } from "./composer-files.tsx";
import { ComposerProblem } from "./composer-problem.tsx";
import { DraftNotes } from "./draft-notes.tsx";
import { TextSize } from "./text-size.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { useWays } from "./use-ways.ts";
import { WaysLine } from "./ways-line.tsx";

interface ComposerProps {
  readonly state: InboxState;
  readonly conversation: ConversationView;
  readonly letters: Letters | null;
  readonly inbox: Inbox;
}

/** Of flags: nothing that is written here reaches the customer. */
const isOutOfReach = (flag: string): boolean => flag === "opted_out" || flag === "unreachable";

/** Longer is refused by the server. */
const MAX_TEXT_LENGTH = 16_000;

/** Where an answer to the customer, or a note for colleagues, is written. */
export function Composer({ state, conversation, letters, inbox }: ComposerProps) {
  const { draft, problem, notice, drafting, drafted } = state.composer;
  const isNote = draft.mode === "note";
  const reason = isNote ? null : whyNoAnswer(conversation, state.me, state.thread.events);
  const hint = isNote ? "Only colleagues see a note." : answerHint(conversation);
  const isSendable = maySend(state);
  const { isOver, handlers } = useFileDrop(reason === null ? inbox.addFiles : () => {});
  const ways = useWays(conversation.id, conversation.flags.some(isOutOfReach));
  return (
    <form
      class={`composer${isNote ? " is-note" : ""}${isOver ? " is-over" : ""}`}
      aria-label="Write"
      {...handlers}
      onSubmit={(event) => {
        event.preventDefault();
        inbox.send();
        event.currentTarget.querySelector("textarea")?.focus();
      }}
    >
      {problem && (
        <ComposerProblem problem={problem} thread={state.thread} isSendable={isSendable} onSend={inbox.send} />
      )}
      {notice && (
        <p class="composer-line" role="status">
          {notice}
        </p>
      )}
      {!isNote && letters?.answer && (
        <p class="composer-line letter-head quiet">
          <span>To {letters.answer.to}</span>
          {letters.answer.copies.length > 0 && <span>Cc {letters.answer.copies.join(", ")}</span>}
        </p>
      )}
      {!isNote && <WaysLine ways={ways} />}
      <ModeSwitch mode={draft.mode} onMode={inbox.mode} />
      <Field draft={draft} isClosed={reason !== null} isDrafting={drafting} inbox={inbox} />
      {!isNote && reason === null && draft.files.length === 0 && (
        <TextSize conversationId={conversation.id} channel={conversation.channel} text={draft.text} />
      )}
      <ComposerFiles
        files={draft.files}
        hint={isNote ? null : filesHint(conversation.channel)}
        onRemove={inbox.removeFile}
      />
      {!isNote && drafted && <DraftNotes drafted={drafted} onUndo={inbox.undoDraft} />}
      <Foot state={state} whyNot={reason} hint={hint} inbox={inbox} />
    </form>
  );
}

interface FootProps {
  readonly state: InboxState;
  /** Null: there is answering now. */
  readonly whyNot: string | null;
  readonly hint: string | null;
  readonly inbox: Inbox;
}

function Foot({ state, whyNot, hint, inbox }: FootProps) {
  const { draft, sending, drafting } = state.composer;
  const isNote = draft.mode === "note";
  const isUnreachable = state.thread.conversation?.flags.includes("unreachable") === true;
  const isWarning = whyNot !== null || (isUnreachable && !isNote);
  return (
    <div class="composer-foot">
      <p id="composer-hint" class={isWarning ? "composer-reason" : "quiet"}>
        {whyNot ?? hint}
      </p>
      <AddFiles disabled={whyNot !== null || sending !== null} onFiles={inbox.addFiles} />
      {!isNote && whyNot === null && (
        <button
          type="button"
          disabled={drafting || sending !== null}
          title="The assistant writes an answer. What stands in the field is taken as a wish."
          onClick={inbox.draft}
        >
          {drafting ? "Drafting…" : "Draft"}
        </button>
      )}
      <button
        class="primary"
        type="submit"
        disabled={!maySend(state)}
        title={whyFilesWait(draft.files) ?? "Ctrl+Enter"}
      >
        {sending ? "Sending…" : isNote ? "Add note" : "Send"}
      </button>
    </div>
  );
}

interface FieldProps {
  readonly draft: Draft;
  /** There is no answering now. */
  readonly isClosed: boolean;
  readonly isDrafting: boolean;
  readonly inbox: Inbox;
}

function Field({ draft, isClosed, isDrafting, inbox }: FieldProps) {
  const isNote = draft.mode === "note";
  return (
    <textarea
      rows={3}
      dir="auto"
      value={draft.text}
      maxLength={MAX_TEXT_LENGTH}
      disabled={isClosed}
      readOnly={isDrafting}
      aria-busy={isDrafting}
      aria-label={isNote ? "Internal note" : "Answer to the customer"}
      aria-describedby="composer-hint"
      placeholder={isNote ? "A note for colleagues" : "Write an answer"}
      onInput={(event) => inbox.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        inbox.send();
      }}
    />
  );
}

function ModeSwitch({ mode, onMode }: { readonly mode: ComposerMode; readonly onMode: (mode: ComposerMode) => void }) {
  return (
    <fieldset class="modes">
      <legend class="sr">What to write</legend>
      {MODES.map(({ value, label }) => (
        <label key={value} class="mode">
          <input type="radio" name="mode" value={value} checked={mode === value} onChange={() => onMode(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

const MODES = [
  { value: "answer", label: "Answer" },
  { value: "note", label: "Internal note" },
] as const;
