import { json, Router, raw } from "express";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import { readOutbox } from "./outbox.ts";
import type { Sandbox } from "./start-sandbox.ts";

const TEXT = z.strictObject({
  /** A texter's number, E.164, or a short code. */
  from: z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8})$/, "must be a phone number such as +15551234567"),
  body: z.string().max(1_600).default(""),
  mediaUrl: z.url().optional(),
});

/** As large as what the adapter fetches whole. */
const MAX_MAIL = "50mb";

/** What drives the sandbox from a script. None of it exists outside of the sandbox. */
export function sandboxRoutes(sandbox: Sandbox): Router {
  const { twilio, mail } = sandbox;
  const router = Router();
  router.post("/sandbox/sms", json({ limit: "64kb" }), async (request, response) => {
    const text = TEXT.safeParse(request.body);
    if (!text.success)
      throw new Problem(
        400,
        text.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`).join("; "),
      );
    const { from, body, mediaUrl } = text.data;
    const { sid, status } = await twilio.text({ from, body, ...(mediaUrl && { mediaUrl }) });
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
