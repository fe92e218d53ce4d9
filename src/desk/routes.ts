import { json, Router } from "express";
import type { Logger } from "pino";
import type { FileLinks } from "../attachments/file-links.ts";
import type { FileStore } from "../attachments/file-store.ts";
import type { UploadTokens } from "../attachments/upload-tokens.ts";
import type { Database } from "../database/database.ts";
import type { Channels } from "../outbound/say.ts";
import type { DeskWakes } from "./act.ts";
import { articleRoutes } from "./article-routes.ts";
import { sendAttachment } from "./attachments.ts";
import { type AuthDeps, authenticate, operatorOf } from "./authenticate.ts";
import { channelRoutes } from "./channel-routes.ts";
import { conversationRoutes } from "./conversation-routes.ts";
import { DEAD_LETTER_QUERY, listDeadLetters, retryDeadLetter } from "./dead-letters.ts";
import type { WriteDraft } from "./draft.ts";
import { type DeskGaps, gapRoutes } from "./gap-routes.ts";
import type { DeskArticles, DeskKnowledge } from "./help-centre.ts";
import { knowledgeRoutes } from "./knowledge-routes.ts";
import { createLoginLimit } from "./login-limit.ts";
import { readRaw } from "./raw-message.ts";
import { idOf, queryOf } from "./request-parts.ts";
import { retryAttachment } from "./retry-attachment.ts";
import { sessionRoutes } from "./session-routes.ts";
import { uploadRoutes } from "./upload.ts";

export interface DeskDeps extends Omit<AuthDeps, "database"> {
  readonly database: Database;
  readonly channels: Channels;
  /** This process, as the others see it. */
  readonly processId: string;
  readonly files: FileStore;
  readonly uploads: UploadTokens;
  readonly links: FileLinks;
  readonly articles: DeskArticles;
  readonly knowledge: DeskKnowledge;
  readonly gaps: DeskGaps;
  readonly log: Pick<Logger, "info">;
  readonly writeDraft: WriteDraft;
  /** An answer was sent after a draft: how much of that is in it, 0 to 1. */
  readonly draftSent: (keptShare: number) => void;
  readonly wakes: DeskWakes & { wakeIngest(): void };
  /** Whether the outside reaches us over TLS. */
  readonly isSecure: boolean;
}

const MAX_BODY = "256kb";

/** The REST API of the desk. */
export function deskRoutes(deps: DeskDeps): Router {
  const { database } = deps;
  const router = Router();
  router.use(uploadRoutes(deps));
  router.use("/api", json({ limit: MAX_BODY }), (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  router.use(sessionRoutes({ ...deps, loginLimit: createLoginLimit(database.pool) }));
  router.use("/api", authenticate(deps));
  router.use(channelRoutes(deps));
  router.use(conversationRoutes(deps));
  router.use(articleRoutes(deps));
  router.use(knowledgeRoutes(deps.knowledge));
  router.use(gapRoutes(deps));
  router.get("/api/messages/:id/raw", async (request, response) => {
    const [id, by] = [idOf(request), operatorOf(response)];
    const bytes = await readRaw(id, by, database);
    deps.log.info({ raw: id, operator: by.operatorId }, "raw downloaded");
    response.type("application/octet-stream").attachment("raw").send(Buffer.from(bytes));
  });
  router.get("/api/attachments/:id", async (request, response) => {
    await sendAttachment(idOf(request), response, deps);
  });
  router.post("/api/attachments/:id/retry", async (request, response) => {
    await retryAttachment(idOf(request), database);
    response.json({ state: "pending" });
  });
  router.get("/api/dead-letters", async (request, response) => {
    response.json(await listDeadLetters(queryOf(request, DEAD_LETTER_QUERY), database));
  });
  router.post("/api/dead-letters/:id/retry", async (request, response) => {
    const direction = await retryDeadLetter(idOf(request), database);
    if (direction === "inbound") deps.wakes.wakeIngest();
    else deps.wakes.wakeDelivery();
    response.json({ status: "pending" });
  });
  return router;
}
