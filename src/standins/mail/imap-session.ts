import type { Socket } from "node:net";
import { type Argument, type Command, parseCommand } from "./imap-command.ts";
import { type ImapConduct, takeFault } from "./imap-faults.ts";
import { parseFetchItems, renderFetch } from "./imap-fetch.ts";
import { createImapLines, type Received } from "./imap-lines.ts";
import { searchUids } from "./imap-search.ts";
import type { Folder } from "./mailbox.ts";
import { parseUidSet } from "./uid-set.ts";

export interface ImapAccount {
  readonly user: string;
  readonly password: string;
  /** By name, as it goes over the wire. */
  readonly folders: ReadonlyMap<string, Folder>;
}

/** How a command ends: the tagged answer without its tag. */
type Completion = `${"OK" | "NO" | "BAD"} ${string}`;

/** One connection of an IMAP client (RFC 3501, IDLE of RFC 2177). */
export class ImapSession {
  private readonly socket: Socket;
  private readonly account: ImapAccount;
  private readonly conduct: ImapConduct;
  private loggedIn = false;
  private selected: { readonly folder: Folder; readonly readOnly: boolean; told: number } | null = null;
  private stopWatching: () => void = () => {};
  /** The tag of the IDLE that is under way. */
  private idle: string | null = null;
  private silent = false;

  constructor(socket: Socket, account: ImapAccount, conduct: ImapConduct) {
    this.socket = socket;
    this.account = account;
    this.conduct = conduct;
    const lines = createImapLines(() => this.write("+ go on"));
    socket.on("data", (chunk: Buffer) => {
      for (const received of lines(chunk)) this.receive(received);
    });
    socket.on("error", () => {});
    socket.on("close", () => this.stopWatching());
    this.write(`* OK [CAPABILITY ${this.capabilities()}] ready`);
  }

  private capabilities(): string {
    return this.conduct.idle === "none" ? "IMAP4rev1" : "IMAP4rev1 IDLE";
  }

  private write(line: string): void {
    if (!this.socket.destroyed) this.socket.write(`${line}\r\n`);
  }

  private receive(received: Received): void {
    if (this.silent || takeFault(this.conduct, "silence")) {
      this.silent = true;
      return;
    }
    if (received.kind === "broken") {
      this.write("* BYE that is not IMAP");
      this.socket.end();
      return;
    }
    if (this.idle !== null) {
      this.endIdle(received.pieces[0]?.text ?? "");
      return;
    }
    const command = parseCommand(received.pieces);
    if (command === null) {
      this.write("* BAD that is no command");
      return;
    }
    const completion = this.perform(command);
    if (completion !== null) this.write(`${command.tag} ${completion}`);
    if (command.name === "LOGOUT") this.socket.end();
  }

  /** Null: it is not complete yet. */
  private perform({ tag, name, args }: Command): Completion | null {
    switch (name) {
      case "CAPABILITY":
        this.write(`* CAPABILITY ${this.capabilities()}`);
        return "OK done";
      case "NOOP":
        this.tellNews();
        return "OK done";
      case "LOGOUT":
        this.write("* BYE see you");
        return "OK done";
      case "LOGIN":
        return this.logIn(args);
    }
    if (!this.loggedIn) return "BAD log in first, or there is no such command";
    switch (name) {
      case "LIST":
        return this.list(args);
      case "SELECT":
      case "EXAMINE":
        return this.select(args, name === "EXAMINE");
      case "IDLE":
        return this.beginIdle(tag, args);
      case "UID SEARCH":
        return this.search(args);
      case "UID FETCH":
        return this.fetch(args);
      default:
        return "BAD there is no such command";
    }
  }

  private logIn(args: readonly Argument[]): Completion {
    const [user, password] = args;
    const isRight = user === this.account.user && password === this.account.password;
    if (!isRight || this.conduct.refusesLogins) return "NO [AUTHENTICATIONFAILED] wrong name or password";
    this.loggedIn = true;
    return `OK [CAPABILITY ${this.capabilities()}] welcome`;
  }

