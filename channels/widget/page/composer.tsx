import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { FileChip } from "./file-chip.tsx";
import { AttachIcon, SendIcon } from "./icons.tsx";
import type { Attachments } from "./use-attachments.ts";
import { useTypingSignal } from "./use-typing-signal.ts";
import { WORDS } from "./words.ts";

/** The server refuses a longer text, UTF-16 units. */
const MAX_TEXT_LENGTH = 10_000;

export interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly attachments: Attachments;
  onWrite(text: string, files: readonly File[]): void;
  onTyping(on: boolean): void;
}

/** Where the customer writes. */
export function Composer({ field, attachments, onWrite, onTyping }: ComposerProps) {
  const [text, setText] = useState("");
  const typing = useTypingSignal(onTyping);
  const { files, notice } = attachments;
  const isEmpty = text.trim() === "" && files.length === 0;

  const send = (): void => {
    if (isEmpty) return;
    onWrite(text.trim(), files);
    setText("");
    attachments.clear();
    typing.stop();
    field.current?.focus();
  };
  const change = (next: string): void => {
    setText(next);
    typing.touch(next !== "");
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {notice !== null && (
        <p class="notice" role="alert">
          {notice}
        </p>
      )}
      {files.map((file) => (
        <FileChip key={file.name} filename={file.name} size={file.size} onRemove={() => attachments.remove(file)} />
      ))}
      <div class="row">
        <AttachButton onFiles={attachments.add} />
        <Field field={field} text={text} onChange={change} onSend={send} onFiles={attachments.add} />
        <button type="submit" class="send" aria-label={WORDS.send} disabled={isEmpty}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

interface FieldProps extends Pick<ComposerProps, "field"> {
  readonly text: string;
  onChange(text: string): void;
  onSend(): void;
  onFiles(files: Iterable<File>): void;
}

/** Enter sends, Shift and Enter begins a line. */
function Field({ field, text, onChange, onSend, onFiles }: FieldProps) {
  // As high as what is in it; the style sheet limits it. Runs again for each text.
  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = "auto";
    field.current.style.height = text === "" ? "" : `${field.current.scrollHeight}px`;
  }, [text, field]);
  return (
    <textarea
      ref={field}
      rows={1}
      dir="auto"
      maxLength={MAX_TEXT_LENGTH}
      placeholder={WORDS.composer}
      aria-label={WORDS.composerLabel}
      value={text}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
      onKeyDown={(event) => {
        // Enter also ends the choice of a character, where characters are composed.
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        onSend();
      }}
      onPaste={({ clipboardData }) => onFiles(clipboardData?.files ?? [])}
    />
  );
}

function AttachButton({ onFiles }: { onFiles(files: Iterable<File>): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="attach" aria-label={WORDS.attach} onClick={() => input.current?.click()}>
        <AttachIcon />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles(currentTarget.files ?? []);
          currentTarget.value = ""; // the same file may be chosen again
        }}
      />
    </>
  );
}
