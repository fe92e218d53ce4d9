/** The name of a folder as it goes over the wire: modified UTF-7 (RFC 3501, section 5.1.3). */
export function encodeFolderName(name: string): string {
  return name.replaceAll("&", "&-").replace(/[^\x20-\x7e]+/g, (foreign) => {
    const utf16 = Buffer.from(foreign, "utf16le").swap16();
    return `&${utf16.toString("base64").replaceAll("/", ",").replace(/=+$/, "")}-`;
  });
}
