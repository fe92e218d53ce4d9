import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { refuseForeignOrigin } from "./desk/authenticate.ts";
import { signInAs } from "./desk/sign-in-as.ts";
import { ownOrigins } from "./origins.ts";
import type { SandboxDoors } from "./standins/sandbox/sandbox-routes.ts";

/** What of the product the page of a sandbox may use. */
export async function sandboxDoors(
  config: Config,
  { database, ...about }: { readonly database: Database } & Pick<SandboxDoors, "company" | "isModelStandIn">,
): Promise<SandboxDoors> {
  const isSecure = config.publicUrl.startsWith("https:");
  return {
    ...about,
    refuseForeign: (request) => refuseForeignOrigin(request, ownOrigins(config)),
    signIn: (exchange) => signInAs(config.operator?.email ?? null, exchange, { database, isSecure }),
    widgetSecret: config.widget.secrets?.[0] ?? (await ensureSecret("widget", database)),
  };
}
