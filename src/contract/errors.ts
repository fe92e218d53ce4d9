/** The provider's bytes are not what it documents. Interpreting them again later gives the same. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
}
