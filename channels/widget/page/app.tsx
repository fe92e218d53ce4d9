import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "./chat-state.ts";
import { Composer } from "./composer.tsx";
import type { Chat } from "./create-chat.ts";
import type { Parent } from "./create-parent.ts";
import { AssistantIcon, CloseIcon, PersonIcon } from "./icons.tsx";
import { Transcript } from "./transcript.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useFrame } from "./use-frame.ts";
import { useLasting } from "./use-lasting.ts";
import { STATES, WORDS } from "./words.ts";

/** Shorter losses of the connection are nobody's business, ms. */
const SILENT_MS = 2_000;

export function App(props: { readonly chat: Chat; readonly parent: Parent; readonly title: string }) {
  const { chat, parent, title } = props;
  const [state, setState] = useState(chat.state);
  // With the first picture and not after it, or what comes in between is never shown.
  useLayoutEffect(() => chat.follow(() => setState(chat.state())), [chat]);
  const field = useRef<HTMLTextAreaElement>(null);
  const attachments = useAttachments();
  const [isDropping, setDropping] = useState(false);
  useFrame({ chat, parent, state, field });

  return (
    <main
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={({ relatedTarget }) => {
        if (relatedTarget === null) setDropping(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        attachments.add(event.dataTransfer?.files ?? []);
      }}
    >
      <Top title={title} state={state} {...(!parent.isAlone && { onClose: () => parent.tell({ kind: "close" }) })} />
      <Connecting isLost={!state.connected} />
      <Transcript state={state} onRetry={chat.retry} onDiscard={chat.discard} />
      <Composer field={field} attachments={attachments} onWrite={chat.write} onTyping={chat.typing} />
      {isDropping && <div class="drop">{WORDS.drop}</div>}
    </main>
  );
}

interface TopProps {
  readonly title: string;
  readonly state: ChatState;
  readonly onClose?: () => void;
}

function Top({ title, state: { owner }, onClose }: TopProps) {
  const isHuman = owner === "operator" || owner === "queued";
  return (
    <header class="top">
      <span class={isHuman ? "avatar human" : "avatar"}>{isHuman ? <PersonIcon /> : <AssistantIcon />}</span>
      <div>
        <h1 dir="auto">{title}</h1>
        <p>{STATES[owner ?? "assistant"]}</p>
      </div>
      {onClose && (
        <button type="button" aria-label={WORDS.close} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

function Connecting({ isLost }: { readonly isLost: boolean }) {
  const isShown = useLasting(isLost, SILENT_MS);
  return (
    <div role="status">
      {isShown && <p class="connecting">{navigator.onLine ? WORDS.connecting : WORDS.offline}</p>}
    </div>
  );
}
