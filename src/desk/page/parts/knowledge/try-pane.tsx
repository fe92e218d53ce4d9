import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { scoreWords } from "../../state/knowledge/knowledge-words.ts";
import type { Audience, Passage } from "../../state/knowledge/shapes.ts";
import type { TryState } from "../../state/knowledge/try-state.ts";
import { hashOf } from "../../state/place.ts";
import { MarkdownView } from "./markdown-view.tsx";

interface TryPaneProps {
  readonly tried: TryState;
  readonly knowledge: Knowledge;
}

const ASKERS: readonly (readonly [Audience, string])[] = [
  ["public", "As a customer"],
  ["internal", "As an operator"],
];

/** The server refuses longer ones. */
const MAX_QUESTION_LENGTH = 2_000;

/** A question, and what whoever asks it would be given. */
export function TryPane({ tried, knowledge }: TryPaneProps) {
  const { question, audience, phase } = tried;
  return (
    <section class="single-pane" aria-labelledby="try-title">
      <div class="single">
        <h2 id="try-title">Try a question</h2>
        <p class="single-about">What the assistant is given to answer with, and why.</p>
        <form
          class="try-form"
          onSubmit={(event) => {
            event.preventDefault();
            knowledge.ask(audience);
          }}
        >
          <input
            class="question-field"
            aria-label="Question"
            placeholder="I was charged twice, what now?"
            value={question}
            maxLength={MAX_QUESTION_LENGTH}
            onInput={(event) => knowledge.typeQuestion(event.currentTarget.value)}
          />
          <button type="submit" class="primary">
            Ask
          </button>
          <fieldset class="modes">
            <legend class="sr">Who asks</legend>
            {ASKERS.map(([value, label]) => (
              <label key={value} class="mode">
                <input type="radio" name="asker" checked={audience === value} onChange={() => knowledge.ask(value)} />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
        </form>
        <Findings tried={tried} />
        {phase === "failed" && (
          <p class="problem" role="alert">
            The question could not be asked. Try again.
          </p>
        )}
      </div>
    </section>
  );
}

function Findings({ tried: { phase, passages, audience } }: { readonly tried: TryState }) {
  if (phase === "none" || phase === "failed") return null;
  if (phase === "found" && passages.length === 0)
    return (
      <p class="nothing-found" role="status">
        {audience === "public"
          ? "Nothing is found. A customer is told so, is offered a human, and the question is written down as unanswered."
          : "Nothing is found."}
      </p>
    );
  return (
    <ol class="passages" aria-busy={phase === "asking"} aria-label="Passages">
      {passages.map((passage, at) => (
        <PassageView key={`${passage.slug} ${at}`} passage={passage} />
      ))}
    </ol>
  );
}

function PassageView({ passage }: { readonly passage: Passage }) {
  const { slug, title, heading, text, audience, score, why } = passage;
  return (
    <li class="passage">
      <div class="passage-head">
        <h3>
          <a href={hashOf({ kind: "articles", slug })}>{title}</a>
          {heading !== null && <span class="quiet"> › {heading.replaceAll(" > ", " › ")}</span>}
        </h3>
        {audience === "internal" && <span class="badge is-internal">Internal</span>}
        <span class="score">{score.toFixed(2)}</span>
      </div>
      <MarkdownView text={text} />
      <div class="why">
        <span>{scoreWords(passage)}</span>
        {why.exact.map((term) => (
          <span key={`exact ${term}`} class="tag is-exact" title="An exact term of the question">
            {term}
          </span>
        ))}
        {why.words.map((word) => (
          <span key={word} class="tag" title="A word of the question">
            {word}
          </span>
        ))}
      </div>
    </li>
  );
}
