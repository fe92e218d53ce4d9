import { useEffect, useState } from "preact/hooks";
import type { Letters } from "../../read-letters.ts";
import { readLetters } from "../wire/api.ts";

/** Who wrote what and who would get an answer, as it is now; null on channels where that goes without saying. */
export function useLetters(conversationId: string, channel: string, newestSeq: number): Letters | null {
  const [letters, setLetters] = useState<Letters | null>(null);
  useEffect(() => {
    if (channel !== "email") return;
    let isCurrent = true;
    readLetters(conversationId)
      .then((read) => isCurrent && setLetters(read))
      // Without it the page is what it was; the next message asks again.
      .catch(reportError);
    return () => {
      isCurrent = false;
    };
  }, [conversationId, channel, newestSeq]);
  return letters;
}
