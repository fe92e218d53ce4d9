/** A part of an address as it reads; null when it is none, as a lone percent sign is. */
export function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part) || null;
  } catch {
    return null;
  }
}
