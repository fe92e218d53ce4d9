import { type Request, type Response, Router, text } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { conditionOf, entityTag } from "./article-tags.ts";
import { toView } from "./article-view.ts";
import { operatorOf } from "./authenticate.ts";
import type { DeskArticles, HandedArticle, NotChanged, ShelvedArticle } from "./help-centre.ts";
import { ARTICLE_QUERY, listArticles } from "./list-articles.ts";
import type { Operator } from "./operators.ts";
import { bodyOf, queryOf } from "./request-parts.ts";

export interface ArticleDeps {
  readonly articles: DeskArticles;
  readonly log: Pick<Logger, "info">;
}

const MARKDOWN = "text/markdown";
const MAX_BODY = "256kb";

/** A form that has nothing to say in a field leaves it empty. */
const optionalText = z
  .string()
  .nullish()
  .transform((given) => (given?.trim() ? given : null));

/** The audience has no default: one that was forgotten must not publish what was meant for operators. */
const ARTICLE = z.object({
  title: z.string(),
  body: z.string(),
  audience: z.enum(["public", "internal"]),
  url: optionalText,
  tags: z.array(z.string()).nullish(),
  language: optionalText,
  draft: z.boolean().nullish(),
});

/** Articles for operators to read, and for admins to write. */
export function articleRoutes({ articles, log }: ArticleDeps): Router {
  const router = Router();
  router.get("/api/articles", async (request, response) => {
    response.json(listArticles(queryOf(request, ARTICLE_QUERY), await articles.list()));
  });
  router.get("/api/articles/:slug", async (request, response) => {
    const found = await articles.read(slugOf(request));
    if (!found) throw new Problem(404, "There is no article with this slug.");
    const isMarkdown = request.accepts("json", MARKDOWN) === MARKDOWN;
    response.vary("Accept").set("ETag", entityTag(found, isMarkdown ? "markdown" : "json"));
    if (isMarkdown) response.type(MARKDOWN).send(found.markdown);
    else response.json(toView(found));
  });
  router.put("/api/articles/:slug", text({ type: MARKDOWN, limit: MAX_BODY }), async (request, response) => {
    const [slug, by] = [slugOf(request), adminOf(response)];
    const written = await articles.write(slug, handedIn(request), by.name, conditionOf(request));
    if (!("entry" in written)) throw refusal(written);
    log.info({ article: slug, operator: by.operatorId, outcome: written.kind }, "article written");
    answer(response.status(written.kind === "created" ? 201 : 200), written.entry);
  });
  router.delete("/api/articles/:slug", async (request, response) => {
    const [slug, by] = [slugOf(request), adminOf(response)];
    const removed = await articles.remove(slug, by.name, conditionOf(request));
    if (removed.kind !== "removed") throw refusal(removed);
    log.info({ article: slug, operator: by.operatorId }, "article removed");
    response.status(204).end();
  });
  router.post("/api/articles/:slug/revert", async (request, response) => {
    const [slug, by] = [slugOf(request), adminOf(response)];
    const reverted = await articles.revert(slug);
    if (!("entry" in reverted)) throw refusal(reverted);
    log.info({ article: slug, operator: by.operatorId }, "article reverted to its file");
    answer(response, reverted.entry);
  });
  return router;
}

function answer(response: Response, article: ShelvedArticle): void {
  response.set("ETag", entityTag(article, "json")).json(toView(article));
}

function slugOf(request: Request): string {
  return String(request.params["slug"]);
}

function adminOf(response: Response): Operator {
  const operator = operatorOf(response);
  if (!operator.isAdmin) throw new Problem(403, "Only an administrator may write articles.");
  return operator;
}

function handedIn(request: Request): HandedArticle {
  if (request.is(MARKDOWN) === MARKDOWN)
    return { kind: "markdown", source: typeof request.body === "string" ? request.body : "" };
  const { body, ...fields } = bodyOf(request, ARTICLE);
  return { kind: "fields", fields, text: body };
}

function refusal(why: NotChanged): Problem {
  switch (why.kind) {
    case "bad":
      return new Problem(400, `The article cannot be used: ${why.reason}.`, { problems: [why.reason] });
    case "too_large":
      return new Problem(413, `The article is too large: ${why.maxBytes / 1_000} kB at most.`);
    case "unknown":
      return new Problem(404, "There is no article with this slug.");
    case "outdated":
      return new Problem(412, "The article is not what you have seen: somebody has changed it meanwhile.");
    case "no_file":
      return new Problem(409, "There is no file with this slug that could be used in its place.");
  }
}
