import type { Request } from "express";
import { Problem } from "../http/problem.ts";
import type { ChangeCondition, ShelvedArticle } from "./help-centre.ts";

/** The Markdown of an article is not the same bytes as its JSON, so its tag is another (RFC 9110, section 8.8.3). */
const MARKDOWN = ".md";

/** The entity tag of an article in one of its two forms. */
export function entityTag({ version }: ShelvedArticle, form: "json" | "markdown"): string {
  return `"${version}${form === "markdown" ? MARKDOWN : ""}"`;
}

/** What `If-Match` and `If-None-Match` ask for (RFC 9110, section 13.1). @throws {Problem} 400 */
export function conditionOf(request: Request): ChangeCondition {
  const [match, noneMatch] = [request.get("If-Match")?.trim(), request.get("If-None-Match")?.trim()];
  if (match !== undefined && noneMatch !== undefined)
    throw new Problem(400, "Send If-Match or If-None-Match, not both.");
  if (noneMatch !== undefined && noneMatch !== "*")
    throw new Problem(400, "If-None-Match can only be *: write the article if there is none yet.");
  if (noneMatch !== undefined) return { versions: null, presence: "none" };
  if (match === undefined) return { versions: null, presence: "any" };
  if (match === "*") return { versions: null, presence: "some" };
  return { versions: match.split(",").map(versionOf), presence: "some" };
}

/** A proxy that compresses makes weak tags of ours, or appends `-gzip`: both still name the version. */
function versionOf(tag: string): string {
  const [, version] = /^\s*(?:W\/)?"?(\w+)(?:\.md)?(?:-\w+)?"?\s*$/.exec(tag) ?? [];
  return version ?? "";
}
