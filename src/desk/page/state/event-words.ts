import type { EventView } from "../../../conversation/view.ts";
import { member } from "./member.ts";

/** One line of the timeline. A kind that this page does not know is shown by its name: never left out. */
export function eventWords({ kind, by, data }: Pick<EventView, "kind" | "by" | "data">): string {
  const who = by ?? "Switchboard";
  switch (kind) {
    case "opened":
      return "Conversation opened";
    case "claimed":
      return `${who} took the conversation`;
    case "released":
      return `${who} gave it back to the assistant`;
    case "closed":
      return `${who} closed the conversation`;
    case "reopened":
      return by ? `${by} reopened the conversation` : "The customer wrote again: reopened";
    case "handed_off":
      return by ? `${by} asked for a human` : "Handed to a human";
    case "opted_out":
      return member(data, "code")
        ? "The customer has opted out, as the provider says: nothing more is sent"
        : "The customer opted out by text: nothing more is sent";
    case "opted_in":
      return "The customer opted in again";
    case "unreachable":
      return `Nothing reaches the customer here. ${member(data, "why") ?? ""}`.trim();
    case "ticket_opened":
      return `Ticket ${member(data, "number") ?? "without a number"} opened`;
    case "verified":
      return "The customer proved who they are by a one-time code";
    case "code_refused":
      return "The customer wrote a wrong one-time code";
    case "contact_joined":
      return "The customer turned out to be somebody we know";
    case "raw_downloaded":
      return `${who} downloaded a message as the provider gave it`;
    default: {
      const words = kind.replaceAll("_", " ");
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}${by ? ` (${by})` : ""}`;
    }
  }
}
