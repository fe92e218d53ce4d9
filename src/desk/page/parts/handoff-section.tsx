import type { HandoffView } from "../../../conversation/view.ts";
import { clockTime, dayWords } from "../state/ages.ts";
import { TRIGGER_WORDS } from "../state/message-words.ts";
import { OutwardLink } from "./outward-link.tsx";
import { Section } from "./section.tsx";

interface HandoffSectionProps {
  readonly handoff: HandoffView;
  /** Null: there is no answering now. */
  readonly onUse: ((text: string) => void) | null;
}

/** Why a human is wanted, and what he need not find out again. */
export function HandoffSection({ handoff, onUse }: HandoffSectionProps) {
  const { reason, priority, trigger, summary, at, pack } = handoff;
  return (
    <Section title="Handoff">
      <p class="handoff-reason">
        {priority === "urgent" && <span class="badge is-urgent">Urgent</span>} {reason}
      </p>
      {summary !== reason && (
        <p class="handoff-summary" dir="auto">
          {summary}
        </p>
      )}
      <p class="quiet">
        {TRIGGER_WORDS[trigger]}, {dayWords(at)}, {clockTime(at)}
        {pack?.sentiment && `, customer ${pack.sentiment}`}
      </p>
      {pack && <PackView pack={pack} onUse={onUse} />}
    </Section>
  );
}

type Pack = NonNullable<HandoffView["pack"]>;

function PackView({ pack, onUse }: { readonly pack: Pack } & Pick<HandoffSectionProps, "onUse">) {
  const { suggestedReply, facts, articles, tried } = pack;
  return (
    <>
      {suggestedReply !== null && <Suggested text={suggestedReply} onUse={onUse} />}
      {facts.length > 0 && <Facts facts={facts} />}
      {articles.length > 0 && <Articles articles={articles} />}
      {tried.length > 0 && <Tried tried={tried} />}
    </>
  );
}

function Suggested({ text, onUse }: { readonly text: string } & Pick<HandoffSectionProps, "onUse">) {
  return (
    <div class="suggested">
      <h4>Suggested reply</h4>
      <p dir="auto">{text}</p>
      <button type="button" disabled={onUse === null} onClick={() => onUse?.(text)}>
        Use as answer
      </button>
    </div>
  );
}

function Facts({ facts }: Pick<Pack, "facts">) {
  return (
    <>
      <h4>The customer named</h4>
      <ul class="facts">
        {facts.map((fact) => (
          <li key={fact} class="badge" dir="auto">
            {fact}
          </li>
        ))}
      </ul>
    </>
  );
}

function Articles({ articles }: Pick<Pack, "articles">) {
  return (
    <>
      <h4>Articles</h4>
      <ul>
        {articles.map(({ title, url }) => (
          <li key={title}>
            <OutwardLink url={url} title={title} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Tried({ tried }: Pick<Pack, "tried">) {
  return (
    <details class="tried">
      <summary>What the assistant did</summary>
      <ol>
        {tried.map((words, at) => (
          <li key={at} dir="auto">
            {words}
          </li>
        ))}
      </ol>
    </details>
  );
}
