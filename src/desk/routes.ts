import { json, Router } from "express";
import type { Logger } from "pino";
import type { FileStore } from "../attachments/file-store.ts";
import type { Database } from "../database/database.ts";
import type { Channels } from "../outbound/say.ts";
import { act, type DeskAct, type DeskWakes } from "./act.ts";
import { ANSWER, answer } from "./answer.ts";
import { sendAttachment } from "./attachments.ts";
import { type AuthDeps, authenticate, operatorOf } from "./authenticate.ts";
import { DEAD_LETTER_QUERY, listDeadLetters, retryDeadLetter } from "./dead-letters.ts";
import { LIST_QUERY, listConversations } from "./list-conversations.ts";
import { createLoginLimit } from "./login-limit.ts";
import { readRaw } from "./raw-message.ts";
import { readConversation, showConversation } from "./read-conversation.ts";
import { readLetters } from "./read-letters.ts";
import { bodyOf, idOf, queryOf } from "./request-parts.ts";
import { sessionRoutes } from "./session-routes.ts";

export interface DeskDeps extends Omit<AuthDeps, "database"> {
  readonly database: Database;
  readonly channels: Channels;
  readonly files: FileStore;
  readonly log: Pick<Logger, "info">;
  readonly wakes: DeskWakes & { wakeIngest(): void };
  /** Whether the outside reaches us over TLS. */
  readonly isSecure: boolean;
}

const ACTS: readonly DeskAct[] = ["claim", "release", "close", "reopen"];
const MAX_BODY = "256kb";

/** The REST API of the desk. */
export function deskRoutes(deps: DeskDeps): Router {
  const { database } = deps;
  const router = Router();
  router.use("/api", json({ limit: MAX_BODY }), (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  router.use(sessionRoutes({ ...deps, loginLimit: createLoginLimit(database.pool) }));
  router.use("/api", authenticate(deps));
  router.get("/api/conversations", async (request, response) => {
    response.json(await listConversations(queryOf(request, LIST_QUERY), database));
  });
  router.get("/api/conversations/:id", async (request, response) => {
    response.json(await readConversation(idOf(request), database));
  });
  router.get("/api/conversations/:id/letters", async (request, response) => {
    response.json(await readLetters(idOf(request), deps));
  });
  for (const kind of ACTS)
    router.post(`/api/conversations/:id/${kind}`, async (request, response) => {
      const id = idOf(request);
      await act(kind, id, operatorOf(response), deps);
      response.json(await showConversation(id, database));
    });
  router.post("/api/conversations/:id/messages", async (request, response) => {
    const message = await answer(idOf(request), bodyOf(request, ANSWER), operatorOf(response), deps);
    response.status(201).json(message);
  });
  router.get("/api/messages/:id/raw", async (request, response) => {
    const [id, by] = [idOf(request), operatorOf(response)];
    const bytes = await readRaw(id, by, database);
    deps.log.info({ raw: id, operator: by.operatorId }, "raw downloaded");
    response.type("application/octet-stream").attachment("raw").send(Buffer.from(bytes));
  });
  router.get("/api/attachments/:id", async (request, response) => {
    await sendAttachment(idOf(request), response, deps);
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
