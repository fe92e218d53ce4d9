import { useEffect, useState } from "preact/hooks";
import type { ShownAttachment } from "../../../contract/index.ts";
import { type Missing, readMissing, retryAttachment } from "../wire/attachments-api.ts";

/** A file that did not come: why, and once more where that may help. That it comes then is told like all news. */
export function FailedAttachment({ id, filename }: Pick<ShownAttachment, "id" | "filename">) {
  const [missing, setMissing] = useState<Missing | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    readMissing(id)
      .then((read) => isCurrent && setMissing(read))
      // Without it the file is no less missing.
      .catch(reportError);
    return () => {
      isCurrent = false;
    };
  }, [id]);
  const retry = () => {
    setAsked(true);
    retryAttachment(id).catch((error: unknown) => {
      setAsked(false);
      reportError(error);
    });
  };
  return (
    <span class="attachment is-failed">
      {filename} · {missing?.why ?? "could not be fetched"}{" "}
      {missing?.canRetry && (
        <button type="button" class="link" disabled={isAsked} aria-label={`Fetch ${filename} again`} onClick={retry}>
          Fetch again
        </button>
      )}
    </span>
  );
}
