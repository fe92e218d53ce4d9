/** A text with its links. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/).map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          <a key={`${index} ${piece}`} href={piece} target="_blank" rel="noreferrer">
            {piece}
          </a>
        ),
      )}
    </>
  );
}
