import { Router } from "express";
import { z } from "zod";
import type { DeskKnowledge } from "./help-centre.ts";
import { queryOf } from "./request-parts.ts";

const MAX_QUERY_LENGTH = 2_000;
const MAX_PASSAGES = 20;

const SEARCH = z.object({
  q: z.string({ error: "is missing" }).trim().min(1).max(MAX_QUERY_LENGTH),
  /** `public` shows what a customer would get. */
  audience: z.enum(["public", "internal"]).default("internal"),
  limit: z.coerce.number().int().min(1).max(MAX_PASSAGES).default(5),
});

/** The state of the knowledge base, and a search in it as the assistant searches. */
export function knowledgeRoutes(knowledge: DeskKnowledge): Router {
  const router = Router();
  router.get("/api/knowledge", (_request, response) => {
    response.json(knowledge.status);
  });
  router.get("/api/knowledge/search", async (request, response) => {
    const { q, audience, limit } = queryOf(request, SEARCH);
    response.json({ items: await knowledge.search(q, { audience, limit }) });
  });
  return router;
}
