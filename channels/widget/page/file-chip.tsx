import { formatSize } from "./format.ts";
import { CloseIcon, FileIcon } from "./icons.tsx";
import { WORDS } from "./words.ts";

/** A file with its name and size. `isBusy`: it is on its way. */
export function FileChip(props: {
  readonly filename: string;
  /** Bytes; null where nobody knows. */
  readonly size: number | null;
  readonly isBusy?: boolean;
  /** Where it may be fetched. */
  readonly href?: string | undefined;
  readonly onRemove?: () => void;
}) {
  const { filename, size, isBusy = false, href, onRemove } = props;
  return (
    <div class="file" dir="auto">
      {isBusy ? <span class="spinner" /> : <FileIcon />}
      {href === undefined ? (
        <span class="filename">{filename}</span>
      ) : (
        <a class="filename" href={href} target="_blank" rel="noopener noreferrer nofollow">
          {filename}
        </a>
      )}
      {size !== null && <span class="size">{formatSize(size)}</span>}
      {onRemove && (
        <button type="button" aria-label={WORDS.detach(filename)} onClick={onRemove}>
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
