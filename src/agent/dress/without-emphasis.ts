/** A text without its bold, italic and struck words. `snake_case`, `2 * 3 * 4` and a footnote's star are none. */
export function withoutEmphasis(text: string): string {
  return text
    .replaceAll(/(\*{2,3}|_{2,3}|~~)(?=\S)([^\n]{0,1000}?\S)\1/g, "$2")
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])/gu, "$1")
    .replaceAll(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])/gu, "$1");
}
