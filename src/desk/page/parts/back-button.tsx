/** To the list, where there is room for only one of them. `href`: where the list is; that of the conversations unless told. */
export function BackButton({ href = "#" }: { readonly href?: string }) {
  return (
    <button
      type="button"
      class="back"
      aria-label="Back to the list"
      onClick={() => {
        location.hash = href;
      }}
    >
      ‹
    </button>
  );
}
