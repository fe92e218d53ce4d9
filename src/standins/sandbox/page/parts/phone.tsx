import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import { type Bubble, phoneThread } from "../state/phone-thread.ts";
import { personOf, type SandboxState } from "../state/sandbox-state.ts";
import { Icon } from "./icon.tsx";
import { Time } from "./time.tsx";
import { Words } from "./words.tsx";

/** Ten segments: longer ones no phone sends. */
const MAX_LENGTH = 1_600;

/** The phone of whoever one is, open at the thread with our number. */
export function Phone({ play, state }: { readonly play: SandboxPlay; readonly state: SandboxState }) {
  const { name, number } = personOf(state);
  const bubbles = phoneThread(number, state.texts, state.outbox);
  const list = useRef<HTMLOListElement>(null);
  const count = `${number} ${bubbles.length}`;
  useLayoutEffect(() => {
    if (count !== "") list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return (
    <section class="phone" aria-label={`The phone of ${name}`}>
      <div class="phone-screen">
        <header class="phone-top">
          <span class="phone-number">{number}</span>
          <span class="phone-island" aria-hidden="true" />
          <strong>{state.about?.company ?? ""} Support</strong>
          <span class="quiet">{state.about?.number}</span>
        </header>
        <ol ref={list} class="bubbles" aria-live="polite">
          {bubbles.length === 0 && <li class="hint">Text the support number. An answer takes a few seconds.</li>}
          {bubbles.map((bubble) => (
            <BubbleRow key={bubble.id} bubble={bubble} />
          ))}
        </ol>
        <TextField key={number} isReady={state.about !== null} onText={play.text} />
      </div>
    </section>
  );
}

const STATES = { sending: "Sending…", sent: "", failed: "Not delivered" } as const;

function BubbleRow({ bubble: { isReceived, body, file, media, at, state } }: { readonly bubble: Bubble }) {
  return (
    <li class={`bubble${isReceived ? " is-received" : ""}`}>
      <span class="sr">{isReceived ? "Support: " : "You: "}</span>
      {file !== undefined && <span class="medium">{file}</span>}
      {media.map((url) => (
        <Medium key={url} url={url} />
      ))}
      {body !== "" && (
        <p dir="auto">
          <Words text={body} />
        </p>
      )}
      <span class={state === "failed" ? "bubble-foot problem" : "bubble-foot"}>
        {STATES[state] || <Time at={at} />}
      </span>
    </li>
  );
}

/** A picture as a phone shows it; of anything else the name. */
function Medium({ url }: { readonly url: string }) {
  const name = decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "");
  return (
    <a class="medium" href={url} target="_blank" rel="noreferrer">
      {/\.(?:png|jpe?g|gif)$/i.test(name) ? <img src={url} alt={name} /> : name}
    </a>
  );
}

function TextField({ isReady, onText }: { readonly isReady: boolean; onText(body: string, file?: File): void }) {
  const [body, setBody] = useState("");
  const isEmpty = body.trim() === "";
  const send = (): void => {
    if (isEmpty || !isReady) return;
    onText(body.trim());
    setBody("");
  };
  const sendFile = (file: File): void => {
    onText(body.trim(), file);
    setBody("");
  };
  return (
    <form
      class="phone-field"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        rows={1}
        dir="auto"
        maxLength={MAX_LENGTH}
        placeholder="Text message"
        aria-label="Text message"
        value={body}
        onInput={({ currentTarget }) => setBody(currentTarget.value)}
        onKeyDown={(event) => {
          // Enter also ends the choice of a character, where characters are composed.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <FileButton isReady={isReady} onFile={sendFile} />
      <button type="submit" aria-label="Send text" disabled={isEmpty || !isReady}>
        <Icon name="send" />
      </button>
    </form>
  );
}

/** What is chosen leaves at once, with the words that are written. */
function FileButton({ isReady, onFile }: { readonly isReady: boolean; onFile(file: File): void }) {
  return (
    <label class="phone-file" title="Send a picture or another file">
      <Icon name="file" />
      <input
        class="sr"
        type="file"
        aria-label="Send a file"
        disabled={!isReady}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = ""; // the same file may be chosen again
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
