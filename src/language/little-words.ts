/**
 * Words that tell a language, by its BCP 47 tag: grammar first, then what customers say first. As they are written, and as
 * they are typed without accents. A word may stand in several; the fewer, the more it tells.
 */
const LITTLE_WORDS: Readonly<Record<string, string>> = {
  en: `the is are was were be been am do does did don't doesn't can't cannot could would should will won't have has had i i'm i've
    my me you your we our us it its this that these those there and or but if not of to in on for from with without about what
    when where why who which how much many please thanks thank hello need want get got any some more after before still
    just does anyone into than because why`,
  de: `der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ich mich mir mein meine meinen meinem du
    sie wir uns unser ihr ihre euch es ist sind war wird werden habe hat haben kann können konnte möchte will muss
    wie was wann wo warum wer welche für fur mit von zu zum zur auf aus bei nach über uber im am vom bitte danke hallo guten
    gerne noch schon auch nur wenn dass weil doch mal gibt brauche kostet koennen moechte`,
  fr: `le la les un une des du de et ou mais ne pas je j'ai il elle nous vous votre vos mon ma mes notre ce cet cette ces est sont
    suis était ai avez avons peut peux puis veux voudrais pouvez comment combien quand où pourquoi qui que quel quelle quels
    quelles pour avec sans dans sur chez au aux bonjour merci bonsoir s'il plaît plait c'est qu'est l'on n'ai n'est d'un
    d'une toujours encore très mais coûte coute fait faut`,
  es: `el la los las un una unos y o pero no yo mi mis me tu tus su sus nosotros usted ustedes es son está esta están estoy era
    soy he ha han hay tengo tiene puedo puede pueden quiero quisiera necesito cómo como cuánto cuanto cuándo cuando dónde donde
    por qué que quién cuál cual para con sin en de del al lo se hola gracias buenos buenas días favor muy más también
    porque ya aún cuesta hacer`,
  pt: `o a os as um uma uns e ou mas não nao eu meu minha meus minhas você voce vocês nós seu sua é são sao está esta estou era sou
    tenho tem têm posso pode podem quero gostaria preciso como quanto quando onde por que quem qual para com sem em de do da
    dos das no na nos nas ao olá ola obrigado obrigada bom dia muito mais também tambem porque já ainda fazer isso consigo`,
  it: `il lo la i gli le un uno una e o ma non io mio mia miei mie tuo suo noi voi è e' sono sei siamo ho hai ha abbiamo hanno posso
    può puo possiamo voglio vorrei devo come quanto quando dove perché perche chi quale quali che per con senza in di del
    della dei delle al alla nel nella sul ciao salve grazie buongiorno buonasera molto più anche ancora già c'è costa fare`,
  nl: `de het een en of maar niet geen ik mij mijn jij je jullie u uw wij we ons onze zij ze is zijn was ben bent heb heeft
    hebben kan kunnen kun wil willen moet hoe wat wanneer waar waarom wie welke voor met zonder van naar op uit bij aan over
    te tot hallo bedankt dank goedemorgen graag alstublieft nog ook al als dat dit deze er veel meer wordt kost`,
  sv: `den det en ett och eller men inte jag mig min mitt mina du din ni vi vår är var har hade kan kunde vill ska måste hur vad när
    var varför vem vilken för med utan av till på i från hej tack snälla också bara om att som detta mycket mer får
    behöver kostar göra`,
  da: `den det en et og eller men ikke jeg mig min mit mine du din i vi vores er var har havde kan kunne vil skal må hvordan hvad
    hvornår hvor hvorfor hvem hvilken for med uden af til på fra hej tak venligst også kun hvis at som dette meget mere får
    koster gøre jeres`,
  nb: `den det en et og eller men ikke jeg meg min mitt mine du din dere vi vår er var har hadde kan kunne vil skal må hvordan hva
    når hvor hvorfor hvem hvilken for med uten av til på fra hei takk vennligst også bare hvis at som dette mye mer får
    koster gjøre deres`,
  fi: `ja tai mutta ei en minä minun mun sinä te teidän me on ovat oli olen olemme ole voi voin voiko haluan haluaisin pitää miten
    mikä mitä milloin missä miksi kuka kuinka paljon hei moi kiitos terve vielä myös jos että kun tämä se joka kanssa ilman
    maksaa saanko`,
  pl: `i oraz lub ale nie ja mnie mój moja moje moją wy pan pani my nasz jest są był była było mam ma mamy mogę może można chcę
    chciałbym muszę jak co kiedy gdzie dlaczego kto który która ile dla z ze bez w we na do od po przy o cześć dziękuję dzień
    dobry proszę jeszcze też tylko jeśli że się ten ta to czy kosztuje`,
  cs: `a nebo ale ne já mě můj moje moji vy váš my náš je jsou byl byla jsem jsme mám má máme mohu můžu může chci chtěl bych musím jak
    co kdy kde proč kdo který která kolik s se bez v ve na do od po při ahoj děkuji dobrý den prosím ještě také jen jestli
    že ten ta to stojí`,
  ro: `și sau dar nu eu mie meu mea mei mele tu dumneavoastră noi nostru este sunt era am are avem pot poate vreau doresc trebuie
    cum ce când unde de cine care cât pentru cu fără în pe la din spre bună mulțumesc salut ziua vă rog încă mai dacă că acest
    această costă să`,
  hu: `és vagy de nem én nekem az a egy ez ön önök mi van vannak volt vagyok lehet tudok tud szeretnék akarok kell hogyan mit mi mikor
    hol miért ki melyik mennyi mennyibe kerül szia köszönöm jó napot kérem még is csak ha hogy`,
  tr: `ve veya ama değil ben bana benim siz size sizin biz bizim bu şu bir var yok mı mi mu mü için ile olarak nasıl ne zaman nerede
    neden kim hangi kadar kaç merhaba teşekkürler selam lütfen daha de da çok istiyorum gerekiyor`,
  id: `dan atau tetapi tidak saya aku anda kamu kami kita ini itu adalah ada bisa dapat mau ingin harus bagaimana apa kapan dimana
    mengapa siapa berapa untuk dengan tanpa di ke dari pada yang halo terima kasih tolong masih juga sudah belum`,
  vi: `và hoặc nhưng không tôi mình bạn chúng là có được thể muốn cần phải làm thế nào gì khi nào ở đâu tại sao ai bao nhiêu cho với
    của này đó xin chào cảm ơn vẫn cũng đã chưa`,
};

/** For each word the languages it stands in. */
export const LANGUAGES_OF: ReadonlyMap<string, readonly string[]> = indexed();

function indexed(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [language, words] of Object.entries(LITTLE_WORDS)) {
    for (const word of new Set(words.split(/\s+/))) index.set(word, [...(index.get(word) ?? []), language]);
  }
  return index;
}
