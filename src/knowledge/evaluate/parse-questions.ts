import { z } from "zod";

/** A question and the articles that answer it. */
export interface Question {
  readonly query: string;
  /** Slugs. */
  readonly relevant: readonly string[];
  /** How it is asked, such as `typo`; null where the file does not say. */
  readonly style: string | null;
  /** What the customer wrote before, newest last. */
  readonly before: readonly string[];
}

/** A file of questions is not what it must be. The message names the file, the entry and what is wrong. */
export class QuestionsError extends Error {
  override readonly name = "QuestionsError";
}

const QUESTION = z.object({
  query: z.string().trim().min(1, "must not be empty"),
  relevant: z
    .array(z.string().trim().min(1, "must not be empty"))
    .min(1, "must name an article")
    .transform((slugs) => [...new Set(slugs)]),
  style: z.string().trim().min(1).nullish(),
  before: z.array(z.string()).nullish(),
});

/** So many wrong entries are told at most: a file of another kind is wrong everywhere. */
const MOST_TOLD = 10;

/** @throws {QuestionsError} */
export function parseQuestions(text: string, file: string): readonly Question[] {
  const entries = parseJson(text, file);
  if (!Array.isArray(entries))
    throw new QuestionsError(`${file} must be an array of {query, relevant: [slug], style?}`);
  if (entries.length === 0) throw new QuestionsError(`${file} holds no questions`);
  const problems: string[] = [];
  const questions = entries.flatMap((entry: unknown, at): Question[] => {
    const parsed = QUESTION.safeParse(entry);
    if (parsed.success) {
      const { query, relevant, style, before } = parsed.data;
      return [{ query, relevant, style: style ?? null, before: before ?? [] }];
    }
    problems.push(
      ...parsed.error.issues.map(
        ({ path, message }) => `  entry ${at + 1}, ${path.join(".") || "all of it"}: ${message}`,
      ),
    );
    return [];
  });
  if (problems.length === 0) return questions;
  const more = problems.length > MOST_TOLD ? [`  and ${problems.length - MOST_TOLD} more`] : [];
  throw new QuestionsError([`${file} has problems:`, ...problems.slice(0, MOST_TOLD), ...more].join("\n"));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new QuestionsError(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** @throws {QuestionsError} naming the relevant slugs that `isKnown` denies, and the entries they are in. */
export function checkSlugs(questions: readonly Question[], file: string, isKnown: (slug: string) => boolean): void {
  const unknown = new Map<string, number>();
  for (const [at, { relevant }] of questions.entries()) {
    for (const slug of relevant) if (!isKnown(slug) && !unknown.has(slug)) unknown.set(slug, at + 1);
  }
  if (unknown.size === 0) return;
  const lines = [...unknown].map(([slug, entry]) => `  ${slug} (entry ${entry})`);
  throw new QuestionsError([`${file} names articles that there are not:`, ...lines].join("\n"));
}
