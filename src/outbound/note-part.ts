/**
 * In place of the number of a part: the row carries a note that goes out beside what is said to the customer, such as a
 * one-time code to his mailbox. It neither waits for what is said nor is waited for.
 */
export const NOTE_PART = -1;
