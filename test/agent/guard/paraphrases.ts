/** What a good colleague would write from one article, in words of his own: by the article's slug. */
export const PARAPHRASES: readonly (readonly [slug: string, answer: string])[] = [
  [
    "cancel-subscription",
    "Sure, here's how to cancel: go to Settings → Billing and choose Cancel plan at the bottom. You'll keep access until the end of the month you've paid for, and after that you won't be charged again. We hold on to your data for 90 days after the end date, and the owners get an email 30 and 7 days before it's deleted.",
  ],
  [
    "cancel-subscription",
    "I'm sorry to see you go! Cancelling stops the next payment but doesn't refund the last one. If you paid in the last 30 days you can also request a refund: https://help.acme.example/billing/refund-policy",
  ],
  [
    "change-plan",
    "Your upgrade will take effect on your next billing date. Until then you keep your current plan, and you can undo the change up to the day before.",
  ],
  [
    "change-plan",
    "When you downgrade to Starter, only 5 projects stay editable. The limit for the API falls to 100 requests per hour, and uploads stop until you're below 10 GB.",
  ],
  [
    "duplicate-charges",
    "I'm sorry about the double charge. First, please check whether one of the two is still pending - a pending authorization usually drops off within 5 business days. If both have gone through, please send me the order number, date and amount of both charges, and the last four digits of the card. Someone on the billing team will compare both charges with our payment records.",
  ],
  [
    "duplicate-charges",
    "Es tut mir leid, dass Sie zweimal belastet wurden. Eine vorgemerkte Zahlung verschwindet meist innerhalb von 5 Werktagen. Sind beide gebucht, schicken Sie uns bitte die Bestellnummer und die letzten vier Ziffern der Karte. Eine doppelte Zahlung wird erstattet; das dauert 5-7 Werktage.",
  ],
  [
    "duplicate-charges",
    "Désolé pour ce double prélèvement. Une autorisation en attente disparaît en général sous 5 jours ouvrés. Si les deux sont débités, envoyez-nous le numéro de commande. Un remboursement est traité en 5 à 7 jours ouvrés.",
  ],
  [
    "failed-payments",
    "We retry a failed payment on day 3, day 5 and day 7. If it still hasn't succeeded after 14 days the workspace becomes read-only, and on day 60 the subscription ends.",
  ],
  [
    "failed-payments",
    "If the yellow bar is gone and you still can't edit after ten minutes, let us know the order number. The payment was declined again if the bar is still there.",
  ],
  [
    "free-trial",
    'The free trial runs for 14 days and needs no card. You can extend it once by a week during the last 3 days under Settings → Billing ("Give me another week").',
  ],
  [
    "free-trial",
    "La prueba gratuita dura 14 días y no necesita tarjeta. Después, el espacio queda en solo lectura y guardamos sus datos 90 días.",
  ],
  [
    "invoices-and-receipts",
    "You'll find every invoice under Settings → Billing → Invoices. If it hasn't arrived by email, look in spam for billing@acme.example. Invoices up to 90 days old can be corrected; dates and amounts can't be changed.",
  ],
  [
    "payment-methods",
    "You can pay by Visa, Mastercard, American Express, Discover or PayPal. We check a new card with a small authorization of $1 or less, which is never collected.",
  ],
  [
    "refund-policy",
    "Good news: you can get your money back within 30 days of purchase, for any reason. Refunds are processed in 5–7 business days and go back to the card or PayPal account you paid with.",
  ],
  [
    "refund-policy",
    "Since it's been more than 30 days, a manager has to look at the request and decide, so I can't promise the outcome. Tell me what happened and the order number, and I'll pass it on.",
  ],
  [
    "refund-policy",
    "Ja, innerhalb von 30 Tagen nach dem Kauf bekommen Sie Ihr Geld zurück, wenn Sie es möchten, ohne Angabe von Gründen. Erstattungen werden in 5 bis 7 Werktagen bearbeitet.",
  ],
  [
    "refund-policy",
    "Sí, puede pedir el reembolso en los 30 días siguientes a la compra. Los reembolsos se procesan en 5-7 días hábiles.",
  ],
  [
    "refund-policy",
    "Oui, vous pouvez être remboursé dans les 30 jours suivant l'achat. Les remboursements sont traités en 5 à 7 jours ouvrés.",
  ],
  [
    "refund-policy",
    "Certo, può chiedere un rimborso entro 30 giorni dall'acquisto; viene elaborato in 5-7 giorni lavorativi.",
  ],
  [
    "refund-policy",
    "Claro, você pode pedir reembolso em até 30 dias após a compra; ele é processado em 5 a 7 dias úteis.",
  ],
  [
    "refund-policy",
    "Ja hoor, binnen 30 dagen na aankoop kun je je geld terugvragen. Terugbetalingen worden binnen 5 tot 7 werkdagen verwerkt.",
  ],
  [
    "subscription-plans",
    "The Pro plan costs $49/month and comes with unlimited projects, 100 GB of storage and 10,000 API requests per hour. Starter is $19/month with 5 projects and 10 GB.",
  ],
  [
    "subscription-plans",
    "There's no yearly billing or student discount, I'm afraid. Enterprise contracts run for a year or longer.",
  ],
  [
    "subscription-plans",
    "Pro 49 dollár... Pro kostet 49 US-Dollar im Monat, Starter 19 US-Dollar. Einen kostenlosen Tarif gibt es nicht, aber eine 14-tägige Testphase.",
  ],
  [
    "vat-and-sales-tax",
    "Our prices don't include VAT. Add your VAT ID under Settings → Billing → Invoice details. For invoices no older than 90 days we can send you a corrected invoice, and the VAT is refunded in 5 to 7 business days.",
  ],
  [
    "contact-support",
    "Our team is there Monday–Friday, 9am–6pm ET, except on US federal holidays. On Pro you'll normally hear back from a person within four business hours; on Starter within one business day.",
  ],
  [
    "contact-support",
    "There's no phone line, but you can email support@acme.example or text the number behind the Help button. If you'd like a person, just say so and I'll hand you over.",
  ],
  [
    "enterprise-sla",
    "Enterprise comes with a guarantee of 99.9% uptime per month. Below 99.9% you get a 10% credit, below 99% it's 25%, and below 95% it's 50%.",
  ],
  [
    "enterprise-sla",
    "Pro doesn't include an SLA. Questions are answered first, usually within four business hours, but that's not guaranteed.",
  ],
  [
    "mobile-app",
    "The app needs iOS 17 or newer or Android 10 or newer. Projects you've opened in the last two weeks can be edited offline. Versions older than six months no longer sync.",
  ],
  [
    "notifications",
    "Go to Your account → Notifications and pick Daily digest: it arrives at 8 am in your time zone. If an email bounced, choose Try again there.",
  ],
  [
    "privacy-and-data-location",
    "Data is kept in the US (Virginia) or the EU (Frankfurt). We're SOC 2 Type II and ISO 27001 certified, use TLS 1.2 or newer and AES-256, and keep daily backups for 35 days.",
  ],
  [
    "report-security-problem",
    "Please change your password right away, then log out everywhere under Your account → Security → Sessions, and turn on 2FA. You can also write to security@acme.example.",
  ],
  [
    "service-status",
    "Have a look at https://status.acme.example first. Maintenance happens on Sundays from 2 to 4 am UTC and is announced at least 72 hours ahead.",
  ],
  [
    "service-status",
    "During an incident we post an update at least every half hour, and there's a report within five business days.",
  ],
  [
    "api-rate-limits",
    "A 429 means you've hit the limit: 10,000 requests per hour on Pro, 100 on Starter. Wait for as long as Retry-After says; the count resets when the hour is over.",
  ],
  [
    "webhooks",
    "Your server has to reply with a 2xx within 10 seconds. If it doesn't, we retry 8 times over 24 hours, and after three days of failures the endpoint is switched off.",
  ],
  [
    "reset-password",
    "Click Forgot password on the login page and enter your address. The link we email you is valid for one hour, and only the newest one works.",
  ],
  [
    "two-factor-authentication",
    "Open Your account → Security and turn on two-factor authentication. You'll get ten recovery codes: keep them somewhere safe.",
  ],
  [
    "lost-two-factor-device",
    "You can log in with a recovery code instead. If you have none left, an owner of your workspace can help, or we check who you are.",
  ],
  [
    "account-locked",
    "After too many wrong passwords the account is locked for a while. Wait 15 minutes and try again, or reset the password.",
  ],
  [
    "delete-account",
    "You can delete your account under Your account → Profile. Please note this can't be undone after the grace period.",
  ],
  ["export-data", "You can export everything under Settings → Data. We'll email you a link when the file is ready."],
  [
    "storage-limits",
    "Starter comes with 10 GB and Pro with 100 GB. When it's full you can still read and download everything.",
  ],
  ["restore-deleted-items", "Deleted items stay in the trash for 30 days, and you can restore them from there."],
  ["import-data", "You can import a CSV file; the first row has to hold the column names."],
  ["members-and-roles", "Only owners and admins can invite people. Go to Settings → Members and choose Invite."],
  ["single-sign-on", "SSO is part of Enterprise. Your IT team needs our metadata URL and a certificate."],
  [
    "api-keys",
    "Create a key under Settings → API keys. It's shown only once, so copy it straight away, and never share it.",
  ],
  ["api-errors", "A 403 means that the key may not do this, a 404 that it doesn't exist or that you can't see it."],
  ["integrations", "You can connect Slack, Google Drive and GitHub under Settings → Integrations."],
];
