import { randomUUID } from "node:crypto";
import { json, type Request, type Response, Router, raw } from "express";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import { identityToken, VISITOR } from "./identity-token.ts";
import { readOutbox } from "./outbox.ts";
import { sentFile } from "./sent-file.ts";
import type { Sandbox } from "./start-sandbox.ts";

/** What the sandbox needs of the product around it. */
export interface SandboxDoors {
  /** @throws {Problem} 403 when the request comes from a page of another site, or was sent to another's name. */
  refuseForeign(request: Request): void;
  /** @throws {Problem} 403 when the request comes from another machine. */
  refuseRemote(request: Request): void;
  /** Signs the browser in as the sandbox's operator, unless it is signed in. Resolves with the name. */
  signIn(exchange: { readonly request: Request; readonly response: Response }): Promise<string>;
  /** Signs the identity of visitors. */
  readonly widgetSecret: string;
  /** Whose support this is. */
  readonly company: string;
  readonly isModelStandIn: boolean;
}

const TEXT = z.strictObject({
  /** A texter's number, E.164, or a short code. */
  from: z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8})$/, "must be a phone number such as +15551234567"),
  body: z.string().max(1_600).default(""),
  /** `data:`: a file that the phone sends. */
  mediaUrl: z.url().optional(),
});

/** The largest file that the channel takes, in base64, and what is around it. */
const MAX_TEXT = "22mb";
/** As large as what the adapter fetches whole. */
const MAX_MAIL = "50mb";

/** What drives the sandbox, from its page or from a script. None of it exists outside of the sandbox. */
export function sandboxRoutes(sandbox: Sandbox, doors: SandboxDoors): Router {
  const router = Router();
  router.use("/sandbox/", (request, response, next) => {
    doors.refuseForeign(request);
    response.set("Cache-Control", "no-cache");
    next();
  });
  router.use(customerRoutes(sandbox), pageRoutes(sandbox, doors));
  return router;
}

/** What customers do, and what they get. */
function customerRoutes(sandbox: Sandbox): Router {
  const { twilio, mail } = sandbox;
  const router = Router();
  router.post("/sandbox/sms", json({ limit: MAX_TEXT }), async (request, response) => {
    const { from, body, mediaUrl } = bodyOf(request, TEXT);
    const { sid, status } = await twilio.text({ from, body, ...(await sentFile(mediaUrl)) });
    response.status(202).json({ sid, webhookStatus: status });
  });
  router.post("/sandbox/email", raw({ type: () => true, limit: MAX_MAIL }), async (request, response) => {
    const bytes: unknown = request.body;
    if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0)
      throw new Problem(400, "Send the mail as the body of the request: raw bytes as RFC 5322 has them.");
    const { uid } = await mail.deliver(bytes);
    response.status(202).json({ uid });
  });
  router.get("/sandbox/outbox", async (_request, response) => {
    response.json({ items: await readOutbox(sandbox) });
  });
  return router;
}

/** What the page needs beside. */
function pageRoutes({ sms, email }: Sandbox, doors: SandboxDoors): Router {
  const router = Router();
  /** Another process has another outbox. */
  const run = randomUUID();
  router.get("/sandbox/about", (_request, response) => {
    const { company, isModelStandIn } = doors;
    const [number, mailbox] = [sms.phoneNumbers[0], email.addresses[0]];
    response.json({ run, company, isModelStandIn, number, mailbox, authservId: email.authservId });
  });
  router.use(["/sandbox/identity", "/sandbox/sign-in"], (request, _response, next) => {
    doors.refuseRemote(request);
    next();
  });
  router.post("/sandbox/identity", json({ limit: "4kb" }), async (request, response) => {
    response.json({ token: await identityToken(bodyOf(request, VISITOR), doors.widgetSecret) });
  });
  router.post("/sandbox/sign-in", async (request, response) => {
    response.json({ email: await doors.signIn({ request, response }) });
  });
  return router;
}

function bodyOf<T>(request: Request, schema: z.ZodType<T>): T {
  const body = schema.safeParse(request.body);
  if (body.success) return body.data;
  const problems = body.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new Problem(400, problems.join("; "));
}
