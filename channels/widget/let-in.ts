import { type AdmitDeps, admit, type Visit } from "./admit.ts";
import type { Limits } from "./limits.ts";
import { HANDSHAKE, type WidgetSocket } from "./wire.ts";

export interface LetInDeps extends AdmitDeps {
  readonly origins: ReadonlySet<string>;
  readonly limits: Limits;
  /** That a page of a site that is not in `origins` was refused: how often is up to that site. */
  readonly tellOfForeignPage: () => void;
  /** Whether the channel takes connections now. */
  readonly isOpen: () => boolean;
}

/** What a page gets as `connect_error`: its message is the code, and `data` says it in words. Nothing is said of causes. */
class ConnectRefusal extends Error {
  override readonly name = "ConnectRefusal";
  readonly data: { readonly code: Refused; readonly message: string };

  constructor(code: Refused) {
    super(code);
    this.data = { code, message: WORDS[code] };
  }
}

type Refused = keyof typeof WORDS;

const WORDS = {
  unavailable: "The chat cannot be reached now. Try again in a moment.",
  forbidden_origin: "Pages of this site may not open the chat.",
  rate_limited: "Too many connections from here. Try again in a minute.",
};

/** Decides whether a socket gets in, and as whom. @throws {ConnectRefusal} and nothing else. */
export async function letIn(socket: WidgetSocket, deps: LetInDeps): Promise<Visit> {
  if (!deps.isOpen()) throw new ConnectRefusal("unavailable");
  const { headers, address, auth } = socket.handshake;
  if (headers.origin !== undefined && !deps.origins.has(headers.origin)) {
    deps.tellOfForeignPage();
    throw new ConnectRefusal("forbidden_origin");
  }
  if (!(await deps.limits.mayConnect(address)).allowed) throw new ConnectRefusal("rate_limited");
  try {
    return await admit(HANDSHAKE.parse(auth), deps);
  } catch (error) {
    deps.host.log.warn({ error: error instanceof Error ? error.name : "unknown" }, "no session could be opened");
    throw new ConnectRefusal("unavailable");
  }
}
