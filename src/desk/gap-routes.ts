import { Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { operatorOf } from "./authenticate.ts";
import { idOf, queryOf } from "./request-parts.ts";

/** What customers asked and no article answered. */
export interface DeskGaps {
  /** Of the last so many days, most frequent first. */
  list(days: number, limit: number): Promise<readonly object[]>;
  /** How many questions were taken off the list of so many days, 0 when that was done before; null: there is no such gap. */
  dismiss(id: string, by: string, days: number): Promise<number | null>;
}

export interface GapRoutesDeps {
  readonly gaps: DeskGaps;
  readonly log: Pick<Logger, "info">;
}

/** Questions are kept no longer. */
const MAX_DAYS = 180;
const DAYS = { days: z.coerce.number().int().min(1).max(MAX_DAYS).default(30) };
const DISMISSAL = z.object(DAYS);
const LIST = z.object({
  ...DAYS,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(50)
    .transform((limit) => Math.min(limit, 200)),
});

/** The gaps in the articles, for every operator. */
export function gapRoutes({ gaps, log }: GapRoutesDeps): Router {
  const router = Router();
  router.get("/api/knowledge/gaps", async (request, response) => {
    const { days, limit } = queryOf(request, LIST);
    response.json({ items: await gaps.list(days, limit) });
  });
  router.post("/api/knowledge/gaps/:id/dismiss", async (request, response) => {
    const [id, by, { days }] = [idOf(request), operatorOf(response), queryOf(request, DISMISSAL)];
    const questions = await gaps.dismiss(id, by.name, days);
    if (questions === null) throw new Problem(404, "There is no gap with this id.");
    log.info({ gap: id, operator: by.operatorId, questions }, "a knowledge gap was dismissed");
    response.status(204).end();
  });
  return router;
}
