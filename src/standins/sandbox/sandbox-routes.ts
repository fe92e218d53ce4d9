import { json, Router } from "express";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import type { Sandbox } from "./start-sandbox.ts";

const TEXT = z.strictObject({
  /** A texter's number, E.164, or a short code. */
  from: z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8})$/, "must be a phone number such as +15551234567"),
  body: z.string().max(1_600).default(""),
  mediaUrl: z.url().optional(),
});

/** What drives the sandbox from a script. None of it exists outside of the sandbox. */
export function sandboxRoutes({ twilio }: Sandbox): Router {
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
  router.get("/sandbox/outbox", (_request, response) => {
    const items = twilio.sent.map(({ to, body, params, at }) => ({
      channel: "sms",
      to,
      text: body,
      raw: Object.fromEntries(params),
      at: at.toISOString(),
    }));
    response.json({ items });
  });
  return router;
}
