import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { KnowledgeProps } from "./knowledge/knowledge-props.ts";

/** The knowledge, which is fetched when somebody goes there: most of a day is spent in the inbox. */
export function KnowledgeDoor(props: KnowledgeProps) {
  const [Behind, setBehind] = useState<ComponentType<KnowledgeProps> | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const isWanted = props.place !== null;
  useEffect(() => {
    if (!isWanted || Behind) return;
    import("./knowledge/knowledge-place.tsx").then(
      ({ KnowledgePlaceView }) => setBehind(() => KnowledgePlaceView),
      () => setFailed(true),
    );
  }, [isWanted, Behind]);
  if (Behind) return <Behind {...props} />;
  if (!isWanted) return null;
  return (
    <main class="sign-in">
      <p class="empty" role="status">
        {hasFailed ? (
          // After an update of the server what this page asks for has another name.
          <button type="button" onClick={() => location.reload()}>
            This part could not be loaded. Load the page again
          </button>
        ) : (
          "Loading…"
        )}
      </p>
    </main>
  );
}
