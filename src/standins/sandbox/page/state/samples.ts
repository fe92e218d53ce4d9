/** A question to begin with. */
export interface Sample {
  readonly label: string;
  readonly subject: string;
  readonly text: string;
}

export const SAMPLES: readonly Sample[] = [
  { label: "A price", subject: "Pro plan", text: "What does the Pro plan cost?" },
  { label: "An invoice", subject: "Where are my invoices?", text: "Where do I find my invoices?" },
  {
    label: "A $340 dispute",
    subject: "Wrong charge",
    text: "You charged my card $340 that I never agreed to. I dispute this and want the money back.",
  },
  { label: "A human, please", subject: "Please call a human", text: "Can I talk to a human, please?" },
];
