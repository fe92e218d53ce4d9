/** Answers that cite nothing, as models write them, and the article each rests on; null: on none that could be told. */
export const UNCITED: readonly (readonly [question: string, answer: string, slug: string | null])[] = [
  [
    "How do I cancel?",
    "You can cancel at any time: go to Settings → Billing and choose Cancel plan at the bottom of the page. You keep the plan until the end of the month you paid for, and you won't be charged again.",
    "cancel-subscription",
  ],
  [
    "Can I pause my plan for three months?",
    "There's no way to pause a subscription. Moving to Starter at $19/month keeps everything in place, though. You can do that under Settings → Billing.",
    "cancel-subscription",
  ],
  [
    "forgot my password",
    "No problem! Go to app.acme.example/login, choose Forgot password and enter your account's email address. The link we send works once, for 60 minutes. Your new password needs at least 12 characters.",
    "reset-password",
  ],
  [
    "the reset mail never arrives",
    "Please wait five minutes and check your spam folder for a message from no-reply@acme.example. If you signed up with another address, we send nothing. And if you log in with SSO, you have no password with us: choose Log in with SSO.",
    "reset-password",
  ],
  [
    "how many api calls do I get on pro",
    "Pro workspaces get 10,000 requests/hour. The limit counts per workspace, so all your keys share it.",
    "api-rate-limits",
  ],
  [
    "I get 429 what now",
    "HTTP 429 means that you have reached the limit of your plan. Wait as many seconds as the Retry-After header says and repeat the request; it is safe, since nothing was done. Without that header, use exponential backoff.",
    "api-rate-limits",
  ],
  ["What does Pro cost?", "Pro costs $49 a month.", null],
  ["thanks!", "You're welcome! Is there anything else I can help with?", null],
  [
    "do you have a zoo?",
    "I couldn't find anything about a zoo in our help centre. Would you like me to bring in a human colleague?",
    null,
  ],
  [
    "it does not work",
    "I'm sorry to hear that. What exactly happens when you try, and which error message do you see on the page?",
    null,
  ],
  [
    "I can't log in to my account",
    "Sorry about that! Which message do you see when you try to log in? Does it say that your password is wrong or that the account is locked?",
    null,
  ],
  [
    "How can I export all our projects?",
    "I understand you would like a copy of everything. Before I explain: are you an owner or an admin of the workspace?",
    null,
  ],
  [
    "I was charged twice for May",
    "I'm sorry about that. Could you send me the order number or invoice number of both charges, so that I can open a ticket for our billing team?",
    null,
  ],
  [
    "Is Acme available on the moon?",
    "I'm afraid our help centre doesn't say whether Acme works on the moon, so I would rather not guess. Shall I ask a colleague?",
    null,
  ],
  [
    "Wie kündige ich?",
    "Sie können jederzeit unter Settings → Billing kündigen: Wählen Sie unten auf der Seite Cancel plan. Der Tarif läuft bis zum Ende des bezahlten Monats weiter.",
    null,
  ],
  [
    "who can see my data",
    "Hi! Thanks for reaching out to us about this. Happy to help with anything you need today, just tell me more about your team and what you are looking for.",
    null,
  ],
  [
    "locked out of my account",
    "After 5 failed attempts your account is locked for 30 minutes. It opens again by itself; resetting your password opens it at once.",
    "account-locked",
  ],
  [
    "can i get my money back",
    "Yes: within 30 days of purchase we refund any order, for any reason. The money goes back to the card you paid with, in 5-7 business days.",
    "refund-policy",
  ],
  [
    "I lost my phone with the 2fa app",
    "You can log in with one of your backup codes: enter it in place of the six digits. Then set up two-factor authentication on your new phone.",
    "lost-two-factor-device",
  ],
  [
    "how to restore a deleted project",
    "Open the Trash in the sidebar, find the project and choose Restore. Deleted items stay there for 30 days.",
    "restore-deleted-items",
  ],
  [
    "how do webhooks sign their requests",
    "Every delivery carries a signature in a header: an HMAC with SHA-256 over the timestamp and the body, made with your webhook's secret. Compute it yourself and compare the two in constant time.",
    "webhooks",
  ],
  [
    "how do I add vat number to invoice",
    "Open Settings → Billing → Billing details and enter your VAT number there. It stands on all invoices from then on; for older ones, ask us.",
    null,
  ],
];
