import { useEffect, useState } from "preact/hooks";
import { createInbox, type Inbox } from "../create-inbox.ts";
import { keepOperator, recallOperator, watchOperator } from "../operator-name.ts";
import { whoAmI } from "../wire/api.ts";
import { InboxPage } from "./inbox-page.tsx";
import { SignIn } from "./sign-in.tsx";

/** The sign-in, or the inbox of whoever is signed in. */
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
        .then((name) => name !== null && become(name))
        .catch(reportError)
        .finally(() => setAsking(false));
  }, []);
  if (me === null) return isAsking ? null : <SignIn onSignedIn={become} />;
  return <SignedIn key={me} me={me} onSignedOut={() => become(null)} />;
}

function SignedIn({ me, onSignedOut }: { readonly me: string; readonly onSignedOut: () => void }) {
  const [inbox, setInbox] = useState<Inbox | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one connection as long as one operator is signed in
  useEffect(() => {
    const made = createInbox(me, onSignedOut);
    setInbox(made);
    return () => made.stop();
  }, [me]);
  return inbox && <InboxPage inbox={inbox} onSignedOut={onSignedOut} />;
}
