/** UTF-16 units: with what is put before or behind it, still a name for every file system. */
const MAX_LENGTH = 150;
const MAX_EXTENSION_LENGTH = 20;

/** Letters turned around show `exe.gpj` as `jpg.exe` (Unicode UTR 36, section 3.1). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const FORBIDDEN = /[<>:"|?*]/g;

/** A name for people, out of what a browser says: no path, nothing invisible, never empty, and the extension kept. */
export function safeFilename(claimed: string): string {
  const name = (claimed.split(/[/\\]/).at(-1) ?? "")
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "")
    .replaceAll(DIRECTION, "")
    .replaceAll(FORBIDDEN, "_")
    .trim()
    .replace(/^\.+/, "");
  if (name === "") return "file";
  if (name.length <= MAX_LENGTH) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH ? name.slice(dot) : "";
  return name.slice(0, MAX_LENGTH - extension.length).replace(/[\ud800-\udbff]$/, "") + extension;
}
