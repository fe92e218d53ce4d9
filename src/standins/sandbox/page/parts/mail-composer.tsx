import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../create-sandbox.ts";
import { Icon } from "./icon.tsx";
import { useFiles } from "./use-files.ts";

interface MailComposerProps {
  readonly from: string;
  readonly to: string;
  /** Absent: a new mail. */
  readonly answer?: { readonly subject: string; readonly quote: string };
  onSend(draft: Omit<Draft, "references">): void;
  onDiscard(): void;
}

/** Where a customer writes a mail. */
export function MailComposer({ from, to, answer, onSend, onDiscard }: MailComposerProps) {
  const [subject, setSubject] = useState(answer?.subject ?? "");
  const [text, setText] = useState(answer ? `\n\n${answer.quote}` : "");
  const [isVouchedFor, setVouchedFor] = useState(true);
  const { files, problem, add, remove } = useFiles();
  const isEmpty = text.trim() === "" && files.length === 0;
  return (
    <form
      class={`mail-composer${answer ? " is-answer" : ""}`}
      aria-label={answer ? "Reply" : "New mail"}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) onSend({ subject: subject.trim(), text, files, isVouchedFor });
      }}
    >
      {!answer && <Heads from={from} to={to} />}
      <input
        class="mail-subject"
        placeholder="Subject"
        aria-label="Subject"
        maxLength={300}
        value={subject}
        onInput={({ currentTarget }) => setSubject(currentTarget.value)}
      />
      <BodyField text={text} onText={setText} />
      {files.map((file) => (
        <FileChip key={file.filename} filename={file.filename} onRemove={() => remove(file)} />
      ))}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <VouchSwitch isOn={isVouchedFor} onSwitch={setVouchedFor} />
      <div class="mail-foot">
        <button type="submit" class="primary small" disabled={isEmpty}>
          Send
        </button>
        <AttachButton onFiles={add} />
        <button type="button" class="small is-quiet" onClick={onDiscard}>
          Discard
        </button>
      </div>
    </form>
  );
}

function Heads({ from, to }: Pick<MailComposerProps, "from" | "to">) {
  return (
    <dl class="mail-heads">
      <dt>From</dt>
      <dd>{from}</dd>
      <dt>To</dt>
      <dd>{to}</dd>
    </dl>
  );
}

function FileChip({ filename, onRemove }: { readonly filename: string; onRemove(): void }) {
  return (
    <span class="file">
      <Icon name="file" />
      {filename}
      <button type="button" aria-label={`Remove ${filename}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}

const VOUCHING =
  "On: the receiving server writes Authentication-Results, and the sender counts as verified. Off: anybody could have written it.";

function VouchSwitch({ isOn, onSwitch }: { readonly isOn: boolean; onSwitch(isOn: boolean): void }) {
  return (
    <label class="switch" title={VOUCHING}>
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onSwitch(currentTarget.checked)} />
      <span>Sent through a server that authenticates</span>
    </label>
  );
}

function AttachButton({ onFiles }: { onFiles(files: readonly File[]): void }) {
  return (
    <label class="small button-like">
      <Icon name="file" />
      Attach
      <input
        class="sr"
        type="file"
        multiple
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = ""; // the same file may be chosen again
        }}
      />
    </label>
  );
}

/** Begins at the top: what is quoted stays below. */
function BodyField({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, 0);
  }, []);
  return (
    <textarea
      ref={field}
      dir="auto"
      maxLength={100_000}
      placeholder="Write to support"
      aria-label="Text"
      value={text}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
}
