import type { Destinations, Finding } from "../guard.ts";
import { type Link, linkKey, linksOf, type Mail, mailsOf, withPlainDots } from "./links.ts";
import { without } from "./value.ts";

/** What a source confirms of addresses. */
export interface KnownAddresses {
  /** Keys of links, and hosts. */
  readonly links: ReadonlySet<string>;
  readonly mails: ReadonlySet<string>;
}

export interface Addresses {
  readonly links: readonly Link[];
  readonly mails: readonly Mail[];
}

/** The last parts of our hosts: where they are no country's, addresses of that kind are found by them. */
export function endsOf({ hosts }: Pick<Destinations, "hosts">): ReadonlySet<string> {
  return new Set(hosts.map((host) => host.replace(/:\d+$/, "").split(".").at(-1) ?? ""));
}

/** All addresses of a text, and the text with them blanked: what stands in them is no figure. */
export function addressesIn(text: string, ends: ReadonlySet<string>): Addresses & { readonly rest: string } {
  const plain = withPlainDots(text);
  const mails = mailsOf(plain);
  const withoutMails = without(plain, mails);
  const links = linksOf(withoutMails, ends);
  return { links, mails, rest: without(withoutMails, links) };
}

export function knownAddresses(texts: readonly string[], ends: ReadonlySet<string>): KnownAddresses {
  const all = texts.map((text) => addressesIn(text, ends));
  const urls = all.flatMap(({ links }) => links.flatMap(({ url }) => (url ? [url] : [])));
  return {
    links: new Set(urls.flatMap((url) => [linkKey(url), `host:${plainHost(url)}`])),
    mails: new Set(all.flatMap(({ mails }) => mails.map(({ address }) => address))),
  };
}

/** Hosts of an answer are allowed or not, whatever a source says; the page has to be known besides. */
export function strayAddresses(
  { links, mails }: Addresses,
  { hosts, addresses }: Destinations,
  known: KnownAddresses,
): readonly Finding[] {
  const allowed = new Set(hosts.map((host) => host.replace(/^www\./, "")));
  const isKnownMail = ({ address }: Mail): boolean => known.mails.has(address) || addresses.includes(address);
  return [
    ...links.filter((link) => !mayLink(link, allowed, known)).map(({ text }) => ({ kind: "link" as const, text })),
    ...mails.filter((mail) => !isKnownMail(mail)).map(({ text }) => ({ kind: "email" as const, text })),
  ];
}

function mayLink({ url, isBare, text }: Link, allowed: ReadonlySet<string>, known: KnownAddresses): boolean {
  // Who a link belongs to must be seen: `https://acme.example@evil.example` is not ours.
  if (url?.username !== "" || url.password !== "") return false;
  const host = plainHost(url);
  const isKnown = known.links.has(linkKey(url));
  if (allowed.has(host)) return isKnown || (url.pathname === "/" && url.search === "");
  // A network address, or the name of the house that our hosts belong to, is only said where a source says it.
  const isOfOurs = [...allowed].some((one) => one.endsWith(`.${host}`));
  const isNumber = /^[\d.]+$/.test(text);
  return isBare && (isOfOurs || isNumber) && known.links.has(`host:${host}`);
}

const plainHost = (url: URL): string => url.host.replace(/^www\./, "");
