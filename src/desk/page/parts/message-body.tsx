import { useState } from "preact/hooks";
import type { ShownMessage } from "../../../contract/index.ts";
import { mailDocument } from "../state/mail-document.ts";

type Shown = "text" | "full" | "formatted";

/** What the author wrote now; on demand everything, or the mail as it was formatted. */
export function MessageBody({ message }: { readonly message: ShownMessage }) {
  const [shown, setShown] = useState<Shown>("text");
  const { text, fullText, html } = message;
  const toggle = (kind: Shown) => () => setShown(shown === kind ? "text" : kind);
  return (
    <>
      <div class="bubble" dir="auto">
        {shown === "formatted" && html !== null ? (
          <iframe class="mail" title="The mail as it was formatted" sandbox="" srcdoc={mailDocument(html)} />
        ) : (
          (shown === "full" ? fullText : text) || <span class="quiet">(no text)</span>
        )}
      </div>
      {(html !== null || fullText !== text) && (
        <div class="message-toggles">
          {fullText !== text && (
            <button type="button" class="link" aria-pressed={shown === "full"} onClick={toggle("full")}>
              {shown === "full" ? "Hide quoted text" : "Show everything"}
            </button>
          )}
          {html !== null && (
            <button type="button" class="link" aria-pressed={shown === "formatted"} onClick={toggle("formatted")}>
              {shown === "formatted" ? "Show text" : "Show formatted"}
            </button>
          )}
        </div>
      )}
    </>
  );
}
