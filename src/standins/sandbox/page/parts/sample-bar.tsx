import { useState } from "preact/hooks";
import { SAMPLES, type Sample } from "../state/samples.ts";
import { Icon } from "./icon.tsx";

type Way = "phone" | "mail" | "site";

const WAYS = [
  { way: "phone", label: "by text" },
  { way: "mail", label: "by mail" },
  { way: "site", label: "in the chat" },
] as const;

interface SampleBarProps {
  readonly isReady: boolean;
  onAsk(way: Way, sample: Sample): void;
}

/** Questions that one click asks. */
export function SampleBar({ isReady, onAsk }: SampleBarProps) {
  const [way, setWay] = useState<Way>("phone");
  return (
    <section class="samples" aria-label="Questions to try">
      <span class="quiet">Try</span>
      {SAMPLES.map((sample) => (
        <button
          key={sample.label}
          type="button"
          class="chip"
          title={sample.text}
          disabled={!isReady}
          onClick={() => onAsk(way, sample)}
        >
          {sample.label}
        </button>
      ))}
      <fieldset class="ways">
        <legend class="sr">How to ask</legend>
        {WAYS.map(({ way: name, label }) => (
          <label key={name} class="way">
            <input type="radio" name="way" checked={way === name} onChange={() => setWay(name)} />
            <span>
              <Icon name={name} />
              {label}
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
