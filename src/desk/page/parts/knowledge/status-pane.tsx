import type { StatusFollower } from "../../follow-status.ts";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { isEmbedding } from "../../state/knowledge/is-embedding.ts";
import type { KnowledgeState } from "../../state/knowledge/knowledge-state.ts";
import { vectorWords } from "../../state/knowledge/knowledge-words.ts";
import type { KnowledgeStatus, VectorProgress } from "../../state/knowledge/shapes.ts";
import { useStore } from "../use-store.ts";

interface StatusPaneProps extends Restoring {
  readonly follower: StatusFollower;
}

interface Restoring {
  readonly role: KnowledgeState["role"];
  readonly knowledge: Knowledge;
}

/** How the knowledge is: how much there is, how far the vectors have come, what is broken and what is left aside. */
export function StatusPane({ follower, ...restoring }: StatusPaneProps) {
  const { status, isFailing } = useStore(follower.store);
  return (
    <section class="single-pane" aria-labelledby="status-title">
      <div class="single">
        <h2 id="status-title">Status</h2>
        {isFailing && (
          <p class="problem" role="alert">
            The server does not tell how it is now.{" "}
            <button type="button" class="link" onClick={follower.refresh}>
              Try again
            </button>
          </p>
        )}
        {status ? <Shown status={status} {...restoring} /> : !isFailing && <p class="empty">Loading…</p>}
      </div>
    </section>
  );
}

function Shown({ status, ...restoring }: Restoring & { readonly status: KnowledgeStatus }) {
  const { articles, drafts, chunks, problems, hidden, vectors } = status;
  return (
    <>
      <dl class="numbers">
        <NumberCard name="Articles" value={articles} />
        <NumberCard name="Drafts" value={drafts} />
        <NumberCard name="Passages" value={chunks} />
        <NumberCard name="Broken" value={problems.length} isBad={problems.length > 0} />
      </dl>
      <VectorCard vectors={vectors} />
      <section class="card" aria-labelledby="broken-title">
        <h3 id="broken-title">Broken articles</h3>
        {problems.length === 0 ? (
          <p class="quiet">None. Every file can be used.</p>
        ) : (
          <ul class="broken">
            {problems.map(({ file, reason }) => (
              <li key={`${file} ${reason}`}>
                <code>{file}</code>
                <p>{reason}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
      {hidden.length > 0 && <HiddenCard hidden={hidden} {...restoring} />}
    </>
  );
}

/** Whoever removed an article may have been wrong, and whoever writes its file may not know of it. */
function HiddenCard({ hidden, role, knowledge }: Restoring & Pick<KnowledgeStatus, "hidden">) {
  return (
    <section class="card" aria-labelledby="hidden-title">
      <h3 id="hidden-title">Files that are not used</h3>
      <p class="quiet">Their articles were deleted here.</p>
      <ul class="broken is-quiet">
        {hidden.map(({ slug, file }) => (
          <li key={slug}>
            <code>{file}</code>{" "}
            {role === "admin" && (
              <button type="button" class="link" onClick={() => knowledge.restore(slug)}>
                Use the file again
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NumberCardProps {
  readonly name: string;
  readonly value: number;
  readonly isBad?: boolean;
}

function NumberCard({ name, value, isBad = false }: NumberCardProps) {
  return (
    <div class={`number${isBad ? " is-bad" : ""}`}>
      <dt>{name}</dt>
      <dd>{value.toLocaleString("en")}</dd>
    </div>
  );
}

function VectorCard({ vectors }: { readonly vectors: VectorProgress }) {
  const { model, dimension, done, total, error } = vectors;
  return (
    <section class="card" aria-labelledby="vectors-title">
      <h3 id="vectors-title">
        Search by meaning
        {model !== null && (
          <span class="quiet">
            {" "}
            {model}
            {dimension !== null && `, ${dimension} numbers`}
          </span>
        )}
      </h3>
      {model !== null && total > 0 && (done < total || isEmbedding(vectors)) && (
        <progress aria-label="Passages embedded" value={done} max={total} />
      )}
      <p class={done < total ? "" : "quiet"}>{vectorWords(vectors)}</p>
      {error !== null && (
        <p class="problem" role="alert">
          No vectors are being made: {error}
        </p>
      )}
    </section>
  );
}
