import { type Address, type ChannelHealth, SendError } from "../../src/contract/index.ts";
import { failsWith, isNotPermitted } from "./to-send-error.ts";

/**
 * How long a refusal of a text counts against our account or number. A balancer sends nothing to who is not ready, so
 * nothing would be sent that could show that it is mended.
 */
const TROUBLE_MS = 60_000;

/** Whether Twilio accepts us and our numbers, as the last calls have shown. */
export interface AccountTrouble {
  /** Runs a call about a text from one of our numbers and learns from how it fails. */
  watch<Answer>(from: Address, call: Promise<Answer>): Promise<Answer>;
  /** Twilio has taken a text from this number. */
  taken(from: Address): void;
  /** The same for a call that reads Twilio's list. What it finds out counts until the next one, for that comes by itself. */
  watchList<Answer>(call: Promise<Answer>): Promise<Answer>;
  /** The list is not read here any more: another process may know better by now. */
  leaveList(): void;
  health(): ChannelHealth;
}

/** `now`: ms of a clock that only rises, for tests. */
export function createAccountTrouble(now: () => number = () => performance.now()): AccountTrouble {
  let account: Trouble | null = null;
  let list: string | null = null;
  /** Texts were taken while the list was refused, as from a key that may send and not read: then that says nothing of texts. */
  let isListAlone = false;
  const numbers = new Map<Address, Trouble>();
  const isAccepted = (): void => {
    account = null;
    list = null;
  };
  return {
    watch: (from, call) =>
      learning(call, (error) => {
        const trouble = { why: error.message, until: now() + TROUBLE_MS };
        const reach = failsWith(error);
        if (reach === "all") {
          account = trouble;
          isListAlone = false;
        }
        // A refusal that is about this one text, or its number, comes from a Twilio that knows us.
        else if (isRefusal(error)) isAccepted();
        if (reach === "number") numbers.set(from, trouble);
      }),
    taken(from) {
      isListAlone ||= list !== null;
      isAccepted();
      numbers.delete(from);
    },
    async watchList(call) {
      const page = await learning(call, (error) => {
        // Where that is all that is wrong, texts leave.
        if (isNotPermitted(error) || isRefusal(error)) list = null;
        else if (failsWith(error) === "all" && !isListAlone) list = error.message;
      });
      list = null;
      isListAlone = false;
      return page;
    },
    leaveList() {
      list = null;
    },
    health() {
      const whys = whysAt(now(), { account, numbers });
      if (whys.length > 0) return { ok: false, why: whys.join(" ") };
      // Webhooks come in all the same, and the desk is where it says what is wrong.
      return list === null ? { ok: true } : { ok: false, why: list, isReady: true };
    },
  };
}

interface Trouble {
  readonly why: string;
  readonly until: number;
}

interface Known {
  readonly account: Trouble | null;
  readonly numbers: ReadonlyMap<Address, Trouble>;
}

/** What texts have met lately, the account's first. */
function whysAt(nowMs: number, { account, numbers }: Known): string[] {
  const ofAccount = account !== null && account.until > nowMs ? account.why : null;
  const ofNumbers = [...numbers]
    .filter(([, { until }]) => until > nowMs)
    .map(([from, { why }]) => `Texts from ${from} fail. ${why}`);
  return ofAccount === null ? ofNumbers : [ofAccount, ...ofNumbers];
}

async function learning<Answer>(call: Promise<Answer>, learn: (error: SendError) => void): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof SendError) learn(error);
    throw error;
  }
}

/** In Twilio's own words: a proxy's, or a fault of ours, tells nothing of what Twilio thinks of us. */
const isRefusal = ({ code, retryable, maybeSent }: SendError): boolean =>
  /^twilio_\d+$/.test(code) && !retryable && !maybeSent;
