/** A piece of a text, in UTF-16 units; `to` is behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An address on the web as people write it, or any other with a scheme. Quotation marks are around it, never in it. */
const ADDRESS = /(?:https?:\/\/|\b(?:\w{2,20}:\/\/|www\.))[^\s<>"“”„«»「」]+/giu;
/** What ends a sentence or closes a bracket after it, unless the address has opened that bracket itself. */
const CLOSES = new Set(".,;:!?…'’*_~])}。，、！？）】』");

/** Where addresses stand in a text, in order. */
export function findAddresses(text: string): Span[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => ({ from: index, to: index + bareLength(found) }));
}

function bareLength(found: string): number {
  let open = found.split("(").length - found.split(")").length;
  let length = found.length;
  for (; length > 0 && CLOSES.has(found.charAt(length - 1)); length--) {
    if (!found.startsWith(")", length - 1)) continue;
    if (open >= 0) break;
    open++;
  }
  return length;
}
