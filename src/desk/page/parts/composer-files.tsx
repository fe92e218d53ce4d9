import { useRef } from "preact/hooks";
import type { DraftFile } from "../state/draft-files.ts";
import { fileSize } from "../state/file-size.ts";
import type { ChannelName } from "../state/shapes.ts";

interface ComposerFilesProps {
  readonly files: readonly DraftFile[];
  /** What is said of how they go; null: nothing. */
  readonly hint: string | null;
  readonly onRemove: (id: string) => void;
}

/** The files that go with what is written. */
export function ComposerFiles({ files, hint, onRemove }: ComposerFilesProps) {
  if (files.length === 0) return null;
  return (
    <div class="composer-files">
      <ul aria-label="Files to send">
        {files.map((file) => (
          <FileChip key={file.id} file={file} onRemove={() => onRemove(file.id)} />
        ))}
      </ul>
      {hint && <p class="quiet">{hint}</p>}
    </div>
  );
}

function FileChip({ file, onRemove }: { readonly file: DraftFile; readonly onRemove: () => void }) {
  const { filename, size, state } = file;
  return (
    <li class={`file-chip is-${state.kind}`}>
      <span class="file-name" dir="auto">
        {filename}
      </span>
      {state.kind === "ready" && <span class="quiet">{fileSize(size)}</span>}
      {state.kind === "uploading" && (
        <>
          <progress value={state.share} aria-label={`Uploading ${filename}`} />
          <span class="quiet">{Math.floor(state.share * 100)} %</span>
        </>
      )}
      {state.kind === "failed" && <span role="alert">Not added: {state.words}</span>}
      <button type="button" aria-label={`Remove ${filename}`} title="Remove" onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

/** How files go where it is not self-evident. */
export function filesHint(channel: ChannelName): string | null {
  if (channel !== "sms") return null;
  return "Pictures go to phones in the USA and Canada as they are. Anything else goes as a link, good for 7 days.";
}

interface AddFilesProps {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The button with the paper clip. */
export function AddFiles({ disabled, onFiles }: AddFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="add-files"
        aria-label="Add files"
        title="Add files. They can be pasted and dropped here, too."
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M15.5 9.2l-5.9 5.9a3.7 3.7 0 0 1-5.2-5.2l6.3-6.3a2.5 2.5 0 0 1 3.5 3.5l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4" />
        </svg>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // Else the same file cannot be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
