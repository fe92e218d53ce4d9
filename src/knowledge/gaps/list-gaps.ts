import type { Database } from "../../database/database.ts";
import type { UnansweredQuestion } from "../../database/generated/client.ts";
import type { Passage } from "../passage.ts";
import { type Group, groupQuestions } from "./group-questions.ts";

/** What customers asked in several words and no article answered. */
export interface Gap {
  /** Of the question that was asked first. */
  readonly id: string;
  readonly question: string;
  /** How often it was asked. */
  readonly count: number;
  readonly conversations: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The newest, newest first. */
  readonly examples: readonly Example[];
  /**
   * Articles that may answer it now: written or changed since it was asked. Empty, too, where looking for them would take
   * too long.
   */
  readonly nowFound: readonly { readonly slug: string; readonly title: string }[];
}

export interface Example {
  readonly text: string;
  readonly conversationId: string;
  readonly at: Date;
}

export interface GapDeps {
  readonly database: Pick<Database, "outside">;
  /** What they mean, in their order, all by one model; null where that cannot be had now. Never rejects. */
  vectorsOf(texts: readonly string[]): Promise<readonly (Float32Array | null)[]>;
  /** What customers would be given to read, best first. */
  search(question: string): Promise<readonly Pick<Passage, "slug" | "title" | "url" | "why">[]>;
  /** In place of 4 s, ms. For tests. */
  readonly searchingMs?: number;
}

/** What was asked before may have been asked differently, and is answered by now. */
const NEWEST = 2_000;
const EXAMPLES = 5;
/** How long is searched for what answers them now: an operator waits for the list. */
const SEARCHING_MS = 4_000;
const MAX_LENGTH = 200;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What no article answered in the last so many days: first what most conversations asked, for one of them can repeat itself
 * as often as it likes. Takes a search for each of `limit` groups, as long as that is not too long.
 */
export async function listGaps(days: number, limit: number, deps: GapDeps): Promise<readonly Gap[]> {
  const groups = await groupsOf(days, deps);
  const ranked = groups
    .map((group) => ({ group, gap: toGap(group) }))
    .sort(
      ({ gap: a }, { gap: b }) =>
        b.conversations - a.conversations || b.count - a.count || b.lastAt.getTime() - a.lastAt.getTime(),
    );
  const gaps: Gap[] = [];
  // One after the other: customers' questions go first.
  const until = performance.now() + (deps.searchingMs ?? SEARCHING_MS);
  for (const { group, gap } of ranked.slice(0, limit)) {
    const found = performance.now() < until ? await nowFound(group, deps) : [];
    gaps.push({ ...gap, nowFound: found });
  }
  return gaps;
}

/** All questions of the last so many days that nobody has dismissed, in groups, each with its oldest first. */
export async function groupsOf(
  days: number,
  { database, vectorsOf }: Pick<GapDeps, "database" | "vectorsOf">,
): Promise<readonly Group<Asked>[]> {
  const rows = await database.outside.unansweredQuestion.findMany({
    where: { dismissedBy: null, at: { gte: new Date(Date.now() - days * DAY_MS) } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: NEWEST,
  });
  rows.reverse();
  const vectors = await vectorsOf(rows.map(({ text }) => text));
  return await groupQuestions(rows.map((row, at) => ({ ...row, vector: vectors[at] ?? null })));
}

type Asked = UnansweredQuestion & { readonly vector: Float32Array | null };

function lastOf({ questions }: Group<Asked>): Asked {
  return questions.at(-1) ?? questions[0];
}

function toGap(group: Group<Asked>): Omit<Gap, "nowFound"> {
  const { questions, speaker } = group;
  const [{ id, at: firstAt }] = questions;
  return {
    id,
    question: inOneLine(speaker.text),
    count: questions.length,
    conversations: new Set(questions.map(({ conversationId }) => conversationId)).size,
    firstAt,
    lastAt: lastOf(group).at,
    examples: questions
      .slice(-EXAMPLES)
      .reverse()
      .map(({ text, conversationId, at }) => ({ text, conversationId, at })),
  };
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH).toWellFormed()}…`;
}

async function nowFound(group: Group<Asked>, { database, search }: GapDeps): Promise<Gap["nowFound"]> {
  const known = new Set(group.questions.flatMap(({ found }) => found));
  const passages = (await search(group.speaker.text)).filter(isNear);
  const bySlug = [...new Map(passages.map((passage) => [passage.slug, passage])).values()];
  const old = bySlug.filter(({ slug, url }) => known.has(url ?? slug)).map(({ slug }) => slug);
  const changed = await database.outside.article.findMany({
    where: { slug: { in: old }, updatedAt: { gt: lastOf(group).at } },
    select: { slug: true },
  });
  const unchanged = new Set(old).difference(new Set(changed.map(({ slug }) => slug)));
  return bySlug.flatMap(({ slug, title }) => (unchanged.has(slug) ? [] : [{ slug, title }]));
}

/**
 * What is farther from a question is about something else. Measured on 112 questions that our articles answer and 30 that they
 * do not: as near are the passages of 80 of the 95 whose article is found, and those of 5 of the 30.
 */
const NEAR = { cosine: 0.35, coverage: 0.5 };

function isNear({ why: { cosine, coverage } }: Pick<Passage, "why">): boolean {
  return coverage >= NEAR.coverage || (cosine ?? 0) >= NEAR.cosine;
}
