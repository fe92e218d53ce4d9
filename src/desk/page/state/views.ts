import type { ConversationView } from "../../../conversation/view.ts";

/** The stacks that conversations lie on, in the order in which an operator works through them. */
export const VIEWS = ["queued", "mine", "assistant", "colleagues", "closed", "all"] as const;
export type ViewName = (typeof VIEWS)[number];

export const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  queued: "Needs a human",
  mine: "Mine",
  assistant: "Assistant",
  colleagues: "Open with colleagues",
  closed: "Closed",
  all: "All",
};

/** What to ask the server for. Of what colleagues have it knows no list: own ones are left out here. */
export function viewQuery(view: ViewName, me: string): { readonly state?: string; readonly assignee?: string } {
  switch (view) {
    case "mine":
      return { state: "operator", assignee: me };
    case "colleagues":
      return { state: "operator" };
    case "all":
      return {};
    case "queued":
    case "assistant":
    case "closed":
      return { state: view };
  }
}

export function belongsTo(
  view: ViewName,
  { state, assignee }: Pick<ConversationView, "state" | "assignee">,
  me: string,
): boolean {
  switch (view) {
    case "mine":
      return state === "operator" && assignee === me;
    case "colleagues":
      return state === "operator" && assignee !== me;
    case "all":
      return true;
    case "queued":
    case "assistant":
    case "closed":
      return state === view;
  }
}
