import { phrases } from "./phrases.ts";

const TAKEN =
  "(abgebucht|belastet|berechnet|eingezogen|preleve|debite|facture|cobrado|cobraron|cargado|addebitato|addebitati|prelevato|cobraram|debitado|debitaram|afgeschreven|geincasseerd)";
const UNASKED =
  "((ohne|sans|sin|senza|sem|zonder) (jeden |jede |aucune |ningun |alcun |qualquer |enige )?(grund|zustimmung|erlaubnis|auftrag|raison|motif|accord|autorisation|motivo|razon|permiso|autorizacion|ragione|permesso|consenso|razao|autorizacao|reden|toestemming))";

/** As `DISPUTE`, in German, French, Spanish, Italian, Portuguese or Dutch. */
export const DISPUTE_ABROAD = phrases(
  `${TAKEN} … ${UNASKED}`,
  `${UNASKED} … ${TAKEN}`,
  "(schuldet|schulden) (sie |ihr )?(mir|uns)|(me|nous) (devez|devriez)|(me|nos) (deben|debeis|debe)|(mi|ci) dovete|(me|nos) devem|(mij|me|ons) … (schuldig|verschuldigd)",
  "(das )?(war|bin) ich nicht|nicht von mir|kenne ich nicht|(n etait|ce n est) pas moi|no fui yo|no (es|son|fue) mi[oa]s?|non sono stat[oa] io|non (e|sono) mi[oe]i?|nao fui eu|(was|ben) ik niet|niet van mij",
  "(meine?n?|mon|mes|mis?|miei|meus?|mijn|die|les|los|os|de) (\\d+ )+.*(zuruckuberweisen|zuruckbuchen|zuruckzahlen|restituer|recrediter|reintegrar|reembolsar|devolver|restituire|rimborsare|estornar|reembolsar|terugstorten|teruggestort|terugboeken|terugbetalen)",
  // Deutsch
  "(doppelt|zweimal|zwei mal|2 mal|mehrfach|dreimal) … (abgebucht|belastet|berechnet|bezahlt|eingezogen|gezahlt)",
  "(abgebucht|belastet|berechnet|bezahlt|eingezogen|abbuchung|belastung) … (doppelt|zweimal|zwei mal|mehrfach)",
  "(zu unrecht|falschlicherweise|irrtumlich|unberechtigt|unberechtigte|unberechtigten|versehentlich|aus versehen|ohne (meine|unsere|jede) (zustimmung|erlaubnis|einwilligung|genehmigung))",
  "(nie|nicht|niemals) (autorisiert|genehmigt|bestellt|zugestimmt|beauftragt|erlaubt|gekauft|abgeschlossen)",
  "(geld|betrag|euro|summe) … (zuruck|zuruckhaben|erstattet|zuruckerstattet)",
  "(will|mochte|verlange|fordere|bitte|brauche|erwarte|erstatten|uberweisen) … (ruckerstattung|erstattung|zuruck|zuruckerstatten|zuruckerstattet|erstatten)",
  "(widerspreche|reklamiere|beanstande|unbekannte abbuchung|kenne … nicht)",
  "(betrug|betrugerische|betrogen|abgezockt|abzocke|ruckbuchung)",
  "(falsche[nrs]?|fehlerhafte[nrs]?|unberechtigte[nrs]?) (rechnung|abbuchung|betrag|zahlung|summe|belastung)",
  "(rechnung|betrag|abbuchung|summe|belastung) … (falsch|fehlerhaft|zu hoch|stimmt nicht|nicht korrekt)",
  // Français
  "(facture|montant|prelevement) … (fausse|faux|incorrecte?|erronee?|trop eleve|injustifie)",
  "(debite|debites|debitee|preleve|preleves|facture|facturee|paye|prelevement|prelevements) … (deux fois|2 fois|3 fois|en double|trois fois|par erreur|sans mon accord|sans mon autorisation|sans autorisation|a tort|non autorise)",
  "(prelevement|prelevements|paiement|debit|achat) (non autorise|frauduleux|inconnu|injustifie)",
  "(rembourser|remboursez|remboursement|rembourse|remboursee) (moi|de|mes|immediat|immediatement)",
  "(veux|voudrais|exige|demande|souhaite|etre) … (rembourse|remboursee|remboursement|remboursez)",
  "(rendez|rendre) … argent",
  "(conteste|contester|contestons|reconnais pas)",
  "(fraude|arnaque|escroquerie|jamais autorise|pas autorise|jamais commande)",
  // Español
  "(factura|cobro|cargo|importe|monto) … (incorrect[oa]|equivocad[oa]|errone[oa]|injustificad[oa])",
  "(cobrado|cobraron|cobro|cobrais|cargado|cargo|cargos|cobrar) … (dos veces|doble|duplicado|tres veces|por error|sin mi permiso|sin autorizacion|sin mi autorizacion|indebido|indebidamente|no autorizado|no reconozco|por nada)",
  "(dos veces|doble|por error) … (cobrado|cobraron|cargado|cobro)",
  "(quiero|exijo|solicito|pido|necesito|devuelvan|devuelvanme|devolver|devuelvame) … (reembolso|devuelvan|devolucion|dinero|devuelva|devolver|dolares|euros)",
  "(no reconozco|no reconocemos|disputo)",
  "(reembolsenme|reembolseme|devuelvanme|devuelvame|fraude|estafa|estafado|robado|no autorice|nunca autorice)",
  // Italiano
  "(fattura|addebito|importo) … (sbagliat[oa]|errat[oa]|scorrett[oa])",
  "(addebitato|addebitati|addebito|addebiti|pagato|pagare|prelevato) … (due volte|doppio|tre volte|per errore|senza (il )?(mio )?(consenso|permesso)|non autorizzato|non autorizzati|ingiustamente)",
  "(voglio|vorrei|pretendo|chiedo|esigo|rivoglio) … (rimborso|rimborsato|rimborsata|soldi|indietro)",
  "(non riconosco|contesto|contestare)",
  "(rimborsatemi|rivoglio|ridatemi|frode|truffa|truffato|mai autorizzato)",
  // Português
  "(fatura|cobranca) … (errad[oa]|incorret[oa])",
  "(cobrado|cobrada|cobraram|cobranca|debitado|debitaram|pago) … (duas vezes|em dobro|duplicado|duplicada|tres vezes|por engano|por erro|sem (a )?(minha )?autorizacao|indevida|indevidamente|nao autorizada)",
  "(quero|exijo|solicito|preciso|devolvam|gostaria) … (reembolso|estorno|dinheiro|devolvam|volta)",
  "(nao reconheco|contesto|quero contestar)",
  "(reembolsem me|estornem|devolvam|fraude|golpe|roubaram|nunca autorizei|nao autorizei)",
  // Nederlands
  "(factuur|bedrag|afschrijving) … (fout|onjuist|klopt niet|verkeerd)",
  "(foute|verkeerde|onjuiste) (factuur|afschrijving|bedrag)",
  "(afgeschreven|geincasseerd|betaald|gefactureerd|afschrijving) … (twee keer|dubbel|twee maal|drie keer|onterecht|ten onrechte|per ongeluk|zonder toestemming)",
  "(twee keer|dubbel|tweemaal|onterecht|onterechte|ten onrechte|per ongeluk|zonder (mijn )?toestemming) … (afgeschreven|geincasseerd|betaald|gefactureerd|afschrijving|incasso|in rekening|kwijt|weg)",
  "(wil|eis|verzoek|graag) … (terug|terugbetaling|terugbetaald|terugbetalen)",
  "(betwist|herken … niet)",
  "(fraude|oplichting|opgelicht|nooit toestemming|niet geautoriseerd|geld terug)",
);
