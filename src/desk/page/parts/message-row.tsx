import type { ShownMessage } from "../../../contract/index.ts";
import type { Letter } from "../../read-letters.ts";
import { clockTime, fullTime } from "../state/ages.ts";
import { authorWords, CLASS_WORDS } from "../state/message-words.ts";
import { Attachments } from "./attachments.tsx";
import { DeliveryMark } from "./delivery-mark.tsx";
import { MessageBody } from "./message-body.tsx";
import { OutwardLink } from "./outward-link.tsx";

interface MessageRowProps {
  readonly message: ShownMessage;
  readonly letter: Letter | null;
  readonly isContinued: boolean;
  readonly contactName: string;
}

export function MessageRow({ message, letter, isContinued, contactName }: MessageRowProps) {
  const { author, internal, at, attachments, delivery, suppressed, sources } = message;
  const side = author === "customer" ? "is-theirs" : "is-ours";
  const classes = ["message", side, `is-${author}`, ...(internal ? ["is-note"] : [])];
  const kind = CLASS_WORDS[message.class];
  return (
    <li class={classes.join(" ")}>
      {!isContinued && (
        <div class="message-head">
          <span class="message-author">{authorWords(message, contactName)}</span>
          {author === "assistant" && (
            <span class="badge is-ai" title="Written by the AI assistant">
              AI
            </span>
          )}
          {internal && <span class="quiet">only colleagues see this</span>}
          <time class="quiet" dateTime={at} title={fullTime(at)}>
            {clockTime(at)}
          </time>
        </div>
      )}
      {letter && <LetterHead letter={letter} />}
      {(message.fullText !== "" || message.html !== null || attachments.length === 0) && (
        <MessageBody message={message} />
      )}
      {attachments.length > 0 && <Attachments attachments={attachments} />}
      {sources.length > 0 && <Sources sources={sources} />}
      {(kind || suppressed || delivery) && (
        <div class="message-foot">
          {kind && <span class="badge">{kind}</span>}
          {suppressed && <span class="quiet">No automatic answer: {suppressed}</span>}
          {delivery && <DeliveryMark delivery={delivery} />}
        </div>
      )}
    </li>
  );
}

/** Who wrote it and who else got it, which need not be the contact: his name stands above all of the conversation. */
function LetterHead({ letter: { from, replyTo, copies } }: { readonly letter: Letter }) {
  return (
    <p class="letter-head quiet">
      <span>From {from}</span>
      {replyTo && replyTo !== from && <span>Reply to {replyTo}</span>}
      {copies.length > 0 && <span>Cc {copies.join(", ")}</span>}
    </p>
  );
}

function Sources({ sources }: Pick<ShownMessage, "sources">) {
  return (
    <ul class="sources" aria-label="Sources of this answer">
      {sources.map(({ title, url }) => (
        <li key={`${title} ${url}`}>
          <OutwardLink url={url} title={title} />
        </li>
      ))}
    </ul>
  );
}
