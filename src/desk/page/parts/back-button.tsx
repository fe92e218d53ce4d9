/** From a conversation to the list, where there is room for only one of them. */
export function BackButton() {
  return (
    <button
      type="button"
      class="back"
      aria-label="Back to the list"
      onClick={() => {
        location.hash = "";
      }}
    >
      ‹
    </button>
  );
}
