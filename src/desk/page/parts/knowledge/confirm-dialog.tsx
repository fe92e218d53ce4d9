import { useEffect, useRef } from "preact/hooks";

interface ConfirmDialogProps {
  readonly title: string;
  readonly words: string;
  /** What the button says that does it. */
  readonly act: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog({ title, words, act, onAct, onClose }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-words"
      onClose={onClose}
    >
      <h2 id="confirm-title">{title}</h2>
      <p id="confirm-words">{words}</p>
      <form method="dialog" class="confirm-acts">
        <button type="submit">Cancel</button>
        <button type="submit" class="danger" onClick={onAct}>
          {act}
        </button>
      </form>
    </dialog>
  );
}
