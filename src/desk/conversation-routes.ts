import { Router } from "express";
import { Problem } from "../http/problem.ts";
import { act, type DeskAct } from "./act.ts";
import { ANSWER, answer } from "./answer.ts";
import { operatorOf } from "./authenticate.ts";
import { DRAFT, draftOf } from "./draft.ts";
import { createDraftMemory } from "./draft-memory.ts";
import { LIST_QUERY, listConversations } from "./list-conversations.ts";
import { PREVIEW, preview } from "./preview.ts";
import { readConversation, showConversation } from "./read-conversation.ts";
import { readLetters } from "./read-letters.ts";
import { readWays } from "./read-ways.ts";
import { bodyOf, idOf, queryOf } from "./request-parts.ts";
import type { DeskDeps } from "./routes.ts";

const ACTS: readonly DeskAct[] = ["claim", "release", "close", "reopen"];

/** What operators see and do of conversations. */
export function conversationRoutes(deps: DeskDeps): Router {
  const { database, log } = deps;
  const drafts = createDraftMemory();
  const router = Router();
  router.get("/api/conversations", async (request, response) => {
    response.json(await listConversations(queryOf(request, LIST_QUERY), database));
  });
  router.get("/api/conversations/:id", async (request, response) => {
    response.json(await readConversation(idOf(request), database));
  });
  router.get("/api/conversations/:id/letters", async (request, response) => {
    response.json(await readLetters(idOf(request), deps));
  });
  router.get("/api/conversations/:id/ways", async (request, response) => {
    response.json({ items: await readWays(idOf(request), database) });
  });
  for (const kind of ACTS)
    router.post(`/api/conversations/:id/${kind}`, async (request, response) => {
      const id = idOf(request);
      await act(kind, id, operatorOf(response), deps);
      response.json(await showConversation(id, database));
    });
  router.post("/api/conversations/:id/messages", async (request, response) => {
    const message = await answer(idOf(request), bodyOf(request, ANSWER), operatorOf(response), deps);
    const keptShare = message.internal ? null : drafts.compare(message.conversationId, message.text);
    if (keptShare !== null) deps.draftSent(keptShare);
    response.status(201).json(message);
  });
  router.post("/api/conversations/:id/preview", async (request, response) => {
    response.json(await preview(idOf(request), bodyOf(request, PREVIEW).text, deps));
  });
  router.post("/api/conversations/:id/draft", async (request, response) => {
    const [conversation, { instruction }] = [idOf(request), bodyOf(request, DRAFT)];
    const asking = new AbortController();
    // Whoever has gone away needs none, and each costs money.
    response.on("close", () => asking.abort(new Problem(503, "Nobody waits for this draft any more.")));
    const drafted = await deps.writeDraft(conversation, instruction || null, asking.signal);
    log.info(
      { conversation, operator: operatorOf(response).operatorId, outcome: drafted.kind },
      "a draft was asked for",
    );
    const draft = draftOf(drafted);
    drafts.remember(conversation, draft.text);
    response.json(draft);
  });
  return router;
}
