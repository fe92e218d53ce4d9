import { Icon } from "./icon.tsx";

export type Tab = "phone" | "mail" | "site" | "inbox";

const TABS = [
  { tab: "phone", label: "Phone" },
  { tab: "mail", label: "Mail" },
  { tab: "site", label: "Website" },
  { tab: "inbox", label: "Inbox" },
] as const;

interface TabsProps {
  readonly tab: Tab;
  readonly unseen: Readonly<Record<Tab, number>>;
  onTab(tab: Tab): void;
}

/** Where not all has room at once. */
export function Tabs({ tab, unseen, onTab }: TabsProps) {
  return (
    <nav class="tabs" aria-label="What to look at">
      {TABS.map(({ tab: name, label }) => (
        <button
          key={name}
          type="button"
          class="tab"
          data-tab={name}
          aria-pressed={tab === name}
          onClick={() => onTab(name)}
        >
          <Icon name={name} />
          {label}
          {unseen[name] > 0 && (
            <span class="count">
              {unseen[name]}
              <span class="sr"> new</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
