import { isWebAddress } from "../state/is-web-address.ts";

/** Leads out of the inbox, to where somebody else's words say. What is no address of the web is shown as text. */
export function OutwardLink({ url, title }: { readonly url: string | null; readonly title: string }) {
  if (!isWebAddress(url)) return <span>{title}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  );
}
