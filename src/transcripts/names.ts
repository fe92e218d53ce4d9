/** A word of a name: begins with a capital, and is not shouted. */
const WORD = String.raw`\p{Lu}[\p{Ll}\p{M}'’]+(?:-\p{Lu}[\p{Ll}\p{M}'’]+)?`;
const NAME = String.raw`${WORD}(?:[ \t]+(?:(?:de|van|von|der|den|del|della|dos|da|la|le|el|bin|al)[ \t]+)*(?:\p{Lu}\.[ \t]+)?${WORD}){0,3}`;

/** "My name is …", in the languages customers write. */
const TOLD = new RegExp(
  String.raw`(?:\b(?:[Mm]y (?:full )?name is|[Tt]he name is|I am called|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Hh]ier (?:ist|spricht)|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Ii]l mio nome è|[Mm]eu nome é|[Mm]e chamo|[Ii]k heet|[Mm]ijn naam is))[ \t]+(${NAME})`,
  "gu",
);
/** "This is Dana Reyes", "Dana here from Globex": with one word alone it might as well be "This is Spam". */
const THIS_IS = new RegExp(
  String.raw`\b[Tt]his is[ \t]+(${WORD}[ \t]+${WORD}|${WORD}(?=[ \t]*(?:from|here|speaking|again|,)))|(?:^|\n)[ \t]*(${NAME}) here\b`,
  "gu",
);
/** "I'm Dana Reyes", "Ich bin Jürgen Groß": one word alone is a name only before where they are from, for it may be anything. */
const I_AM = new RegExp(
  String.raw`\b(?:I['’]m|I am|[Ii]ch bin|[Jj]e suis|[Ss]oy|[Ss]ono|[Ss]ou|[Ii]k ben)[ \t]+(${WORD}[ \t]+${WORD})(?![ \t]+\p{Lu})|\b(?:I['’]m|I am|i['’]m|i am|[Ii]t['’]s)[ \t]+(${WORD})(?=[ \t]*(?:(?:from|here|again)\b|, (?:I|we)\b))`,
  "gu",
);
/** Behind words that nothing else follows a name is one in small letters, too. */
const TOLD_SMALL =
  /\b(?:my (?:full )?name is|i am called|ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|me chamo|ik heet)[ \t]+(\p{Ll}[\p{Ll}'’-]{2,30})(?=[ \t]*(?:[.,;!\n]|$|and |from |und |aus |et |de |y ))/giu;
const TITLED = new RegExp(
  String.raw`\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Mme|Madame|Monsieur|Señora?|Sra?|Sig(?:ra)?|Mevrouw|Meneer)\.?[ \t]+(${NAME})`,
  "gu",
);
const SENT_FROM = new RegExp(String.raw`[Ss]ent from (${WORD}?)['’]s\b`, "gu");

/** A line that ends a letter, and the name in the next one or behind it. */
const SIGNED = new RegExp(
  String.raw`(?:^|\n)[ \t]*(?:(?:[Ww]ith )?(?:[Kk]ind|[Bb]est|[Ww]arm|[Mm]any)? ?[Rr]egards|[Bb]est(?: wishes)?|[Ss]incerely(?: yours)?|[Yy]ours (?:sincerely|truly|faithfully)|[Cc]heers|[Tt]hanks(?: (?:a lot|so much|again|in advance))?|[Tt]hank you(?: (?:very|so) much)?|[Tt]hx|(?:[Mm]it )?(?:[Ff]reundlichen|[Bb]esten|[Vv]iele|[Ll]iebe|[Hh]erzliche|[Bb]este) Gr(?:ü|ue)(?:ß|ss)en?|Gru(?:ß|ss)|MfG|LG|VG|[Cc]ordialement|[Bb]ien à vous|[Ss]incères salutations|[Mm]erci(?: d['’]avance)?|(?:[Uu]n )?[Ss]aludos?(?: cordiales)?|[Aa]tentamente|[Gg]racias|[Cc]ordiali saluti|[Gg]razie|[Aa]tenciosamente|[Oo]brigad[oa]|[Mm]et vriendelijke groet(?:en)?|[Gg]roet(?:en|jes)?)[ \t]*[,.!]*[ \t]*(?:\n[ \t]*){0,3}[-–—]?[ \t]*(${NAME}|\p{Lu}{2,20}(?:[ \t]\p{Lu}{2,20}){1,2})[ \t]*[.,]?[ \t]*(?=\n|$)`,
  "gu",
);
/** "Hi Dana," at the beginning of a line. */
const GREETED = new RegExp(
  String.raw`(?:^|\n)[ \t]*(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Ll]iebe[r]?|[Ss]ehr geehrte[r]?|[Bb]onjour|[Cc]h(?:er|ère)|[Hh]ola|[Ee]stimad[oa]|[Cc]iao|[Gg]entile|[Oo]lá|[Cc]ar[oa]|[Bb]este|[Gg]eachte)[ \t]+(?:(?:Mr|Mrs|Ms|Dr|Herr|Frau|Madame|Monsieur|Señora?|Sig)\.?[ \t]+)?(${NAME})(?=[ \t]*[,!:.–-]|[ \t]*\n|[ \t]*$)`,
  "gu",
);
/** What stands where a name would, and is none. */
const NOBODY: ReadonlySet<string> = new Set(
  "there all team everyone everybody support acme sir madam again admin owner not very sure spelled wrong missing incorrect misspelled shown displayed still now slack error folks friend friends welt zusammen damen herren bot assistant the this that for and you your hello thanks thank best regards what how when where why who can could would please is are was january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
);

/** Names that a text tells: of somebody who introduces himself, signs, or is greeted. */
export function namesIn(text: string): string[] {
  return [TOLD, TOLD_SMALL, THIS_IS, I_AM, TITLED, SENT_FROM, SIGNED, GREETED]
    .flatMap((expression) => [...text.matchAll(expression)].map(([, name, other]) => name ?? other ?? ""))
    .filter((name) => name !== "" && !NOBODY.has(name.split(/\s/)[0]?.toLowerCase() ?? ""));
}
