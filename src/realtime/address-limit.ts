import { networkOf } from "./network-of.ts";

/** Generous, for a whole office may have one address. */
const MOST_OPEN = 200;
const WARN_EVERY_MS = 60_000;

/** How many connections an address has open on this process. */
export interface AddressLimit {
  hasRoom(address: string): boolean;
  /** Returns how to leave again. */
  enter(address: string): () => void;
}

export function createAddressLimit(warn: (message: string) => void): AddressLimit {
  const open = new Map<string, number>();
  let warnedAt = Number.NEGATIVE_INFINITY;
  const countOf = (network: string | null): number => (network === null ? 0 : (open.get(network) ?? 0));
  return {
    hasRoom(address) {
      if (countOf(networkOf(address)) < MOST_OPEN) return true;
      if (performance.now() - warnedAt > WARN_EVERY_MS) {
        warnedAt = performance.now();
        warn(`refused a socket of an address that has ${MOST_OPEN} open: one of a proxy that is not on this machine?`);
      }
      return false;
    },
    enter(address) {
      const network = networkOf(address);
      if (network === null) return () => {};
      open.set(network, countOf(network) + 1);
      return () => {
        const left = countOf(network) - 1;
        if (left > 0) open.set(network, left);
        else open.delete(network);
      };
    },
  };
}
