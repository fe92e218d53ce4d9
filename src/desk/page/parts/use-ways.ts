import { useEffect, useState } from "preact/hooks";
import type { Way } from "../../read-ways.ts";
import { readWays } from "../wire/api.ts";

/** Where else the customer can be written to. Asked for only while `isWanted`: when nothing reaches him here. */
export function useWays(conversationId: string, isWanted: boolean): readonly Way[] {
  const [ways, setWays] = useState<readonly Way[]>([]);
  useEffect(() => {
    setWays([]);
    if (!isWanted) return;
    let isCurrent = true;
    readWays(conversationId)
      .then((read) => isCurrent && setWays(read))
      // Without it the page is what it was.
      .catch(reportError);
    return () => {
      isCurrent = false;
    };
  }, [conversationId, isWanted]);
  return ways;
}
