import type { RefObject } from "preact";
import type { SandboxPlay } from "../create-sandbox.ts";
import type { Person } from "../state/people.ts";
import { personOf, type SandboxState } from "../state/sandbox-state.ts";
import { identify } from "../wire/sandbox-api.ts";
import { callWidget } from "../wire/site-widget.ts";
import { Icon } from "./icon.tsx";

interface WebsiteProps {
  readonly play: SandboxPlay;
  readonly state: SandboxState;
  readonly frame: RefObject<HTMLIFrameElement | null>;
}

/** The company's site with the chat on it, and whether it knows who looks at it. */
export function Website({ play, state, frame }: WebsiteProps) {
  const person = personOf(state);
  const visitor = state.people.find(({ id }) => id === state.visitor) ?? null;
  const tell = (whom: Person): void => {
    identify(whom).then(
      (token) => callWidget(frame.current, "identify", token),
      () => play.setVisitor(null),
    );
  };
  return (
    <section class="card website" aria-label="The company's website">
      <header class="card-top">
        <Icon name="site" />
        <h2>Website</h2>
        <span class="quiet card-note">{visitor ? visitor.name : "not signed in"}</span>
        <SignSwitch
          person={person}
          isSignedIn={visitor !== null}
          onSignIn={() => {
            tell(person);
            play.setVisitor(person.id);
          }}
          onSignOut={() => {
            callWidget(frame.current, "reset");
            play.setVisitor(null);
          }}
        />
      </header>
      {state.about && (
        <iframe
          ref={frame}
          title="The company's website"
          src={`?${new URLSearchParams({ site: state.about.company })}`}
          // A site tells the widget on every page who is signed in.
          onLoad={() => visitor && tell(visitor)}
        />
      )}
    </section>
  );
}

interface SignSwitchProps {
  /** Who would sign in. */
  readonly person: Person;
  readonly isSignedIn: boolean;
  onSignIn(): void;
  onSignOut(): void;
}

function SignSwitch({ person: { name }, isSignedIn, onSignIn, onSignOut }: SignSwitchProps) {
  if (isSignedIn)
    return (
      <button type="button" class="small" onClick={onSignOut}>
        Sign out
      </button>
    );
  return (
    <button type="button" class="small" title={`The site signs a token that says: this is ${name}.`} onClick={onSignIn}>
      Sign in as {name.split(" ")[0]}
    </button>
  );
}
