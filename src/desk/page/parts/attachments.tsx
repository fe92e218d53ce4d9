import type { ShownAttachment } from "../../../contract/index.ts";

export function Attachments({ attachments }: { readonly attachments: readonly ShownAttachment[] }) {
  return (
    <ul class="attachments" aria-label="Attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Attachment attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}

function Attachment({ attachment: { id, filename, size, state } }: { readonly attachment: ShownAttachment }) {
  const about = size === null ? "" : ` · ${sizeWords(size)}`;
  if (state === "pending") return <span class="attachment is-pending">{filename} · on its way</span>;
  if (state === "failed") return <span class="attachment is-failed">{filename} · could not be fetched</span>;
  return (
    <a class="attachment" href={`/api/attachments/${encodeURIComponent(id)}`} download={filename}>
      {filename}
      <span class="quiet">{about}</span>
    </a>
  );
}

const UNITS = ["B", "KB", "MB", "GB"] as const;
const STEP = 1024;

/** A file's size for people. */
function sizeWords(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(STEP)), UNITS.length - 1);
  const amount = bytes / STEP ** step;
  return `${amount < 10 && step > 0 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[step]}`;
}
