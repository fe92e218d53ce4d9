import type { Reading } from "./read-request.ts";
import { type SmallTalk, smallTalkIn } from "./small-talk.ts";

const SETTLES: readonly (SmallTalk | null)[] = ["solved", "farewell"];
const BESIDE: readonly (SmallTalk | null)[] = [...SETTLES, "thanks", "nothing"];

/** Whether the customer says that an answer of ours has settled it, or takes leave after one, and says nothing else. */
export function confirmsSettled({ asked, said }: Reading): boolean {
  const kinds = asked.map(smallTalkIn);
  return (
    said.length > 0 && kinds.every((kind) => BESIDE.includes(kind)) && kinds.some((kind) => SETTLES.includes(kind))
  );
}
