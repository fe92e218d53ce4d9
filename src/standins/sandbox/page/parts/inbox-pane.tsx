import { Icon } from "./icon.tsx";

/** The desk, where one is the operator. */
export function InboxPane({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <section class="card inbox-pane" aria-label="The operator's inbox">
      <header class="card-top">
        <Icon name="inbox" />
        <h2>Inbox</h2>
        <span class="quiet card-note">you are the operator here</span>
        <a class="small button-like" href="/inbox/" target="_blank" rel="noreferrer">
          Open alone
        </a>
      </header>
      {isOpen && <iframe title="The operator's inbox" src="/inbox/" />}
    </section>
  );
}
