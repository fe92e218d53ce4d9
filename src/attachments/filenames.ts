/** UTF-16 units: longer names are a trouble on every disk. */
const MAX_LENGTH = 150;
/** Twilio asks for 20 at most, without blanks and special characters. */
const MAX_LINK_NAME_LENGTH = 20;
const MAX_EXTENSION_LENGTH = 12;

/** Letters turned around show `exe.gpj` as `jpg.exe` (Unicode UTR 36, section 3.1); invisible ones hide the rest. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A name for people, out of what somebody says: no path, nothing invisible, never empty, and the extension kept. */
export function safeFilename(claimed: string): string {
  const name = (claimed.toWellFormed().split(/[/\\]/).at(-1) ?? "")
    .replaceAll(UNSEEN, "")
    .replaceAll(/[<>:"|?*]/g, "_")
    .replace(/^[\s.]+/, "")
    .trimEnd();
  return name === "" ? "file" : shortened(name, MAX_LENGTH);
}

/** The same for an address or a header: ASCII alone, and short. */
export function linkName(filename: string): string {
  const { stem, extension } = split(
    filename
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^\w.-]+/g, "-")
      .replaceAll(/\.{2,}/g, "."),
  );
  const plain = stem.replaceAll(/^[-.]+|[-.]+$/g, "");
  return shortened(`${plain === "" ? "file" : plain}${extension}`, MAX_LINK_NAME_LENGTH);
}

function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const { stem, extension } = split(name);
  return stem.slice(0, most - extension.length).replace(/[\ud800-\udbff]$/, "") + extension;
}

function split(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf(".");
  const isExtension = dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH;
  return isExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: "" };
}
