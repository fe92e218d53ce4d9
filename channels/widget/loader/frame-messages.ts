/**
 * What the loader and the chat page say to each other, by `postMessage`. Each message is wrapped as `{ switchboard: … }`,
 * for the window of a host page hears many.
 */

/** The loader → the page. */
export type ToPage =
  /** Somebody sees the chat now. `modal`: it covers the page, so that the focus stays in it. */
  | { readonly kind: "shown"; readonly modal: boolean }
  | { readonly kind: "hidden" }
  /** A token that the host site has signed for whom it knows. */
  | { readonly kind: "identify"; readonly token: string }
  /** Forget who this is, and what was said. */
  | { readonly kind: "reset" };

/** The page → the loader. */
export type ToLoader =
  | { readonly kind: "ready" }
  | { readonly kind: "close" }
  | { readonly kind: "unread"; readonly count: number }
  /** Whether there is a conversation to come back to. */
  | { readonly kind: "known"; readonly known: boolean };

export interface Wrapped<M> {
  readonly switchboard: M;
}

/** How the loader tells the page about itself: in the fragment of its address, which no server sees. */
export interface FrameSettings {
  /** The origin of the host page. */
  readonly parent: string;
  /** Both as `#rrggbb`. */
  readonly color: string;
  readonly ink: string;
  /** The name of the chat. */
  readonly label: string;
}