  private list([reference, pattern]: readonly Argument[]): Completion {
    if (reference !== "" || typeof pattern !== "string") return "BAD LIST wants a reference and a pattern";
    const wanted = pattern.split(/([*%])/).map((part) => (/[*%]/.test(part) ? ".*" : RegExp.escape(part)));
    for (const name of this.account.folders.keys()) {
      if (new RegExp(`^${wanted.join("")}$`, "i").test(name)) this.write(`* LIST () "/" "${name}"`);
    }
    return "OK done";
  }

  private select([name]: readonly Argument[], readOnly: boolean): Completion {
    this.stopWatching();
    this.selected = null;
    const known = typeof name === "string" && name.toUpperCase() === "INBOX" ? "INBOX" : name;
    const folder = typeof known === "string" ? this.account.folders.get(known) : undefined;
    if (folder === undefined) return "NO [NONEXISTENT] there is no such folder";
    this.selected = { folder, readOnly, told: folder.mails.length };
    this.stopWatching = folder.watch(() => {
      if (this.idle !== null && this.conduct.idle === "pushes") this.tellNews();
    });
    this.write("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
    this.write(`* ${folder.mails.length} EXISTS`);
    this.write("* 0 RECENT");
    this.write(`* OK [UIDVALIDITY ${folder.uidValidity}] valid`);
    this.write(`* OK [UIDNEXT ${folder.uidNext}] next`);
    return `OK [READ-${readOnly ? "ONLY" : "WRITE"}] done`;
  }

  private tellNews(): void {
    if (this.selected === null || this.selected.told === this.selected.folder.mails.length) return;
    this.selected.told = this.selected.folder.mails.length;
    this.write(`* ${this.selected.told} EXISTS`);
  }

  private beginIdle(tag: string, args: readonly Argument[]): Completion | null {
    if (this.conduct.idle === "none" || args.length > 0) return "BAD there is no such command";
    if (takeFault(this.conduct, "silent_idle")) {
      this.silent = true;
      return null;
    }
    this.idle = tag;
    this.write("+ idling");
    if (this.conduct.idle === "pushes") this.tellNews();
    return null;
  }

  private endIdle(word: string): void {
    const tag = this.idle;
    this.idle = null;
    this.write(word.toUpperCase() === "DONE" ? `${tag} OK done` : `${tag} BAD only DONE ends an IDLE`);
  }

  private search(args: readonly Argument[]): Completion {
    if (this.selected === null) return "BAD select a folder first";
    const found = searchUids(args, this.selected.folder);
    if (found === null) return "BAD that search is not known here";
    this.write(["* SEARCH", ...found].join(" "));
    this.tellNews();
    return "OK done";
  }

  private fetch([set, asked]: readonly Argument[]): Completion | null {
    if (this.selected === null) return "BAD select a folder first";
    const { folder, readOnly } = this.selected;
    const isIn = typeof set === "string" ? parseUidSet(set, folder.mails.at(-1)?.uid ?? 0) : null;
    const items = parseFetchItems(asked)?.map((item) =>
      item.kind === "body" && readOnly ? { ...item, peek: true } : item,
    );
    if (isIn === null || items === undefined) return "BAD that cannot be fetched";
    const wantsBodies = items.some(({ kind }) => kind === "body");
    const cut = wantsBodies ? takeFault(this.conduct, "cut_fetch") : null;
    let given = 0;
    for (const [index, mail] of folder.mails.entries()) {
      if (!isIn(mail.uid)) continue;
      if (wantsBodies && this.conduct.unreadable.has(mail.uid)) return "NO some messages could not be read";
      const answer = renderFetch(mail, index + 1, items);
      if (cut !== null && given === cut.afterMails) {
        this.socket.end(answer.subarray(0, answer.length / 2));
        return null;
      }
      this.socket.write(answer);
      given += 1;
    }
    this.tellNews();
    return "OK done";
  }
}
