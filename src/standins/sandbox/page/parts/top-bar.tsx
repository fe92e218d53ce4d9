import { useRef } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import type { SandboxState } from "../state/sandbox-state.ts";
import { AboutDialog } from "./about-dialog.tsx";
import { PersonPicker } from "./person-picker.tsx";

export function TopBar({ play, state }: { readonly play: SandboxPlay; readonly state: SandboxState }) {
  const about = useRef<HTMLDialogElement>(null);
  return (
    <header class="top">
      <h1>
        <Mark />
        Switchboard
        <span class="badge">Sandbox</span>
      </h1>
      <p class="notice" role="status">
        {noticeOf(state)}
      </p>
      <PersonPicker play={play} state={state} />
      <button type="button" class="about-button" onClick={() => about.current?.showModal()}>
        About
      </button>
      <AboutDialog dialog={about} about={state.about} />
    </header>
  );
}

function noticeOf({ about, isLost }: SandboxState): string {
  if (isLost) return "The server does not answer. Trying again…";
  if (about === null) return "Connecting…";
  if (about.isModelStandIn) return "Nothing leaves this machine, and a stand-in for the model answers.";
  return "Nothing leaves this machine but what the model reads: the real one answers.";
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" />
      <path d="M6 8h4c3 0 3 8 6 8h2M6 16h4c1 0 1.7-.8 2.2-2M14 9.2c.5-.8 1.1-1.2 2-1.2h2" />
    </svg>
  );
}
