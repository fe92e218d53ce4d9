const OUT = new Set(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]);
const IN = new Set(["START", "YES", "UNSTOP"]);
/** Their network has a list of its own, which YES does not undo. */
const TOLL_FREE = /^\+1(800|833|844|855|866|877|888)/;

/** Who may not be written to from which of our numbers. Twilio keeps this itself, from the texts it sees. */
export interface OptOutBook {
  /** Reads a customer's text. The answer is what Twilio texts back by itself, or null when it says nothing. */
  read(text: string, optOutType: string | null, ours: readonly string[], theirs: string): string | null;
  has(our: string, their: string): boolean;
  clear(): void;
}

export function createOptOutBook(): OptOutBook {
  const pairs = new Set<string>();
  const pair = (our: string, their: string): string => `${our} ${their}`;
  return {
    read(text, optOutType, ours, theirs) {
      const word = text.trim().toUpperCase();
      const keys = ours.map((our) => pair(our, theirs));
      if (optOutType === "STOP" || (optOutType === null && OUT.has(word))) {
        const isNews = keys.some((key) => !pairs.has(key));
        for (const key of keys) pairs.add(key);
        return isNews ? "You have successfully been unsubscribed. Reply START to resubscribe." : null;
      }
      if (optOutType === "START" || (optOutType === null && IN.has(word))) {
        const undone = ours.filter((our) => word !== "YES" || !TOLL_FREE.test(our));
        const wasOut = undone.map((our) => pairs.delete(pair(our, theirs))).includes(true);
        return wasOut ? "You have successfully been re-subscribed. Reply STOP to unsubscribe." : null;
      }
      return null;
    },
    has: (our, their) => pairs.has(pair(our, their)),
    clear: () => pairs.clear(),
  };
}
