import type { Mail } from "../mail/thread-mails.ts";
import type { SandboxState, SentMail } from "./sandbox-state.ts";

/** All mail in somebody's mailbox: what he has sent, and what came to him. */
export function mailsOf(
  address: string,
  { mails, received }: Pick<SandboxState, "mails" | "received">,
): (Mail & Partial<Pick<SentMail, "state">>)[] {
  const isHis = (other: string): boolean => other.trim().toLowerCase() === address.toLowerCase();
  return [...mails.filter((mail) => isHis(mail.address)), ...received.filter(({ to }) => to.split(",").some(isHis))];
}
