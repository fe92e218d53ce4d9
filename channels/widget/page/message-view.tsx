import type { ShownMessage } from "../../../src/contract/index.ts";
import type { Outgoing } from "./chat-state.ts";
import { FileChip } from "./file-chip.tsx";
import { formatTime } from "./format.ts";
import { AssistantIcon, BookIcon, PersonIcon } from "./icons.tsx";
import { isSafe } from "./parse-markdown.ts";
import { PlainText, RichText } from "./rich-text.tsx";
import { WORDS } from "./words.ts";

/** What the customer, the assistant or an operator said. `isLast`: nothing stands below it. */
export function MessageView(props: {
  readonly message: ShownMessage;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}) {
  const { message, isFirst, isLast } = props;
  const { author, text, attachments, at } = message;
  const isOwn = author === "customer";
  return (
    <article class={isOwn ? "own" : "theirs"} title={formatTime(at)}>
      {isOwn ? <Speaker /> : <By author={author} isFirst={isFirst} at={at} />}
      {text !== "" && (
        <div class="bubble" dir="auto">
          {author === "assistant" ? <RichText text={text} /> : <PlainText text={text} />}
        </div>
      )}
      {attachments.map(({ id, filename, size, url }) => (
        <FileChip key={id} filename={filename} size={size} href={url !== undefined && isSafe(url) ? url : undefined} />
      ))}
      <Sources sources={message.sources} />
      {isOwn && isLast && (
        <p class="delivery">
          {WORDS.sent} · {formatTime(at)}
        </p>
      )}
    </article>
  );
}

/** An answer while it is being written. It is read aloud when it is finished, not piece by piece. */
export function StreamView({ text, isFirst }: { readonly text: string; readonly isFirst: boolean }) {
  return (
    <article class="theirs streaming" aria-busy="true">
      <By author="assistant" isFirst={isFirst} at={null} />
      <div class="bubble" dir="auto">
        <RichText text={text} />
      </div>
    </article>
  );
}

/** What the customer wrote and the server has not acknowledged. */
export function OutgoingView(props: { readonly outgoing: Outgoing; onRetry(): void; onDiscard(): void }) {
  const { text, files, failure } = props.outgoing;
  return (
    <article class={failure === null ? "own pending" : "own failed"}>
      <Speaker />
      {text !== "" && (
        <div class="bubble" dir="auto">
          <PlainText text={text} />
        </div>
      )}
      {files.map(({ filename, size }) => (
        <FileChip key={filename} filename={filename} size={size} isBusy={failure === null} />
      ))}
      {failure === null ? (
        <p class="delivery">{WORDS.sending}</p>
      ) : (
        <p class="delivery" role="alert">
          {failure}{" "}
          <button type="button" class="link" onClick={props.onRetry}>
            {WORDS.retry}
          </button>
          <button type="button" class="link" onClick={props.onDiscard}>
            {WORDS.discard}
          </button>
        </p>
      )}
    </article>
  );
}

/** Own messages are told apart by side and colour, which not everybody sees. */
function Speaker() {
  return <span class="unseen">{WORDS.you}: </span>;
}

function By(props: { readonly author: ShownMessage["author"]; readonly isFirst: boolean; readonly at: string | null }) {
  const { author, isFirst, at } = props;
  const isHuman = author === "operator";
  const name = isHuman ? WORDS.operator : WORDS.assistant;
  if (!isFirst) return <span class="unseen">{name}: </span>;
  return (
    <header class="by">
      <span class={isHuman ? "avatar human" : "avatar"}>{isHuman ? <PersonIcon /> : <AssistantIcon />}</span>
      <span class="name">{name}</span>
      {!isHuman && <span class="badge">{WORDS.assistantBadge}</span>}
      {at !== null && <time dateTime={at}>{formatTime(at)}</time>}
    </header>
  );
}

function Sources({ sources }: Pick<ShownMessage, "sources">) {
  if (sources.length === 0) return null;
  return (
    <ul class="sources" aria-label={WORDS.sources}>
      {sources.map(({ title, url }) => (
        <li key={title + url}>
          {url !== null && isSafe(url) ? (
            <a href={url} target="_blank" rel="noopener noreferrer nofollow">
              <BookIcon />
              {title}
            </a>
          ) : (
            <span>
              <BookIcon />
              {title}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
