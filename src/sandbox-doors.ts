import type { Request } from "express";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { refuseForeignOrigin } from "./desk/authenticate.ts";
import { signInAs } from "./desk/sign-in-as.ts";
import { Problem } from "./http/problem.ts";
import { isLoopback } from "./is-loopback.ts";
import { ownHosts, ownOrigins } from "./origins.ts";
import type { SandboxDoors } from "./standins/sandbox/sandbox-routes.ts";

/** What of the product the page of a sandbox may use. */
export async function sandboxDoors(
  config: Config,
  { database, ...about }: { readonly database: Database } & Pick<SandboxDoors, "company" | "isModelStandIn">,
): Promise<SandboxDoors> {
  const isSecure = config.publicUrl.startsWith("https:");
  const hosts = ownHosts(config);
  const origins = ownOrigins(config);
  return {
    ...about,
    refuseForeign(request) {
      refuseForeignHost(request, hosts);
      refuseForeignOrigin(request, origins);
    },
    refuseRemote,
    signIn: (exchange) => signInAs(config.operator?.email ?? null, exchange, { database, isSecure }),
    widgetSecret: await ensureSecret("widget", database),
  };
}

/** A site whose name is made to lead to this machine has pages that browsers take for ours. Their Host names the site. */
function refuseForeignHost({ headers }: Request, hosts: readonly string[]): void {
  if (!hosts.includes((headers.host ?? "").toLowerCase()))
    throw new Problem(403, "This request was sent to a name that is not of this sandbox.");
}

/** What proxies add. One on this machine brings requests of other machines. */
const FORWARDED = /^(?:forwarded|via|x-real-ip|x-forwarded-.*)$/;

function refuseRemote({ headers, socket }: Request): void {
  const peer = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (!isLoopback(peer) || Object.keys(headers).some((name) => FORWARDED.test(name)))
    throw new Problem(403, "Only who sits at the sandbox's machine may do this.");
}
