import { type Keep, keptName } from "./create-keep.ts";

/** Who this browser is to the server: a session that the server gave it, and what the host site says of its visitor. */
export interface Credentials {
  /** For the handshake. */
  show(): { session?: string; identity?: string };
  /** The server goes on with `session`. False: another tab was faster, and may know better who this is: show again. */
  take(session: string): boolean;
  /** Whether a server has let us in since the credentials were last shown. */
  isTaken(): boolean;
  /** False: we know. */
  identify(token: string): boolean;
  forget(): void;
  /** Another tab has changed what is kept. `forgotten`: the visitor has left. */
  heard(event: { readonly key: string | null; readonly newValue: string | null }): "nothing" | "changed" | "forgotten";
}

const SESSION = "session";

export function createCredentials(keep: Keep): Credentials {
  let identity: string | null = null;
  let shown: string | null = null;
  let taken: string | null = null;
  return {
    show() {
      shown = keep.get(SESSION);
      taken = null;
      return { ...(shown !== null && { session: shown }), ...(identity !== null && { identity }) };
    },
    take(session) {
      const kept = keep.get(SESSION);
      if (kept !== shown && kept !== session && identity === null) return false;
      taken = session;
      keep.set(SESSION, session);
      return true;
    },
    isTaken: () => taken !== null,
    identify(token) {
      if (token === identity) return false;
      identity = token;
      return true;
    },
    forget() {
      identity = null;
      taken = null;
      keep.remove(SESSION);
    },
    heard(event) {
      if (keptName(event) !== SESSION || event.newValue === taken) return "nothing";
      if (event.newValue !== null) return "changed";
      identity = null;
      taken = null;
      return "forgotten";
    },
  };
}
