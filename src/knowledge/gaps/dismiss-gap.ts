import { type GapDeps, groupsOf } from "./list-gaps.ts";

/**
 * Takes a gap off the list, with all its questions: no article is needed, or there is one now. `days`: of the list that it
 * stood in. The same question asked later is listed again. Null when there is none with this id; else how many questions
 * were taken off, 0 when somebody had done so already.
 */
export async function dismissGap(
  id: string,
  by: string,
  days: number,
  deps: Pick<GapDeps, "database" | "vectorsOf">,
): Promise<number | null> {
  const { unansweredQuestion } = deps.database.outside;
  const asked = await unansweredQuestion.findUnique({ where: { id } });
  if (!asked) return null;
  if (asked.dismissedBy !== null) return 0;
  const group = (await groupsOf(days, deps)).find(({ questions }) => questions.some((one) => one.id === id));
  const ids = group?.questions.map((one) => one.id) ?? [id];
  const { count } = await unansweredQuestion.updateMany({
    where: { id: { in: ids }, dismissedBy: null },
    data: { dismissedBy: by },
  });
  return count;
}
