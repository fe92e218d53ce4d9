/** What follows "password is" and "password:" without being one: how it is, what became of it, and how sentences go on. */
export const NOT_SECRET: ReadonlySet<string> = new Set(
  `a about above accepted access account admin after again all already also always an and another any anyone anything are as asap ask asked
  at available back bad be because been before being below best better blank blocked both broken but by can can't cannot
  case change changed changing characters common complicated compromised confidential confirmed contains correct could
  couldn't created default denied did didn't different difficult digits do does doesn't doing don't done each easy either
  empty encrypted english enough enter entered error even every everything everywhere except exposed expire expired expires
  expiring fail failed fails false field fine first for forgot forgotten from generated get gets getting gone good got great
  hacked had hard has hasn't hashed have haven't having he help her here hers hi hello hidden his how however i i'd i'll
  i'm i've if important impossible in incorrect incorrectly insecure into invalid is isn't issue issues it it's its just
  keep keeps kept known last leaked least leave left length less letters like link locked login long longer lost lower lowercase
  made make manager mandatory many may me mine minimum min missing more most must my n/a na near necessary need needed needs
  never new no nobody none not nothing now null of off ok okay old on once one only onto optional or other our ours out outdated
  over password pending permanent please policy private problem problems protected protection public question questions
  random rather re really received recovery refused rejected remember remembered requested required requirements requires
  reset resets resetting right rules safe same saved says screen secret secure sensitive sent set settings shared short
  should shouldn't shown simple since so some somebody someone something soon still stolen stored strength strong
  stuck such temporary than that that's the their them then there these they this those three through to today too true try trying
  twice two typed unavailable undefined under unique unknown unless unsafe unset until up update updated upper us useless
  valid very via visible want was wasn't way we we're weak well were what what's when where whether which while who why will with
  within without won't working works worse would wouldn't wrong yes yet you you're your yours urgent thanks thank
  abgelaufen aber alle als am an auch auf aus bei bitte das dass dein deine dem den der die doch du ein eine einem einen einer er
  erforderlich es falsch fehlt für funktioniert geändert geht gesperrt gibt habe haben hat hier ich ihr im immer in ist ja
  jetzt kann kein keine kommt können leider link mein meine mich mir mit muss nach nein neu nicht noch nur oder ohne richtig sehr
  sich sicher sie sind so soll ungültig und uns unbekannt unsicher vergessen verloren vom von vor wann warum was weg weil welche wenn wer
  wie wieder wir wird wo wurde zu zum zur zurück zurücksetzen zurückgesetzt ändern
  à au aux avec bien bon bonne ce cela cette comme comment correct dans de depuis des du elle en encore erroné est et expiré fait faux
  il impossible incorrect incorrecte inconnu invalide j'ai je jamais l'ai la le les lien mais mauvais me merci mes mon ne nous
  nouveau obligatoire on ou où oublié oubliée par pas perdu perdue plus pour pourquoi quand que quel quelle qui refusé requis
  réinitialiser sa sans se si son sont sur toujours trop un une valide vous
  al aún caducada caducó cambiar como cómo con contiene correcta cuál cuando de debe del demasiado desde dónde el ella en era es esa ese
  está esta este expiró qué ha hay he incorrecta inválida la las lo los más me mi mis muy ni no nueva nunca o olvidada olvidé para
  pero perdí perdida por porque que qué se si siempre sin su también tengo todavía un una válida y ya
  ainda com correta da do e ele errada esqueci está expirou foi inválida mas meu minha muito na nas não nem nova nos o os ou
  pela pelo perdi quando são sem senha seu sua tem uma
  anche che chi ci come con corretta da dei del della dimenticata è errata ho il in l' ma mi non per perché più quando sbagliata
  scaduta se si sono un una
  aan bij dat de deze een en er geen het hoe ik is juist kan klopt maar met mijn moet naar niet nog of om onjuist ook op te van
  vergeten verlopen voor waarom wat wel werkt wordt zijn
  czy jest mam mnie moje nie niepoprawne nieprawidłowe się to wygasło zapomniałem zapomniałam złe
  не неверный неправильный забыл забыла как мой истек истёк это я`.split(/\s+/),
);
