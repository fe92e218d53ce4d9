import type { ShownAttachment } from "../../../contract/index.ts";
import { fileSize } from "../state/file-size.ts";
import { FailedAttachment } from "./failed-attachment.tsx";

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
  const about = size === null ? "" : ` · ${fileSize(size)}`;
  if (state === "pending") return <span class="attachment is-pending">{filename} · on its way</span>;
  if (state === "failed") return <FailedAttachment id={id} filename={filename} />;
  return (
    <a class="attachment" href={`/api/attachments/${encodeURIComponent(id)}`} download={filename}>
      {filename}
      <span class="quiet">{about}</span>
    </a>
  );
}
