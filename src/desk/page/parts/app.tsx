import { useEffect, useState } from "preact/hooks";
import { createInbox, type Inbox } from "../create-inbox.ts";
import { keepOperator, recallOperator, watchOperator } from "../operator-name.ts";
import { InboxPage } from "./inbox-page.tsx";
import { SignIn } from "./sign-in.tsx";

/** The sign-in, or the inbox of whoever is signed in. */
export function App() {
  const [me, setMe] = useState(recallOperator);
  useEffect(() => watchOperator(setMe), []);
  const become = (name: string | null) => {
    keepOperator(name);
    setMe(name);
  };
  if (me === null) return <SignIn onSignedIn={become} />;
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
