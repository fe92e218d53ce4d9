import { useRef, useState } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import { mailsOf } from "../state/mails-of.ts";
import { phoneThread } from "../state/phone-thread.ts";
import { personOf, type SandboxState } from "../state/sandbox-state.ts";
import { askInChat } from "../wire/site-widget.ts";
import { InboxPane } from "./inbox-pane.tsx";
import { Mailbox } from "./mailbox.tsx";
import { Phone } from "./phone.tsx";
import { SampleBar } from "./sample-bar.tsx";
import { type Tab, Tabs } from "./tabs.tsx";
import { TopBar } from "./top-bar.tsx";
import { usePlay } from "./use-play.ts";
import { useUnseen } from "./use-unseen.ts";
import { Website } from "./website.tsx";

/** Everybody on one screen: three ways to write, and the desk behind them. */
export function App({ play }: { readonly play: SandboxPlay }) {
  const state = usePlay(play);
  const [tab, setTab] = useState<Tab>("phone");
  const site = useRef<HTMLIFrameElement>(null);
  const { texts, mails } = cameBack(state);
  const unseen = {
    phone: useUnseen(texts, tab === "phone"),
    mail: useUnseen(mails, tab === "mail"),
    site: 0,
    inbox: 0,
  };
  return (
    <>
      <TopBar play={play} state={state} />
      <SampleBar
        isReady={state.about !== null}
        onAsk={(channel, { subject, text }) => {
          setTab(channel);
          if (channel === "phone") play.text(text);
          if (channel === "mail") play.write({ subject, text, files: [], references: [], isVouchedFor: true });
          if (channel === "site") askInChat(site.current, text).catch(() => {});
        }}
      />
      <Tabs tab={tab} unseen={unseen} onTab={setTab} />
      <main class="stage" data-tab={tab}>
        <Phone play={play} state={state} />
        {/* Whoever else opens his mailbox finds his own mail. */}
        <Mailbox key={state.who} play={play} state={state} />
        <Website play={play} state={state} frame={site} />
        <InboxPane isOpen={state.isInboxOpen} />
      </main>
    </>
  );
}

/** How much has come to whoever one is. */
function cameBack(state: SandboxState): { readonly texts: number; readonly mails: number } {
  const { number, address } = personOf(state);
  return {
    texts: phoneThread(number, [], state.outbox).length,
    mails: mailsOf(address, { mails: [], received: state.received }).length,
  };
}
