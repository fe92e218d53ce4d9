import { useEffect, useState } from "preact/hooks";
import type { Preview } from "../../preview.ts";
import { readPreview } from "../wire/api.ts";

/** After the last stroke. */
const QUIET_MS = 250;

/** How a text would leave, a moment after it is written; null where that goes without saying. */
export function usePreview(conversationId: string, channel: string, text: string): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  const isWanted = channel === "sms" && text.trim() !== "";
  useEffect(() => {
    if (!isWanted) {
      setPreview(null);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      readPreview(conversationId, text)
        .then((read) => isCurrent && setPreview(read))
        // Without it the page is what it was; the next stroke asks again.
        .catch(reportError);
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [conversationId, isWanted, text]);
  return isWanted ? preview : null;
}
