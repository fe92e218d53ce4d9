/** GSM 03.38, the basic table and, after the line break, the extension, whose characters take two places. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("^{}\\[]~|€\f");

/** How many messages of the radio network a text takes. A rough count: characters at the seams are not looked at. */
export function segmentsOf(text: string): number {
  const isGsm = Array.from(text).every((char) => BASIC.has(char) || EXTENSION.has(char));
  const length = isGsm ? Array.from(text).reduce((sum, char) => sum + (EXTENSION.has(char) ? 2 : 1), 0) : text.length;
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / part);
}
