/** An address of another kind, such as `javascript:`, is no link. */
export function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//i.test(url);
}
