import { useEffect, useRef, useState } from "preact/hooks";
import type { Inbox } from "../create-inbox.ts";
import type { StatusFollower } from "../follow-status.ts";
import { mayAnswer } from "../send-answer.ts";
import { KEYS, type KeyCommand } from "../state/key-command.ts";
import { hashOf } from "../state/place.ts";
import { AlertLine } from "./alert-line.tsx";
import { DeskHeader } from "./desk-header.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { ListPane } from "./list-pane.tsx";
import { SidePanel } from "./side-panel.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { useKeys } from "./use-keys.ts";
import { useStore } from "./use-store.ts";
import { ViewsPane } from "./views-pane.tsx";

interface InboxPageProps {
  readonly inbox: Inbox;
  readonly status: StatusFollower;
  readonly openId: string | null;
  readonly onSignedOut: () => void;
}

export function InboxPage({ inbox, status, openId, onSignedOut }: InboxPageProps) {
  const state = useStore(inbox.store);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => inbox.open(openId), [inbox, openId]);
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
      <DeskHeader here="inbox" inbox={inbox} status={status} onHelp={() => setHelpOpen(true)} onSignedOut={onSignedOut}>
        <ViewsPane state={state} inbox={inbox} />
      </DeskHeader>
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
      {isHelpOpen && <HelpDialog keys={KEYS} onClose={() => setHelpOpen(false)} />}
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
    case "go":
      location.hash = hashOf({ kind: "articles", slug: null });
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
