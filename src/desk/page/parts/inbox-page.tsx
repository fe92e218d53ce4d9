import { useEffect, useRef, useState } from "preact/hooks";
import type { Inbox } from "../create-inbox.ts";
import { mayAnswer } from "../send-answer.ts";
import { countOf } from "../state/counts-state.ts";
import type { KeyCommand } from "../state/key-command.ts";
import { AlertLine } from "./alert-line.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { ListPane } from "./list-pane.tsx";
import { SidePanel } from "./side-panel.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { useHash } from "./use-hash.ts";
import { useKeys } from "./use-keys.ts";
import { useStore } from "./use-store.ts";
import { ViewsPane } from "./views-pane.tsx";

export function InboxPage({ inbox, onSignedOut }: { readonly inbox: Inbox; readonly onSignedOut: () => void }) {
  const state = useStore(inbox.store);
  const openId = useHash();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => inbox.open(openId), [inbox, openId]);
  const waiting = countOf(state.counts, "queued", state.me) ?? "0";
  useEffect(() => {
    document.title = `${waiting === "0" ? "" : `(${waiting}) `}Inbox · Switchboard`;
  }, [waiting]);
  useKeys((command) =>
    obey(command, {
      inbox,
      page: page.current,
      showHelp: () => setHelpOpen(true),
      closePanel: () => setPanelOpen(false),
    }),
  );
  const putIntoField = (text: string): void => {
    inbox.fill(text);
    setPanelOpen(false);
    page.current?.querySelector<HTMLElement>(".composer textarea")?.focus();
  };
  return (
    <div ref={page} class={`inbox${openId ? " has-open" : ""}${isPanelOpen ? " has-panel" : ""}`}>
      <ViewsPane state={state} inbox={inbox} onHelp={() => setHelpOpen(true)} onSignedOut={onSignedOut} />
      <main class="panes">
        <h1 class="sr">Inbox</h1>
        <ListPane state={state} inbox={inbox} openId={openId} />
        <ThreadPane state={state} inbox={inbox} isPanelOpen={isPanelOpen} onPanel={() => setPanelOpen(!isPanelOpen)} />
      </main>
      <SidePanel
        thread={state.thread}
        onClose={() => setPanelOpen(false)}
        onUse={mayAnswer(state) ? putIntoField : null}
      />
      <AlertLine words={state.alert} onDismiss={inbox.dismissAlert} />
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

interface KeyDeps {
  readonly inbox: Inbox;
  readonly page: HTMLElement | null;
  readonly showHelp: () => void;
  readonly closePanel: () => void;
}

function obey(command: KeyCommand, { inbox, page, showHelp, closePanel }: KeyDeps): void {
  const focus = (selector: string) => page?.querySelector<HTMLElement>(selector)?.focus();
  switch (command) {
    case "next":
      step(inbox, 1);
      break;
    case "previous":
      step(inbox, -1);
      break;
    case "claim":
    case "close":
      inbox.act(command);
      break;
    case "reply":
    case "note":
      inbox.mode(command === "note" ? "note" : "answer");
      // The field of an answer may be closed, and that of a note is not: it opens with the next drawing.
      requestAnimationFrame(() => focus(".composer textarea"));
      break;
    case "search":
      focus("input[type=search]");
      break;
    case "help":
      showHelp();
      break;
    case "leave":
      inbox.dismissAlert();
      closePanel();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

/** To the conversation above or below the open one; from none to the first. */
function step(inbox: Inbox, by: 1 | -1): void {
  const { list, thread } = inbox.store.get();
  const at = list.items.findIndex(({ id }) => id === thread.id);
  const next = list.items[at < 0 ? 0 : at + by];
  if (next) location.hash = next.id;
  else if (by > 0) inbox.more();
}
