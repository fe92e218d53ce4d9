/** Blanks of no width, joiners and the like are nothing to see, and marks alone are nothing to read. */
const READABLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800*_~`#<>|=+\\[\]-]/u;

/** Whether there is anything to read in a plain text: what was markup only says nothing, on whatever channel. */
export const isReadable = (plain: string): boolean => READABLE.test(plain);
