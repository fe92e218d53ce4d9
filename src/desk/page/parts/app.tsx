import { useEffect, useState } from "preact/hooks";
import { createInbox, type Inbox } from "../create-inbox.ts";
import { followStatus, type StatusFollower } from "../follow-status.ts";
import { keepOperator, recallOperator, watchOperator } from "../operator-name.ts";
import { whoAmI } from "../wire/api.ts";
import { InboxPage } from "./inbox-page.tsx";
import { KnowledgeDoor } from "./knowledge-door.tsx";
import { SignIn } from "./sign-in.tsx";
import { usePlace } from "./use-place.ts";

/** The sign-in, or the desk of whoever is signed in. */
export function App() {
  const [me, setMe] = useState(recallOperator);
  const [isAsking, setAsking] = useState(me === null);
  const become = (name: string | null) => {
    keepOperator(name);
    setMe(name);
  };
  useEffect(() => watchOperator(setMe), []);
  // The session may have been begun elsewhere than on this page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the page opens
  useEffect(() => {
    if (isAsking)
      whoAmI()
        .then((session) => session !== null && become(session.email))
        .catch(reportError)
        .finally(() => setAsking(false));
  }, []);
  if (me === null) return isAsking ? null : <SignIn onSignedIn={become} />;
  return <SignedIn key={me} me={me} onSignedOut={() => become(null)} />;
}

interface Desk {
  readonly inbox: Inbox;
  readonly status: StatusFollower;
}

function SignedIn({ me, onSignedOut }: { readonly me: string; readonly onSignedOut: () => void }) {
  const [desk, setDesk] = useState<Desk | null>(null);
  const place = usePlace();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one connection as long as one operator is signed in
  useEffect(() => {
    const made = { inbox: createInbox(me, onSignedOut), status: followStatus() };
    setDesk(made);
    return () => {
      made.inbox.stop();
      made.status.stop();
    };
  }, [me]);
  if (!desk) return null;
  return (
    <>
      {place.kind === "inbox" && <InboxPage {...desk} openId={place.conversationId} onSignedOut={onSignedOut} />}
      <KnowledgeDoor {...desk} me={me} place={place.kind === "inbox" ? null : place} onSignedOut={onSignedOut} />
    </>
  );
}
