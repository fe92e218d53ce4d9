import type { ThreadKey } from "../../src/contract/index.ts";

/** The rooms of the namespace, over all processes: all sockets that show a thread, … */
export const roomOfThread = (thread: ThreadKey): string => `thread:${thread}`;
/** … all of one session, which are the tabs of one browser, … */
export const roomOfSession = (id: string): string => `session:${id}`;
/** … and all of one identified customer. */
export const roomOfUser = (sub: string): string => `user:${sub}`;
