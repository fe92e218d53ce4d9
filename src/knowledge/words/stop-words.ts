import { LANGUAGES_OF } from "../../language/little-words.ts";

/** Grammar, courtesies, and how people write on a phone. Without apostrophes. */
const ENGLISH: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any anybody anyone anything are arent around as at be because been
  before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing done dont during
  each either else even ever every everything few for from further get gets getting go goes going got had hadnt has
  hasnt have havent having he her here hers herself him himself his how however i id if ill im in into is isnt it its itself ive
  just last let lets like made make makes many may maybe me might mine more most much must my myself need needed needs
  nor not now of often oh ok okay on once one only or other our ours ourselves out over own per perhaps possible put quite
  rather really same say says see seem seems shall she should shouldnt since so some somebody someone something still
  such take takes tell than that thats the their theirs them then there theres these they theyre thing things this
  those though through thus to too under until up upon us use used using very via want wanted wants was wasnt way we
  well were werent what whats when where wheres whether which while who whom whose why will with within without wont
  would wouldnt yes yet you youd youre your yours yourself youve
  hi hello hey dear team thanks thank thx cheers regards kind best sincerely please pls plz help asap sorry morning
  afternoon evening hope hoping wonder wondering kindly appreciate grateful glad happy curious
  u ur r n hw wanna gonna gotta dunno lol wtf omg btw`.split(/\s+/),
);

/** What French and Italian leave before an apostrophe: "qu'il", "dell'articolo". */
const SWALLOWED: ReadonlySet<string> = new Set(
  "qu jusqu lorsqu puisqu quoiqu dell all dall nell sull quell quest".split(" "),
);

/** Whether a lowercased word says nothing about what is asked. `word` is without apostrophes. */
export function isStopWord(word: string, language: string): boolean {
  return language === "en"
    ? ENGLISH.has(word)
    : SWALLOWED.has(word) || (LANGUAGES_OF.get(word)?.includes(language) ?? false);
}
