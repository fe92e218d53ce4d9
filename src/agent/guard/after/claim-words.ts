/** What an answer says was done, and which tools do it. */
export interface Deed {
  /** Past participles in the languages of the assistant, and English past tenses. */
  readonly done: string;
  /** English verbs as in "I'll …", "I can …". */
  readonly verbs: string;
  /** English, as in "I'm …". */
  readonly doing: string;
  /** Names of tools that do it. */
  readonly tools: RegExp;
  /** Names of tools that do it where the sentence is about a code to prove who one is. */
  readonly ofCodes?: RegExp;
  /** Of the sentence: only then it is this deed. */
  readonly about?: RegExp;
  /** Of the sentence: then it is none. */
  readonly harmless?: RegExp;
}

const TICKET =
  /ticket|case\b|(?:bug |fault )?report\b|request(?!_)|vorgang|anfrage|incident|bug(?! bount)|defect|dossier|chamado|demande|solicitud|richiesta|pedido|melding/i;
const ACCOUNT =
  /\byour (?:[\w-]+ )?(?:account|order|payment|payments|billing|subscription|workspace|record|records|invoice|invoices|transaction|transactions|charge|charges|profile)\b/i;
const WRITTEN_HERE =
  /\b(?:link|links|steps|article|articles|instructions|guide|details here|answer|information|summary|below|above)\b/i;

export const DEEDS: readonly Deed[] = [
  {
    done: "created opened raised filed logged submitted registered erstellt eröffnet angelegt geöffnet aufgegeben erfasst créé créée ouvert ouverte enregistré enregistrée creado creada abierto abierta registrado registrada creato aperto aperta registrato criado criada aberto aberta criei abri registrei registei aangemaakt geopend gemaakt geregistreerd",
    verbs: "create open raise file log submit register",
    doing: "creating opening raising filing logging submitting registering",
    tools: /ticket|case/,
    about: TICKET,
  },
  {
    done: "escalated transferred connected handed übergeben eskaliert verbunden transféré transférée escaladé escaladée escalado escalada transferido transferida trasferito trasferita escalato escalata transferi escalei overgedragen geëscaleerd doorverbonden",
    verbs: "escalate transfer connect hand",
    doing: "escalating transferring connecting handing",
    tools: /escalat|human|transfer|hand_?o/,
  },
  {
    done: "passed forwarded notified alerted informed told flagged marked prioritized prioritised referred routed assigned weitergeleitet weitergegeben informiert benachrichtigt verständigt gemeldet transmis transmise signalé signalée informé informée prévenu prévenue remonté pasado derivado derivada informado avisado notificado remitido inoltrato inoltrata passato segnalato segnalata informato avvisato encaminhado encaminhada encaminhei passei informei avisei notifiquei doorgestuurd doorgegeven geïnformeerd ingelicht",
    verbs: "pass forward notify alert inform flag refer route assign",
    doing: "passing forwarding notifying alerting informing flagging referring routing assigning",
    tools: /escalat|human|ticket|notify|forward/,
    harmless: /\b(?:told|informed|notified|alerted) (?:you|me|us)\b/i,
  },
  {
    done: "refunded reimbursed credited initiated triggered actioned issued processed approved granted waived reversed compensated erstattet zurückerstattet rückerstattet gutgeschrieben überwiesen veranlasst angestoßen angewiesen zurückgebucht zurücküberwiesen genehmigt remboursé remboursée crédité créditée émis effectué accordé reembolsado reembolsada devuelto abonado acreditado emitido aprobado rimborsato rimborsata accreditato emesso approvato reembolsei creditei devolvi emiti aprovei devolvido terugbetaald teruggestort gecrediteerd goedgekeurd",
    verbs: "refund reimburse credit issue process approve grant waive reverse compensate",
    doing: "refunding reimbursing crediting issuing processing approving granting waiving reversing",
    tools: /refund|credit|reimburs|compensat|payment/,
  },
  {
    done: "cancelled canceled terminated stopped paused gekündigt storniert beendet gestoppt pausiert annulé annulée résilié résiliée cancelado cancelada anulado anulada annullato annullata disdetto cancelei anulei geannuleerd opgezegd stopgezet",
    verbs: "cancel terminate stop pause",
    doing: "cancelling canceling terminating stopping pausing",
    tools: /cancel|terminat|unsubscri|pause/,
  },
  {
    done: "changed bumped boosted updated upgraded downgraded switched modified adjusted corrected fixed removed deleted added extended renewed unlocked unblocked enabled disabled taken activated deactivated reactivated restored merged increased reset resolved whitelisted geändert aktualisiert zurückgesetzt gelöscht entfernt hinzugefügt freigeschaltet entsperrt aktiviert deaktiviert verlängert wiederhergestellt umgestellt behoben korrigiert modifié modifiée changé réinitialisé supprimé supprimée ajouté débloqué activé désactivé prolongé corrigé restauré cambiado modificado modificada actualizado actualizada restablecido restablecida eliminado eliminada borrado añadido desbloqueado desbloqueada activado ampliado corregido cambiato modificato aggiornato aggiornata reimpostato reimpostata eliminato aggiunto sbloccato sbloccata attivato esteso corretto alterado alterada alterei mudei atualizei redefini redefinido redefinida removi adicionei desbloqueei ativei prorroguei corrigi gewijzigd aangepast bijgewerkt gereset verwijderd toegevoegd gedeblokkeerd geactiveerd verlengd hersteld",
    verbs:
      "change update upgrade downgrade switch modify adjust correct fix remove delete add extend renew unlock unblock enable disable activate deactivate reactivate restore merge increase reset",
    doing:
      "changing updating upgrading downgrading switching modifying adjusting correcting fixing removing deleting adding extending renewing unlocking enabling disabling activating restoring merging increasing resetting",
    tools:
      /change|update|upgrade|downgrade|switch|modif|adjust|correct|fix|remove|delete|add_|extend|renew|unlock|enable|disable|activ|restor|merge|increase|reset|edit|set_/,
  },
  {
    done: "sent emailed mailed texted resent dispatched shipped gesendet geschickt verschickt zugesandt envoyé envoyée enviado enviada mandado inviato inviata mandato spedito enviei mandei gestuurd verstuurd verzonden",
    verbs: "send email mail text resend dispatch ship",
    doing: "sending emailing mailing texting resending dispatching shipping",
    tools: /send|mail|text|ship/,
    ofCodes: /verif|code|otp/,
    harmless: WRITTEN_HERE,
  },
  {
    done: "scheduled booked arranged reserved called phoned vereinbart gebucht angerufen planifié programmé appelé programado agendado llamado programmato fissato chiamato agendei marquei liguei ingepland geboekt gebeld",
    verbs: "schedule book arrange reserve call phone",
    doing: "scheduling booking arranging reserving calling phoning",
    tools: /schedul|book|arrang|reserv|call|appointment/,
  },
  {
    done: "closed geschlossen fermé cerrado chiuso fechei gesloten",
    verbs: "close",
    doing: "closing",
    tools: /close|resolve/,
  },
  {
    done: "checked verified reviewed investigated located looked geprüft überprüft nachgesehen vérifié verificado revisado verificato controllato verifiquei gecontroleerd nagekeken",
    verbs: "check pull review verify investigate",
    doing: "checking reviewing investigating",
    tools: /look_?up_(?!knowledge)|get_|find_|check|status/,
    about: ACCOUNT,
  },
];

/** Says that a sentence is about such a code. */
export const CODE = /\b(?:code|código|codice|codes|pin)\b/i;
