/** The four messages that the product is shown with. */
export const CHARGED_TWICE = "I've been charged twice for my subscription this month and I want a refund immediately.";
export const LOCKED = "My account is locked and I have a demo in 10 minutes, please help!";
export const PLANS = "What's the difference between the Pro and Enterprise plans?";
export const LIMITS = "I'm hitting rate limits on your API even though I'm on the Pro plan.";
