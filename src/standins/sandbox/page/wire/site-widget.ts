/** What the widget's loader leaves on a site, and what a site may have called before the loader has come. */
interface SiteWindow {
  Switchboard?: { push(call: readonly [name: string, ...words: unknown[]]): void };
}

/** Calls the widget of the site in this frame, as a script of that site would. */
export function callWidget(frame: HTMLIFrameElement | null, ...call: [name: string, ...words: unknown[]]): void {
  const site: SiteWindow | null | undefined = frame?.contentWindow;
  if (!site) return;
  site.Switchboard ??= [] as unknown[];
  site.Switchboard.push(call);
}

/** How long the chat may take to load and connect, ms. */
const PATIENCE_MS = 15_000;

/** Opens the chat of the site in this frame, and writes in it as a visitor would: there is no call for that. */
export async function askInChat(frame: HTMLIFrameElement | null, text: string): Promise<void> {
  callWidget(frame, "open");
  const until = performance.now() + PATIENCE_MS;
  const field = await appearing(() => chatOf(frame)?.querySelector("textarea"), until);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const send = await appearing(() => field.form?.querySelector("button[type=submit]:enabled"), until);
  if (send) field.form?.requestSubmit();
}

function chatOf(frame: HTMLIFrameElement | null): Document | null {
  const hosts = [...(frame?.contentDocument?.body.children ?? [])];
  const chat = hosts.flatMap((host) => host.shadowRoot?.querySelector("iframe") ?? [])[0];
  return chat?.contentDocument ?? null;
}

async function appearing<T>(look: () => T | null | undefined, until: number): Promise<T | null> {
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > until) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
