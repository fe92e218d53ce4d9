import { useEffect, useRef, useState } from "preact/hooks";
import type { Inbox } from "../../create-inbox.ts";
import type { StatusFollower } from "../../follow-status.ts";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { KEYS } from "../../state/key-command.ts";
import { hashOf, type KnowledgePlace } from "../../state/place.ts";
import { AlertLine } from "../alert-line.tsx";
import { DeskHeader } from "../desk-header.tsx";
import { HelpDialog } from "../help-dialog.tsx";
import { useKeys } from "../use-keys.ts";
import { useStore } from "../use-store.ts";
import { ArticleListPane } from "./article-list-pane.tsx";
import { ArticlePane } from "./article-pane.tsx";
import { GapsPane } from "./gaps-pane.tsx";
import { PartsNav } from "./parts-nav.tsx";
import { StatusPane } from "./status-pane.tsx";
import { TryPane } from "./try-pane.tsx";

export interface KnowledgePageProps {
  readonly knowledge: Knowledge;
  readonly place: KnowledgePlace;
  readonly inbox: Inbox;
  readonly status: StatusFollower;
  readonly onSignedOut: () => void;
}

/** What the assistant knows, for those who see to it that it is right. */
export function KnowledgePage({ knowledge, place, inbox, status, onSignedOut }: KnowledgePageProps) {
  const state = useStore(knowledge.store);
  const { thread } = useStore(inbox.store);
  const { status: known } = useStore(status.store);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  // An address names a place however often it is made anew.
  const hash = hashOf(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what its address says
  useEffect(() => knowledge.go(place), [knowledge, hash]);
  useKnowledgeKeys(page, thread.id, () => setHelpOpen(true));
  const isOfArticles = place.kind === "articles" || place.kind === "new_article";
  const { edit, phase } = state.article;
  return (
    <div ref={page} class={`knowledge ${isOfArticles ? layoutOf(phase !== "none", edit !== null) : "is-single"}`}>
      <DeskHeader
        here="knowledge"
        inbox={inbox}
        status={status}
        onHelp={() => setHelpOpen(true)}
        onSignedOut={onSignedOut}
      >
        <PartsNav place={place} status={known} />
      </DeskHeader>
      <main class="panes">
        <h1 class="sr">Knowledge</h1>
        {isOfArticles && <ArticleListPane state={state} knowledge={knowledge} />}
        {isOfArticles && <ArticlePane state={state} knowledge={knowledge} />}
        {place.kind === "try" && <TryPane tried={state.tried} knowledge={knowledge} />}
        {place.kind === "gaps" && <GapsPane gaps={state.gaps} role={state.role} knowledge={knowledge} />}
        {place.kind === "status" && <StatusPane follower={status} role={state.role} knowledge={knowledge} />}
      </main>
      <AlertLine words={state.alert} onDismiss={knowledge.dismissAlert} />
      {isHelpOpen && <HelpDialog keys={KNOWLEDGE_KEYS} onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

/** Who writes needs the room of the list as well; on a telephone there is room for one of them. */
const layoutOf = (hasOpen: boolean, isWriting: boolean): string =>
  isWriting ? "is-single has-open" : hasOpen ? "has-open" : "has-list";

const KNOWLEDGE_KEYS = KEYS.filter(({ command }) => ["search", "go", "help", "leave"].includes(command)).map((one) =>
  one.command === "go" ? { ...one, does: "Back to the inbox" } : one,
);

function useKnowledgeKeys(
  page: { readonly current: HTMLElement | null },
  conversationId: string | null,
  showHelp: () => void,
): void {
  useKeys((command) => {
    switch (command) {
      case "search":
        page.current?.querySelector<HTMLElement>("input[type=search], .question-field")?.focus();
        break;
      case "go":
        location.hash = hashOf({ kind: "inbox", conversationId });
        break;
      case "help":
        showHelp();
        break;
      case "leave":
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        break;
      case "next":
      case "previous":
      case "claim":
      case "reply":
      case "note":
      case "close":
        // Of the inbox alone.
        break;
    }
  });
}
