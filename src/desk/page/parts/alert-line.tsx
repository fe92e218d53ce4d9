/** What was refused, in words, until it is read. */
export function AlertLine({ words, onDismiss }: { readonly words: string | null; readonly onDismiss: () => void }) {
  return (
    <div class="alerts" role="alert">
      {words && (
        <p class="alert">
          {words}
          <button type="button" class="link" onClick={onDismiss}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
