import { segmentWords, sizeWords } from "../state/size-words.ts";
import { usePreview } from "./use-preview.ts";

interface TextSizeProps {
  readonly conversationId: string;
  readonly channel: string;
  readonly text: string;
}

/** What an answer costs where it leaves as texts, and, when they are several, where it is cut. */
export function TextSize({ conversationId, channel, text }: TextSizeProps) {
  const preview = usePreview(conversationId, channel, text);
  const words = preview && sizeWords(preview);
  if (!preview || !words) return null;
  const title = segmentWords(preview);
  if (preview.parts.length < 2)
    return (
      <p class="text-size quiet" title={title}>
        {words}
      </p>
    );
  return (
    <details class="text-size quiet">
      <summary title={title}>{words}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everybody has a mouse */}
      <section class="text-parts" aria-label="The texts that would leave" tabIndex={0}>
        <ol>
          {preview.parts.map((part, index) => (
            <li key={index} dir="auto">
              {part.text}
            </li>
          ))}
        </ol>
      </section>
    </details>
  );
}
