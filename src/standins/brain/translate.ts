import { type Language, languageOf } from "./languages.ts";
import { normalise } from "./words.ts";

/** Words that customers of a software company use, without accents, with what they are in English. */
const DICTIONARY: Readonly<Partial<Record<Language, string>>> = {
  de: `kostet=cost kosten=cost preis=price preise=prices tarif=plan tarife=plans plan=plan abo=subscription abonnement=subscription
    kundigen=cancel kundigung=cancel stornieren=cancel ruckerstattung=refund ruckerstattungen=refunds erstattung=refund
    erstatten=refund geld=money zuruck=back ruckgabe=refund richtlinie=policy richtlinien=policy regeln=policy
    rechnung=invoice rechnungen=invoices zahlung=payment zahlen=pay bezahlen=pay karte=card kreditkarte=credit~card
    abgebucht=charged berechnet=charged doppelt=twice zweimal=twice passwort=password kennwort=password vergessen=forgot
    zurucksetzen=reset andern=change konto=account anmelden=log~in einloggen=log~in gesperrt=locked loschen=delete daten=data
    exportieren=export importieren=import einladen=invite mitglied=member mitglieder=members kollegen=colleagues
    unterschied=difference testphase=free~trial testen=try kostenlos=free rabatt=discount fehler=error funktioniert=work
    schnittstelle=api verschlusselt=encrypted sicherheit=security monatlich=monthly jahrlich=yearly monat=month jahr=year
    kontakt=contact stunden=hours offnungszeiten=business~hours benachrichtigungen=notifications wie=how wann=when wo=where
    was=what lange=long viel=much dauert=take bekomme=get`,
  fr: `coute=cost cout=cost prix=price tarif=price tarifs=prices forfait=plan abonnement=subscription annuler=cancel
    resilier=cancel remboursement=refund remboursements=refunds rembourser=refund rembourse=refund argent=money
    politique=policy conditions=policy facture=invoice factures=invoices paiement=payment payer=pay carte=card
    preleve=charged debite=charged facture=invoice fois=times deux=two passe=password mot=word oublie=forgot
    reinitialiser=reset changer=change modifier=change compte=account connecter=log~in connexion=log~in bloque=locked
    supprimer=delete donnees=data exporter=export importer=import inviter=invite membre=member membres=members
    difference=difference essai=free~trial gratuit=free reduction=discount erreur=error marche=work fonctionne=work
    securite=security mensuel=monthly annuel=yearly mois=month heures=hours comment=how quand=when combien=how~much`,
  es: `cuesta=cost precio=price precios=prices tarifa=price plan=plan suscripcion=subscription cancelar=cancel
    reembolso=refund reembolsos=refunds devolucion=refund devolver=refund dinero=money politica=policy factura=invoice
    facturas=invoices pago=payment pagar=pay tarjeta=card cobrado=charged cobraron=charged cobro=charge veces=times
    dos=two contrasena=password olvide=forgot restablecer=reset cambiar=change cuenta=account entrar=log~in
    acceder=log~in bloqueada=locked eliminar=delete borrar=delete datos=data exportar=export importar=import invitar=invite
    miembro=member miembros=members diferencia=difference prueba=free~trial gratis=free descuento=discount error=error
    funciona=work seguridad=security mensual=monthly anual=yearly mes=month horas=hours horario=business~hours como=how
    cuando=when cuanto=how~much`,
};

/** Fewer of its telling words known, and nothing would be left of what was asked. */
const LEAST_KNOWN = 2;

const dictionaries = new Map(
  Object.entries(DICTIONARY).map(([language, words]) => [
    language,
    new Map(words.split(/\s+/).map((entry) => entry.split("=") as [string, string])),
  ]),
);

/**
 * The words of a text that our little dictionary knows, in English, with the names and figures between them; null for English
 * and for what it hardly knows. No grammar: enough to look something up.
 */
export function translate(text: string): string | null {
  const dictionary = dictionaries.get(languageOf(text));
  if (dictionary === undefined) return null;
  let known = 0;
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    const meaning = dictionary.get(normalise(word));
    if (meaning !== undefined) known += 1;
    const isName = /\d/.test(word) || /^\p{Lu}{2,}$/u.test(word) || NAMES.has(word.toLowerCase());
    return meaning?.replace("~", " ") ?? (isName ? [word] : []);
  });
  return known < LEAST_KNOWN ? null : words.join(" ");
}

/** Are called so everywhere. */
const NAMES: ReadonlySet<string> = new Set(
  "pro enterprise starter free premium basic api sso webhook webhooks app login email pdf".split(" "),
);
