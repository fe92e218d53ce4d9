/**
 * What the product promises, by id. A test that shows a promise kept has the id in its name, in brackets; the gate in
 * `requirements.test.ts` fails on a promise that no test cites, and on a citation of none.
 */
export const REQUIREMENTS = {
  // House
  "HOUSE-1": "Rooms know each other only in the direction of the design; the linter refuses the rest.",
  "HOUSE-2": "The README's table of settings is the settings that are read, with their defaults.",
  // Settings
  "CONF-1": "Settings are read once and validated; every problem is named in one message, exit code 1.",
  "CONF-2": "Of a group of settings, some but not all is an error that names what is missing.",
  "CONF-3": "A .env file adds to the environment and never overrides it.",
  "CONF-4": "The sandbox is on when forced, or when nothing is configured on a loopback host outside of production.",
  "CONF-5":
    "A model that the API does not know, or that is retired, ends the start with the fix; an API that cannot be asked does not.",
  "CONF-6": "A broken policy file ends the start with every problem of it.",
  "CONF-7": "Pages of our own are those of the public address, and local names count only when that is local.",
  // Database
  "DB-1": "Without DATABASE_URL our own PostgreSQL runs as a child, as root and as a user, also below a closed folder.",
  "DB-2": "The server dies with its parent, kill -9 included, and committed rows are there at the next start.",
  "DB-3": "A second live process on one DATA_DIR is refused clearly, and the first goes on.",
  "DB-4": "A server that an earlier process left behind is stopped.",
  "DB-5": "Ctrl-C reaches us and not the server: it outlives our draining.",
  "DB-6": "Migrations are applied once, also by several processes at once; a changed or unknown one is refused.",
  "DB-7": "schema.prisma and the migrations agree.",
  "DB-8": "The outer client inside a transaction is an error.",
  // Inbound
  "IN-1":
    "A webhook is acknowledged only after its raw row is stored; not stored is a 5xx, so that the provider tries again.",
  "IN-2": "The same message delivered many times, also at once, is one message and gets one answer.",
  "IN-3":
    "A raw row is taken in as a whole, in one transaction: contact, address, conversation, message, event, and when its turn is due.",
  "IN-4":
    "A raw row that cannot be interpreted is tried again with back-off, then a dead letter that the API shows and retries.",
  "IN-5": "Messages of one conversation get seq numbers in the order they came, without gaps or doubles.",
  "IN-6": "Raw bytes can be downloaded byte for byte by admins only, and that is written down.",
  "IN-7":
    "Opting out by keyword stops automatic answers; YES and START are ordinary messages unless the sender had opted out.",
  "IN-8": "Raw bytes are deleted when RAW_RETENTION_DAYS are over; the keys stay.",
  // Ownership
  "OWN-1":
    "The epoch rises on claim, release, handoff, an operator's public message, close and reopen, and on nothing else.",
  "OWN-2": "Claim is compare-and-set: of many at once one wins, and the others are told who.",
  "OWN-3":
    "After a takeover the assistant says nothing more and changes nothing, whatever was under way, also when the provider was down and the row waited.",
  "OWN-4": "A customer's message reopens a closed conversation in a fresh engagement.",
  "OWN-5": "A released conversation goes back to the assistant, who answers what the customer wrote meanwhile.",
  // Turn
  "TURN-1": "One turn at a time per conversation, also over several processes.",
  "TURN-2": "A burst of messages is one turn; SMS waits 2 s after the last, 6 s at most.",
  "TURN-3": "A message that arrives during a turn is answered, by it or by the next.",
  "TURN-4": "The knowledge base is searched before the first request of every turn, by code.",
  "TURN-5":
    "Each step is stored before its tools run; a process that is killed at any point is followed by one that runs no finished tool again.",
  "TURN-6": "Work cut off by a crash goes on within 15 s of the next start.",
  "TURN-7": "Every way a turn can fail hands over to a human, who is told why, and the customer is told once.",
  "TURN-8":
    "A stalled stream, an endless series of tool calls and an API that asks for too long a wait all end in time.",
  "TURN-9": "Every request to the model has a line in the ledger with tokens and cost, also a failed one.",
  "TURN-10":
    "Tools run only on stop reason tool_use; unknown names and bad inputs become results the model can act on.",
  "TURN-11": "Parallel tool calls are answered in one message, in order, results first.",
  "TURN-12": "Requests are append-only within a segment, and a strict server accepts every one of them.",
  "TURN-13": "An article for colleagues is never searched for a customer.",
  // The loop, the context and what they cost
  "LOOP-1":
    "A model whose API fails again and again, or refuses the account, is left alone for a while; one request finds out whether it is over; somebody is told once.",
  "LOOP-2":
    "A prompt that is too long, or whose thinking is refused, is asked once more in a new segment; then a human has it.",
  "LOOP-3": "An answer that pauses is sent back as it is and goes on, a bounded number of times.",
  "LOOP-4":
    "Wherever the API's failure is one for all, one request meets it; later customers go to humans without one, until it is over.",
  "LOOP-5":
    "A tool that the API refuses ends the start with its name and the fix; an API that cannot be asked does not.",
  "CTX-1":
    "A segment that has grown is closed after the answer, summed up by the cheap model; a failing summary costs nothing but itself, and a takeover is not touched.",
  "CTX-2":
    "A small help centre may stand in the prompt whole; one that is too large for it is said at the start, and searched when it becomes so.",
  "CTX-3": "A prompt that does not go on where the one before it ended is counted, with what has changed in it.",
  "COST-1":
    "No call is made that could exceed what a conversation may cost or say; everything that was paid for counts, triage and summaries as well.",
  "COST-2":
    "At list prices the tutorial's four questions take six calls and $0.017 at most, eight turns $0.035, and a prompt of turn 40 is at most three of turn 8.",
  "COST-3": "What was said last is kept in the cache for as long as the channel's next message takes, or not at all.",
  "COST-4": "Effort is fixed for a segment: higher only when it begins with a severe matter.",
  // Outbound
  "OUT-1": "What the assistant or an operator says is stored with its outbox row in one transaction.",
  "OUT-2": "A failed send is tried again, the first time within 5 s, and ends as a dead letter that can be retried.",
  "OUT-3":
    "An ambiguous send is looked up twice, four seconds apart, before it is sent again; what cannot be known is shown as unknown.",
  "OUT-4": "The parts and messages of one conversation leave in order; a failed one does not block the next.",
  "OUT-5": "Receipts come late, twice and out of order, and only move a message up.",
  "OUT-6": "A graceful shutdown ends what runs or puts it back.",
  "OUT-7": "A text over the channel's limit is split between words and numbered; empty text is never sent.",
  "OUT-9":
    "While a provider is not reached at all, or refuses our login, all that waits for it is held, uses up no attempt, and leaves once and in order then; for a day at most.",
  "OUT-10":
    "When a provider takes no more from one of our addresses for now, what leaves by the others does not wait for it.",
  "OUT-11":
    "What a provider refuses as if it refused all, while it takes the others, uses up its attempts, fails by itself and is then a human's.",
  "OUT-12":
    "An answer that the provider refuses for an opt-out that we had not heard of is a human's; after a STOP of their own it is nobody's.",
  "OUT-13": "What fails before the provider has answered us is sent once more like what fails later.",
  "OUT-8": "Nothing is sent to who has opted out; the provider's word for it counts too.",
  // SMS
  "SMS-1": "A webhook with a bad signature is 403 and nothing is stored; two tokens are valid during rotation.",
  "SMS-2": "Signed but not understood is 200 and a dead letter.",
  "SMS-3": "Inbound texts are acknowledged with empty TwiML.",
  "SMS-4": "Texts leave from the number the customer wrote to, with a status callback.",
  "SMS-5": "Status callbacks become receipts.",
  "SMS-6": "The SMS channel keeps the channel contract on recorded payloads.",
  // Acknowledging
  "ACK-1": "What a provider hands us is stored to the byte before it is acknowledged.",
  "ACK-2": "Of one key that comes many times at once, also in one statement, one row is stored.",
  "ACK-3": "What comes while others are being written is written together, in its order, within a size.",
  "ACK-4": "A row that cannot be stored fails alone; after a broken connection the next ones are stored.",
  "ACK-5": "To store what came does not wait for a connection that other work has.",
  "ACK-6": "The event loop counts as busy while our own work keeps it in long stretches, and only then.",
  "ACK-7": "Work begins a little at a time, and less while the event loop is busy; all of it begins in the end.",
  "SMSX-33": "Two processes that store the same texts in another order refuse none of them.",
  "SMSX-21": "Receipts are taken in together, as many as keep no other work waiting.",
  "ACK-8": "A passage that many answers rely on is read once.",
  "ACK-9":
    "What is stored before it is acknowledged goes before what is asked through Prisma, and holds it up only briefly; of what Prisma has found, one thing goes on in each round of the event loop.",
  "ACK-10": "To find out what many waiting rows say leaves turns to others in between.",
  "ACK-11":
    "However many hints there are, takeovers are looked for a little apart, and after the last of them once more.",
  // SMS: what Twilio calls
  "SMSW-1":
    "Whatever is signed is answered with 200 and stored, as a message or a dead letter; whatever is not, never.",
  "SMSW-2": "A text to a number we do not know waits as a dead letter, and is a message once the number is configured.",
  "SMSW-3": "RCS to our Messaging Service is the customer's thread with our first number, and is answered by SMS.",
  "SMSW-4": "A text has one id under all of Twilio's names for it; what cannot be an id never becomes one.",
  "SMSX-31": "However often strangers call, the log says it now and then, with how often; they cause no error of ours.",
  // SMS: what no webhook told
  "SMSC-1": "Texts that no webhook brought are read from Twilio's list, oldest first, each once, whoever comes first.",
  "SMSC-2":
    "A text that was read from the list says what its webhook would have said; a STOP that was missed is learnt.",
  "SMSC-3": "What is older than the first start, or than a week, is not read; the place is kept for each number.",
  "SMSC-4": "A text that was missed has its media; what cannot be listed now holds up no other.",
  "SMSC-5": "What became of our texts while we were down is read, too.",
  "SMSC-6": "Trouble with the list is logged without words, ends by itself, and delays neither start nor stop.",
  "SMSC-8":
    "A text that came while we were down is read within half a minute of the next start, however short that was.",
  "SMSC-7": "Of many processes one reads the list, and another when that one ends.",
  "SMSX-22":
    "A text that comes in more than twelve hours after it was written is not answered by the assistant: a human has it.",
  "SMSX-23": "What was too long ago to be read from Twilio's list is said in the log.",
  // Files that customers text
  "MMSI-1":
    "All files of a text are attachments of its message, which needs no words; those that Twilio only counts are there as well.",
  "MMSI-2": "Media are asked for at Twilio's hosts alone, whatever address a webhook names.",
  "MMSI-3":
    "Credentials go to Twilio's hosts and nowhere else: not along a redirect, not to the store; during rotation both tokens are tried.",
  "MMSI-4": "A redirect leads only to the public internet over TLS, judged by the address that is connected to.",
  "MMSI-5": "A file that is too large, never ends or lies about its length ends in time and in little memory.",
  "MMSI-6": "A file is what its first bytes say, its name follows, and what a browser would run is nothing but bytes.",
  "MMSI-7":
    "A file that lags, or whose provider is down, is fetched later; one that never comes stays visible, with the reason in words.",
  "MMSI-8":
    "A file is fetched by one process at a time; a process that is killed in the middle of it loses and doubles nothing.",
  "MMSI-9": "Operators see a file on its way, and an open conversation shows when it has come.",
  "MMSI-10": "An operator can have a file fetched again that did not come.",
  "MMSI-11":
    "Where it is wanted, Twilio deletes its copy of a file once that is here, and not before; it is asked again when it did not.",
  // Files that operators send
  "MMSO-1": "An operator's answer may have files, with words or without; sent twice under one id it is one message.",
  "MMSO-2":
    "A text carries as media what Twilio and carriers take, between numbers of the USA and Canada; all else becomes a link.",
  "MMSO-3": "Media that Twilio refuses go as links in the same attempt.",
  "MMSO-4": "A text with media whose sending is uncertain is looked up before it is sent again.",
  "MMSO-5": "Whoever has the signed address of a file that we sent gets it while it is valid, as harmless bytes.",
  "MMSO-6": "A letter has its files attached, and links to those that would make it too large.",
  "MMSO-7": "A visitor of the chat can fetch what an operator sent, also when he comes back later.",
  "MMSO-8":
    "A file is uploaded by operators only, within limits, and sent only by the one who uploaded it, within a day.",
  "MMSO-9": "No address gives out what a customer sent, what is in a note, or anything once it is forged or over.",
  "MMSO-10": "An operator adds files by button, paste and drop, sees what becomes of each, and may take it out again.",
  // SMS: errors, and what becomes of them by themselves
  "SMSE-1":
    "Each of Twilio's codes has a cause and a remedy in our words and says how far it reaches; of an unknown one operators get its page.",
  "SMSE-2": "Receipts in any order, any number of times, before and after the answer, end at the one that tells most.",
  "SMSE-3":
    "A number that nothing reaches is marked with the reason until something comes from there or arrives there.",
  "SMSE-4":
    "A refusal of our account holds the channel: one text at a time tries, no attempt is used up, and then all leave in order; for a day at most.",
  "SMSE-5": "A rate limit makes the whole channel wait as long as the provider says, and uses up no attempt.",
  "SMSE-6":
    "What Twilio took and could not deliver is sent once or twice more where that makes sense, while nothing newer was said; what arrives late calls it off.",
  "SMSE-7": "An answer of the assistant that has failed for good is a human's, with the reason, once.",
  "SMSE-8": "Operators see what keeps a channel from working and how much waits, in whichever process it is.",
  "SMSX-26":
    "The inbox marks a customer whom nothing reaches, and says above the list why texts do not leave, while that lasts.",
  "SMSX-40":
    "A refusal of our account shows before a text waits, from reading Twilio's list, until that is read or a text is taken.",
  "SMSX-41": "The trouble of one of our numbers names it, and is not over by what another number sends.",
  "SMSX-42":
    "What makes some texts fail until an administrator does something is remarked on for a day, in the desk and the API, and said in the log once an hour, while the channel works.",
  "SMSX-43": "What one process finds wrong with a channel, operators read in all of them.",
  "SMSE-9": "The next part of a text follows a second after Twilio took the last one.",
  "SMSE-10": "A lookup tells a text from another one with the same words, with or without files.",
  // SMS: proof
  "SMSP-1": "Every request to Twilio is as Twilio's published OpenAPI describes it, and nothing more.",
  "SMSP-2": "What our tests take for Twilio answers as Twilio's OpenAPI describes it.",
  "SMSP-3":
    "Over a Twilio that refuses, falls silent, breaks off and tells late, twice and out of order, each text reaches the customer once and in order.",
  "SMSP-4":
    "And each of the customer's texts is heard once, in the order of arrival; nothing of the assistant's leaves after a takeover.",
  "SMSP-5": "What a channel renders is within its limits, pure and whole; media are fetched from its provider alone.",
  // SMS, what is said
  "SMSR-1": "Segments and encoding are counted as Twilio counts them.",
  "SMSR-2":
    "Typographic characters become plain ones where that makes a part of a text GSM-7 and no dearer, and only there; addresses stay.",
  "SMSR-3":
    "Words leave as they were typed but for what no phone shows; when there is nothing to be seen, nothing is sent.",
  "SMSR-4":
    "A long text is cut between paragraphs, lines, sentences or words, never inside an address or a character; nothing gets lost.",
  "SMSR-5": "Parts are numbered, however many they are, and the number is within the limit.",
  "SMSR-6": "A text of any length and kind is cut in a time that grows with its length.",
  "SMSR-7":
    "An operator sees, while writing, in which parts a text would leave, what it costs and which characters make it dear.",
  "SMSX-24":
    "Texts are measured for operators one after the other, and at most so many wait: all else goes on meanwhile.",
  "SMSX-32": "A file of the largest size can be uploaded over a line of one megabit per second.",
  // SMS, who may be written to
  "SMSO-1":
    "The words that Twilio obeys count, as the whole text and from nobody else's mouth; its own verdict counts more.",
  "SMSO-2":
    "An opt-out is not answered, opens no ticket and no closed conversation, and what was about to be answered is not.",
  "SMSO-3": "Consent is kept for each of our numbers, together for those of a Messaging Service.",
  "SMSO-4": "What was said earlier and heard later does not undo what was said since.",
  "SMSO-5":
    "Operators read since when a customer has opted out and how that is known, may write notes, and are shown other ways.",
  // SMS, numbers and machines
  "SMSN-1": "A number is one however it is written; what is none stays as it came.",
  "SMSN-2": "Each of our numbers has a thread of its own with a customer, and answers come from there.",
  "SMSN-3": "Short codes, names and our own numbers are stored, labelled and never answered, whatever they write.",
  "SMSN-4":
    "Who repeats himself, answers at once in few texts or floods gets no more automatic answers, and a human, once and silently.",
  "SMSN-5": "The assistant gives one number 30 answers in an hour, then a human has it.",
  "SMSN-6": "Looking for loops costs one look into an index, however long the conversation is.",
  // Widget
  "WIDGET-1":
    "A visitor's session is a random token, stored only as its hash; it lasts for 30 days of disuse, 24 hours when he is identified.",
  "WIDGET-2":
    "Only a token that the host site signed identifies a visitor; his session then rotates, his thread goes with him to all his devices, and another customer at the same browser gets nothing of it.",
  "WIDGET-3":
    "A visitor's message is acknowledged as it is stored, is one however often it is sent, and keeps its place in order.",
  "WIDGET-4": "Every tab is shown everything newer than it has, in order, and what comes; since fetches what was lost.",
  "WIDGET-5": "A socket reads and writes its own thread and no other, whatever it sends.",
  "WIDGET-6": "Floods and rubbish are refused or cut off, and others write on.",
  "WIDGET-7": "Pages of sites that are not in WIDGET_ORIGINS open no socket.",
  "WIDGET-8": "What a visitor has got and read is known, and never more than he was shown.",
  "WIDGET-9": "The widget channel keeps the channel contract on recorded payloads and with real clients.",
  "WIDGET-10": "A process that stops answers what it has begun and sends its visitors elsewhere.",
  "WIDGET-11": "What a page sends costs no more to refuse than its bytes to read.",
  // Email, what a mail says
  "EMAIL-1": "The name of a mail of ours leads back to its part, and only a name that we made does.",
  "EMAIL-2":
    "A sender is proven by DMARC or an aligned signature, by the topmost word of the server that we believe, and by nothing else.",
  "EMAIL-3":
    "An answer leaves from the address that was written to, and goes where the author wants it and to all in copy.",
  "EMAIL-4": "All that a mail answers is known by name, nearest first.",
  "EMAIL-5": "The same mail has the same fingerprint wherever it lies, and no other mail has it.",
  "EMAIL-6": "What no person wrote just now is told apart, and operators are told why it gets no answer.",
  "EMAIL-7": "A mail from before the first connect is shown and not answered.",
  "EMAIL-8":
    "Only what is new in an answer is visible, in the languages and shapes of public corpora, and never nothing.",
  "EMAIL-9": "A mail that is passed on stays whole.",
  "EMAIL-40": "Quotes that only HTML marks are found.",
  "EMAIL-41": "The HTML of a mail runs nothing and loads nothing.",
  "EMAIL-42": "What nobody can see in a mail is not read.",
  "EMAIL-43": "A report that a mail failed for good is a receipt for its part and makes no contact of a daemon.",
  "EMAIL-44": "A complaint is told apart and leads to the mail.",
  "EMAIL-45": "Texts and subjects are read in the charsets and the disorder of real mails.",
  "EMAIL-46": "The time of a mail is its own, and never after its arrival.",
  "EMAIL-47": "What is no mail is refused.",
  "EMAIL-48": "Files have names for people and all their bytes; over a limit they are named and not kept.",
  "EMAIL-49": "Of a mail that was too large to be fetched whole, operators see that there is more.",
  "EMAIL-50": "A recorded mail says the same in any world.",
  "EMAIL-51": "A hostile mail is read or refused, in bounded time.",
  "EMAIL-52": "A mail that takes for ever, or all the memory, is refused, and the others are read.",
  // Email, in and out
  "EMAIL-10": "A mail is stored byte for byte, under mailbox, folder, UIDVALIDITY and UID.",
  "EMAIL-11": "Reading changes no flag of a mail, and whether somebody has read it does not matter.",
  "EMAIL-12": "What the IMAP server tells of is read at once, and what it does not tell of at the next look.",
  "EMAIL-13": "One process of all reads a mailbox at a time, and another one goes on when it ends.",
  "EMAIL-14": "The first connect begins at the end of the mailbox, or imports some days, which nobody answers.",
  "EMAIL-15":
    "A restart, a crash at any point, a lost connection and a database that is away lose no mail and store none twice.",
  "EMAIL-16": "A mail server that is away keeps nothing from starting, and is found again by itself.",
  "EMAIL-17": "Under another UIDVALIDITY what came lately is read again, with the same bytes.",
  "EMAIL-18": "Of a mail over 50 MB the beginning is stored, and its size.",
  "EMAIL-19": "A mail that the server cannot give out holds up no other, and becomes a dead letter.",
  "EMAIL-20": "A refused login makes the channel unhealthy, in words without secrets, until it is mended.",
  "EMAIL-21": "A part is the same mail at every attempt, byte for byte, its Message-ID included.",
  "EMAIL-22":
    "What the assistant and the system write says so to machines and people; what an operator writes does not.",
  "EMAIL-23": "Nobody can write a header into a mail of ours.",
  "EMAIL-24": "References hold the whole thread, shortened in the middle.",
  "EMAIL-25": "The subject of an answer is the original's with one Re: before it.",
  "EMAIL-26": "An answer leaves as text and as HTML that say the same and load nothing.",
  "EMAIL-27": "Every way in which an SMTP server can fail is told apart: refused, to be tried again, or unclear.",
  "EMAIL-28": "A mailbox's password is never sent in the clear to another machine.",
  "EMAIL-29": "The email channel keeps the channel contract on recorded mails.",
  // Desk
  "DESK-1": "Operators sign in with a password and get an HttpOnly session cookie; signing out ends it.",
  "DESK-2": "Attempts to sign in are limited.",
  "DESK-3": "Writes with the cookie from a page of another site are refused.",
  "DESK-4": "The bearer token acts as the operator api with all rights.",
  "DESK-5": "Lists are paged by cursor, newest activity first, the queue by waiting time, and filtered and searched.",
  "DESK-6": "An answer based on an older state is refused with 409; the same client id twice is one message.",
  "DESK-7": "Errors are problem documents.",
  "DESK-8": "Health and readiness are public and without detail; metrics need the token or this machine.",
  "DESK-9": "An operator's answer reaches the customer on the channel he wrote on.",
  // Mail, through the whole product
  "MAIL-1":
    "A mail opens a conversation and gets one answer, in its thread, from our address, marked as written by no human.",
  "MAIL-2":
    "An answer goes where the author of a mail wants it: the assistant's to him alone, an operator's to all who take part.",
  "MAIL-3":
    "A further mail joins its conversation by what it refers to, the nearest first, also by an ancestor that nobody here has seen.",
  "MAIL-4": "Whoever has a mail of ours joins by its name, which nobody can make up, and a human gets what he writes.",
  "MAIL-5":
    "The mails of a thread are one conversation in whatever order they come, also many at once and in several processes.",
  "MAIL-6":
    "Who quotes a mail of somebody else's gets a conversation of his own, learns nothing and draws nobody's mails away.",
  "MAIL-7":
    "Somebody in copy who answers joins as himself: a human gets it, it is told once, and the assistant never hears it.",
  "MAIL-8":
    "The same mail twice, also under another UID, is one message; another body under the same Message-ID is another.",
  "MAIL-9": "What no person wrote is shown with its class and why nobody answers, and reopens nothing.",
  "MAIL-10":
    "A report that a mail of ours was not delivered marks that message failed, with code and words, in its conversation.",
  "MAIL-11": "Two assistants never begin to answer each other.",
  "MAIL-12": "A mail that cannot be read is a dead letter that can be retried, and the mailbox goes on.",
  "MAIL-13":
    "Of several processes on one database one reads the mailbox, and another takes over when that one is gone.",
  "MAIL-14":
    "A mailbox that takes no password of ours makes us not ready, the other channels work, and it is read again without a restart.",
  // Who a customer is
  "WHO-1":
    "A mail is its sender's only by the topmost word of the server that we believe, or by none; what is claimed can be proven later.",
  "WHO-2":
    "A forged mail is no word of whoever has proven the address: another contact, a claimed conversation, and answers that go nowhere else.",
  "WHO-3": "One person by mail and on the website is one contact when both are proven, and is not when one is claimed.",
  "WHO-4": "A visitor who signs in becomes the contact that he is known as, and what he wrote goes with him.",
  "WHO-5": "Contacts that turn out to be one person are one, whatever else is opened or joined at the same time.",
  // Files
  "FILE-1": "Files by mail and in the chat are shown on their message, and the assistant is told their names.",
  "FILE-2": "A file is given out byte for byte, to be saved, and runs nothing in a browser.",
  "FILE-3": "The same bytes are kept once.",
  "FILE-4": "Files are for operators alone.",
  "FILE-5": "A file that was not kept is shown as failed, and is not found.",
  // The end of a conversation
  "LIFE-1":
    "A conversation of the assistant that is silent for 72 hours is closed; not one that a human has or is to have, nor one with something unanswered.",
  "LIFE-2": "A customer's next message reopens it afresh on every channel, and a machine's does not.",
  // Chat, through the whole product
  "WID-1": "A chat on the website is one conversation: acknowledged as it is stored, answered, and seen at the desk.",
  "WID-2": "An answer is shown while it is written, and the pieces make up the message that follows.",
  "WID-3": "Words before a tool call, and those of an answer that broke off, are taken back.",
  "WID-4": "The desk sees what the visitor has got and what he has seen.",
  "WID-5": "Notes are never shown to a visitor, however he asks.",
  "WID-6":
    "After a takeover in the middle of an answer nothing more is shown, and what was shown is stored, marked as cut off.",
  "WID-7": "A handoff is told on the page once.",
  "WID-8": "Tabs, reconnects and a restart of the server lose and double nothing.",
  "WID-9": "The same clientId many times is one message.",
  // Realtime
  "RT-1": "Whoever follows a conversation is shown each number once and in order, whatever hints are lost or doubled.",
  "RT-2": "Operators' pages hear of every conversation that changes, and all of the one they watch.",
  "RT-3": "Over several processes the same is shown everywhere, also when they lose sight of each other for a while.",
  "RT-4": "A takeover in one process silences an answer that another one is writing.",
  "RT-5": "What a process that died could not tell of is shown on the others within seconds, without anybody's doing.",
  "RT-6":
    "Whoever comes in the middle of an answer is shown what there is of it, and does not keep what is taken back.",
  "RT-7":
    "A connection that brings what is too large, takes nothing of what it is told, or belongs nowhere is cut off before it costs much.",
  "RT-8": "An address has a limited number of connections open, and this machine any number.",
  // Chaos
  "CHAOS-1":
    "Servers that are killed at any point lose no message of a customer on any channel and take none in twice; each is answered once, or is with a human.",
  "CHAOS-2": "A mail whose sending was cut off is shown as unknown, and has left once at most.",
  "CHAOS-3":
    "Over all reconnects each tab of a visitor is shown the stored messages once and in order, and keeps no word that is not one of them.",
  "CHAOS-4":
    "Two processes of which one after the other is killed keep all of that, and the mailbox is read by one of them.",
  // Knowledge
  "KB-1": "A change of an article on disk is found within 5 s without a restart.",
  "KB-2": "A broken article is left out and the others work.",
  "KB-3": "Customers' own words find the right article.",
  "KB-4":
    "An article is found by its meaning, also where it has none of the question's words, in every process within seconds.",
  "KB-5": "How far the vectors are is told by log, metrics and API.",
  "KB-6": "What is found by meaning is before the model in the turn that answers.",
  "KB-7": "Internal articles come to operators and to nobody else, however near they are in meaning.",
  "KB-8": "A deleted article is found by no process within seconds.",
  // Articles
  "ART-1":
    "An article written through the API is found at once where it was written and within 5 s in every process; one that was removed or made internal is gone as soon.",
  "ART-2":
    "An article of the API stands in the place of the file with its slug; a draft leaves what is served as it is, and nothing that was taken out comes back by itself.",
  "ART-3":
    "No draft is found by anybody, and nothing internal by the public, whatever files and rows there are and while the database is away.",
  "ART-4":
    "Of those who write at once none loses anything, every write is another version, and whoever names the one he has seen overwrites no later one.",
  "ART-5":
    "Operators read articles and admins write them; what cannot be used is refused with the reason and stores nothing.",
  "ART-6": "An article and its Markdown file say the same.",
  "ART-7":
    "A folder is imported in one pass: what is broken is reported, the rest is stored, and the same again changes nothing.",
  "ART-9": "Whatever an article says, reading it takes a time that grows with its length alone.",
  "ART-8":
    "What there is of articles and drafts, and which files are broken and why, is in the API, the log and the metrics.",
  // Knowledge, on the desk's page
  "KPG-1": "The knowledge is a place beside the inbox: in the address, by a key, on a telephone, in light and dark.",
  "KPG-2": "It lists the articles, and shows which are broken and why, and how far the vectors have come.",
  "KPG-3": "Admins write, publish and delete articles, and see beside the text how it will look.",
  "KPG-4": "A question can be tried as a customer or an operator, and every passage says why it came.",
  "KPG-5": "Two who write one article at once both keep their text and see each other's; a reload loses nothing.",
  "KPG-6": "What was written over a file can be given up for the file.",
  "KPG-7": "What customers asked in vain is listed with examples, becomes an article by one press, or is dismissed.",
  "KPG-8": "Nothing in an article runs or loads on the page, and no text takes longer than a moment to show.",
  "KPG-9": "Who may not write is offered nothing that would be refused; what is refused is told in words.",
  "KPG-10": "The inbox is loaded without what only the knowledge needs.",
  // Sandbox and commands
  "SB-1": "With nothing configured everything runs against stand-ins, and texts travel through the real adapter.",
  "SB-2": "POST /sandbox/sms and GET /sandbox/outbox drive it; neither exists outside of the sandbox.",
  "SB-3": "The stand-in for the Messages API refuses what the API refuses.",
  "SB-4": "The four sample messages are answered, or handed over, as they should be.",
  // Sandbox page
  "SB-5":
    "One page plays everybody: it is where the bare address leads, and shows each customer what he wrote and what came back.",
  "SB-6":
    "A mail of the page is one that mail programs send: encoded, threaded, with its files, and verified only when a server vouches for it.",
  "SB-7": "The page is as it was after a reload, as far as the outbox is.",
  "SMSX-25": "On the page, a phone sends files with its texts and shows those that come with an answer.",
  "SB-8": "The page signs the sandbox's operator in, and vouches for visitors as a site would.",
  "SB-9": "Pages of other sites cannot drive the sandbox, and none of its page exists outside of it.",
  "SB-10":
    "A sandbox is for whoever sits at its machine: others do not sign in, and no secret of a real site counts in it.",
  "CMD-1": "npm run ask prints one JSON document on stdout and logs on stderr.",
  "CMD-2": "npm run chat ends on exit, quit, bye and on a handoff.",
  "CMD-3": "Commands beside a running server use a temporary database.",
  // The knowledge base from the shell
  "KCL-1": "The check tells of links between articles that lead nowhere, anchors too, and asks no network.",
  "KCL-2": "The check tells of what a public article shows of an internal one: links, names, sentences, codes.",
  "KCL-3": "The check tells of articles with the same title, or with nearly the same text, and of the share.",
  "KCL-4": "The check tells of what makes an article hard to find or to read; a thousand articles take seconds.",
  "KCL-5": "Rankings are scored by articles: recall, hit and MRR, over all and for each style.",
  "KCL-6": "A wrong file of questions is refused, and the entry is named.",
  "KCL-7":
    "npm run knowledge -- search gives passages with article, heading, address, score and why, and code 1 for none.",
  "KCL-8": "npm run knowledge -- check tells each fault with its file, and ends with code 1 when one is an error.",
  "KCL-9":
    "npm run knowledge -- eval scores the search on a file of questions, by words and by meaning, over all and by style.",
  "KCL-10":
    "npm run knowledge -- import stores a folder's articles in the product's database, changes nothing the second time, and names what it could not take.",
  "KCL-11": "The command says how it is used, and prints nothing that a terminal would obey.",
  "KCL-12": "The command works beside a running server, on its articles, and Ctrl-C leaves nothing behind.",
  "KCL-13": "Whoever waits sees how far it is: a bar on a terminal, else a line now and then.",
  // Pages
  "PAGE-1": "Pages are served zipped, asked for again each time, and their files and the loader kept by browsers.",
  "PAGE-2":
    "A page runs nothing inline or from elsewhere, may be framed by whom it names, and nothing beside it is served.",
  "PAGE-3": "A server whose pages are not built starts and says how to build them.",
  // Chat page
  "CHAT-1": "The chat page shows every message once and in order, whatever comes late, twice or out of order.",
  "CHAT-2": "An answer is seen while it is written, in its place, and what is taken back disappears.",
  "CHAT-3": "What a visitor writes is sent in order until it is acknowledged, and outlives the tab it was written in.",
  "CHAT-4": "A visitor stays the same in all tabs of a browser, and is forgotten in all of them when he leaves.",
  "CHAT-5": "Answers are shown as a safe subset of Markdown: no HTML, and links to the web and to mailboxes only.",
  "CHAT-6": "What is written on a host's colour has a contrast of 4.5:1.",
  "CHAT-7": "The loader has at most 5 KB and the chat page 60 KB, compressed, and nothing comes from elsewhere.",
  // Inbox
  "INBOX-1":
    "The inbox shows messages and events in seq order and without doubles, in whatever order they come; a delivery only moves up.",
  "INBOX-2":
    "What an operator writes is one message however often it is tried, and is never lost, nor taken for what was stored before.",
  "INBOX-3":
    "A refusal is told in words: what to read first, who has the conversation, that the customer opted out, when to try again.",
  "INBOX-4": "Lists, counts and the open conversation follow every change; a push that got lost is noticed.",
  "INBOX-5": "The HTML of a mail may load nothing and run nothing.",
  "INBOX-6": "A button is enabled exactly when the server would do what it says.",
  // In a browser
  "WEB-1":
    "A site that embeds the widget loads one script until its visitor opens the chat, under the strictest policy.",
  "WEB-2": "In a browser an answer grows while it is written, and a reload shows the conversation once.",
  "WEB-3": "Two tabs of a browser show the same chat, each message once.",
  "WEB-4": "What a visitor writes while the server is away is kept, and sent once when it is back.",
  "WEB-5": "A visitor is known as soon as the site vouches for him, and forgotten when it says so.",
  "WEB-6": "A site that is not allowed to cannot show the chat.",
  "WEB-7": "The pages have no fault that axe finds; the chat covers a small screen, and is dark where that is liked.",
  "WEB-8": "Who asks for a human in the chat waits in the inbox, and talks with whoever claims him there.",
  "WEB-9": "Of an answer that is taken over, the visitor's page, the inbox and the store have the same words.",
  "WEB-10": "A text is handed over, answered in the inbox on its own channel, and given back.",
  "WEB-11": "A mail is handed over, answered in the inbox in its own thread, and given back.",
  "WEB-12": "An operator whom the customer has overtaken is shown what he has written, and may insist.",
  "WEB-13":
    "Whatever customers write, call themselves and attach runs in none of our pages, and is shown as it was written.",
  "WEB-14":
    "On the sandbox's page one person texts, mails and chats, sees each answer where it belongs, and answers as an operator.",
  "WEB-15":
    "An operator sees what is known with a conversation, takes a suggested reply, and has the assistant draft another.",
  // Triage
  "TRI-1":
    "What customers write is sorted by the cheap model beside the answer; its labels show on the conversation, and each call stands in the ledger.",
  "TRI-2": "A triage that fails, stalls or lies changes nothing for the customer, nor when he is answered.",
  "TRI-3": "A process that ends waits for a triage briefly, and breaks it off.",
  "TRI-4":
    "A question in another language than the articles' is searched for in theirs too, if its translation comes soon; any other waits for nothing.",
  "TRI-5":
    "The language of a text is guessed from its script and its little words, and not at all when they do not tell.",
  // Voice
  "VOICE-1": "On a channel without markup an answer is plain text, with its links written out.",
  "VOICE-2": "Dressing an answer adds no figure and no address to it, and ends in time for whatever a model writes.",
  "VOICE-3": "An answer that is too long twice is cut behind a sentence, never in an address or between steps.",
  "VOICE-4": "A letter is greeted by name and signed, in the customer's language, once.",
  "VOICE-5": "One answer has three forms: a text, a letter, and a chat that stays as it was seen being written.",
  "VOICE-6": "Steps that three texts do not hold are told by the article that they are from, where it has an address.",
  "VOICE-7": "An answer of nothing but markup is an empty one, on whatever channel; what an operator types never is.",
  // Handoff
  "HAND-1":
    "The line of a handoff is in the customer's language, names his ticket, and says what is true of the team, never how long it takes.",
  "HAND-2":
    "With a conversation go what was tried, the articles that were found, what the customer named, and an answer to start from.",
  "HAND-3":
    "An operator is there while his desk is open, in whatever process; a program is there while it does something.",
  "HAND-4": "A handoff is summed up after it was told; where that fails, the words that it had stay.",
  // Copilot
  "COP-1":
    "A draft is written and checked like an answer; nothing of it is stored but its cost, and no customer is told.",
  "COP-2": "What tools would change becomes a proposal of a draft, and nothing is changed.",
  "COP-3": "What a draft may not say is mended once, and then told to the operator with the draft.",
  "COP-4": "A draft knows who said what, and what the operator wishes; nobody else can wish in his place.",
  "COP-5": "Where there is no draft, the operator is told why.",
  "COP-6":
    "A draft takes the place of what was in the field, which can be had back, in the conversation it was asked for in.",
  "COP-7": "How much of a draft operators keep is measured.",
  // One-time codes
  "OTP-1":
    "The right code verifies the conversation and makes it that of the contact with the mailbox; no message keeps the code.",
  "OTP-2": "A code counts for ten minutes, three tries, its own conversation, and until the next one.",
  "OTP-3":
    "Whether an address is on file shows neither in the words nor in the numbers that a customer gets, nor in the time.",
  "OTP-4":
    "What a code has proven holds for half an hour of its engagement, and for no letter without a proof of its own.",
  "OTP-5":
    "Three codes in an engagement, five a day to one mailbox, and only to an address that the customer has named.",
  "OTP-6": "A letter in somebody's name cannot make his contact that of another mailbox.",
  "OTP-7":
    "The mail with a code leaves once beside the conversation, its failing is shown on its note, and its reader's answer lands elsewhere.",
  // Tools
  "TOOL-27": "The demo closes a conversation when the customer says that it is settled, and not otherwise.",
  "TOOL-20": "An integrator adds a tool in one file and one line; the documented example is one that runs.",
  "TOOL-21":
    "A tool that requires a verified customer runs only while he is, on his own words; else it tells nothing, and that is written down.",
  "TOOL-22": "What the assistant looks up of a customer is that contact's own, with addresses masked.",
  "TOOL-24":
    "What cannot be undone is done once, after an explicit yes in a later message to a question that named the same parameters.",
  "TOOL-23":
    "A conversation is closed by the assistant only after the customer's own words say that the matter is settled.",
  "TOOL-25": "A yes is a plain yes in one of several languages; a condition, a question or another value is none.",
  "TOOL-26": "Whose data a tool reads comes from the server; an input that names somebody is refused and written down.",
  // The thirty behaviours of a support agent, and what is cheap to show beside them
  "BEH-1":
    "Tools run on a stop for tools alone: a call that the tokens cut off is asked for once more, with more room.",
  "BEH-2":
    "Parallel calls are answered in one message, in order, results first, also when one breaks, in general words.",
  "BEH-3":
    "An unknown tool, another spelling and a bad input end no turn: the model is told what is wrong and goes on.",
  "BEH-4": "Rounds of tools have a limit; then it must answer without, by the same tools, or a human does.",
  "BEH-5": "Of a refusal nothing is said, what was shown is taken back, and it is not sent again.",
  "BEH-6": "An empty answer is asked for once more, then a human has it; nothing empty is sent.",
  "BEH-7": "A stream without its end is a failure: nothing of it is sent, and nothing twice.",
  "BEH-8": "Silence and slowness of the API have limits, after which typing ends and a human has it.",
  "BEH-9": "A failure after the tools of a step have run repeats what came after them, and not them.",
  "BEH-10":
    "A spending limit is met by one request; later customers go to humans without one, and somebody is told once.",
  "BEH-11": "How long the API may make us wait is limited by the channel's patience.",
  "BEH-12": "Too long a prompt leads to a new segment once, then to a human.",
  "BEH-13": "A crash between a tool and its result leads to one effect, and the stored result counts.",
  "BEH-14": "The same ticket asked for twice is one ticket.",
  "BEH-15": "A takeover breaks off the answer: nothing of it leaves, and what was shown is stored as cut off.",
  "BEH-16": "A takeover between the answer and its tool leaves the tool unrun, and nothing more is asked.",
  "BEH-17": "Texts in quick succession, pictures included, are one turn with one answer.",
  "BEH-18": "What comes while tools run stands behind their results; what comes later is answered by the next turn.",
  "BEH-19": "The model is asked only when the newest word is the customer's own.",
  "BEH-20":
    "What comes before the messages is the same for all turns, channels and customers, and the messages only grow.",
  "BEH-21": "Another prompt or another model begins a new segment, without old thinking and with what was said.",
  "BEH-22":
    "Rules of the policy fire whatever the model would say, with the right priority, and not on what only sounds like them.",
  "BEH-23":
    "After a handoff the assistant is silent until the conversation is given back, and the customer is told once.",
  "BEH-24": "Every answer begins with a search by what was talked about; where nothing is found, a human is offered.",
  "BEH-25":
    "Figures, links, tickets and deeds that nothing confirms are written anew or go to a human, and are never sent.",
  "BEH-26": "Nobody's words, in whatever they are carried, act in somebody else's name or bring back what is his.",
  "BEH-27": "What cannot be undone waits for a yes to the very thing in a later message, and for no other.",
  "BEH-28": "An answer has the shape of its channel, to the byte, and its citations are not sent back.",
  "BEH-29":
    "Card numbers, passwords and codes reach neither the model nor the log nor the desk, also over two messages.",
  "BEH-30":
    "Every request has its line in the ledger, and one that could exceed what a conversation may use up is never made.",
  "BEH-31": "A draft sends nothing, and what tools would do becomes a proposal.",
  "BEH-32": "Whatever becomes of triage, the answer is the same and as soon.",
  "BEH-33": "What the server says to a customer is in his language.",
  "BEH-34": "The same webhook twice is one message and one answer.",
  "BEH-35": "Events and blocks that nobody knows yet do not disturb an answer.",
  "BEH-36": "An answer that pauses is sent back as it is, and goes on.",
  "BEH-37": "What a human wrote is told to the model as a human's, when the conversation is given back.",
  "BEH-38": "A summary that fails takes nothing away: the words themselves are told.",
  "BEH-39": "A retired model ends the start, and one that will retire is warned about.",
  "BEH-40": "A graceful end lets what runs end or puts it back.",
  "BEH-41": "Of two processes one runs the turn of a conversation.",
  "BEH-42": "Where a stand-in answers instead of the model, that is said where people look.",
  // Policy
  "POL-1": "The sample policy explains every key and shows its default; whatever is left out has it.",
  "POL-2": "A policy with an unknown key or a wrong value is refused with the place named.",
  "POL-3": "A changed policy file holds within seconds, as a whole.",
  "POL-4": "A changed policy file that cannot be used leaves the old rules, which is logged and counted once.",
  // Guard, before the model
  "GUARD-1": "A dispute over more than the limit goes to a human: summed up, in words, in any of the currencies.",
  "GUARD-2": "A security incident goes to a human as urgent.",
  "GUARD-3": "A legal threat is flagged and goes to a human as urgent.",
  "GUARD-4": "A customer who asks for a human gets one.",
  "GUARD-5": "Prices, questions and thoughts that only sound like these stay with the assistant.",
  "GUARD-6":
    "A verdict has the priority, the category and the severity of the most urgent rule, and a reason without quotes.",
  "GUARD-7": "The limit, the currencies, the rules and further phrases are the policy's.",
  "GUARD-8": "Whether a legal threat is more than a flag is the policy's choice.",
  "GUARD-9": "So it is with more messages than the policy allows.",
  "GUARD-10": "Letters in disguise, typos and broken lines change nothing; the names of files say nothing.",
  "GUARD-11": "The guard before the model takes any text, in time that grows with its length alone.",
  "GUARD-12": "Of what customers write in public corpora, at most 3 % of the harmless is escalated.",
  "GUARD-13": "A rule that hands over opens and names a ticket where one is due, without a request to the model.",
  "GUARD-14": "Rules hold also for what the customer writes while a turn runs.",
  "GUARD-15": "A rule counts only what was written since a human gave the conversation back.",
  // Guard, after the model
  "GUARD-20":
    "An answer with an amount, percentage, length of time, date, link, address, number, deed or promise that nothing confirms is not sent.",
  "GUARD-21": "Figures are compared by value: an honest answer passes in any wording and language.",
  "GUARD-22": "What the customer wrote grounds figures, never a promise, a deed, a link or an address.",
  "GUARD-23": "What was done, or is offered, needs the tool that did it or can do it.",
  "GUARD-24":
    "Answers link to allowed hosts alone: those of LINK_HOSTS, or else ours and those of the public articles, and to pages that a source names.",
  "GUARD-25": "The guard after the model takes any text, in time that grows with its length alone.",
  "GUARD-26": "The notice to the model says what was wrong, and nothing of what others may have put into the draft.",
  "GUARD-30": "An answer that nothing confirms is asked for once more, with the reason, and never sent.",
  "GUARD-31":
    "Such an answer is not said to the model again; the notice is, byte for byte, so that the thinking behind it holds.",
  "GUARD-32": "One that comes twice goes to a human, as a suggestion.",
  "GATE-1": "An answer is shown sentence by sentence while it is written, never half an amount, a date or a link.",
  "GATE-2": "What is shown has passed the guard together with all before it, and begins what is said in the end.",
  "GATE-3":
    "A long sentence is shown up to a comma where that may be said, and looking takes time by its length alone.",
  "GATE-4": "A visitor never sees what may not be said, not even while it is written; what was shown is taken back.",
  "GATE-5": "Of a refusal what was shown is taken back.",
  "GAP-1": "A question that no article answers is logged and counted, without its words.",
  "GAP-2":
    "A question counts as unanswered by what the assistant did and said of it; greetings, thanks, complaints, wishes for a human, disputes and what a tool settles do not.",
  "GAP-3":
    "An unanswered question is kept with the end of its turn, once, its secrets masked; a turn that is superseded leaves none.",
  "GAP-4":
    "Unanswered questions are grouped by meaning, or by words where there are no vectors, always in the same way.",
  "GAP-5":
    "The desk lists what no article answers, most frequent first, with examples and with what is found on it now.",
  "GAP-6": "Whoever dismisses a group dismisses all of it; the same question asked later is listed again.",
  "GAP-7": "Unanswered questions are kept for 180 days.",
  "GAP-8":
    "An answer names the articles that it cites, else those found for it that it names or plainly comes from, and no other.",
  // Vectors
  "VEC-1": "A text's vector is made once, in the background, and kept by its content: a restart makes none anew.",
  "VEC-2":
    "Of all processes one makes; the others take over what it stores, and go on when it dies or makes other texts.",
  "VEC-3": "A crash while vectors are made loses one batch at most.",
  "VEC-4": "A model with trouble is said once, left alone as long as it asks, and asked again by itself.",
  "VEC-5": "A text that the model refuses is left out, and the others get their vectors.",
  "VEC-6": "While a new model's vectors are made, questions are compared by the old one's.",
  "VEC-7": "A question gets its vector in time, or the next model's, or none: asking never fails and never hangs.",
  "VEC-8": "The vectors of the last questions are remembered, and not stored.",
  "VEC-9": "Vectors that nobody has wanted for 30 days are deleted; what is in use stays.",
  "VEC-10": "How far the vectors are is in the log and the metrics, without their texts.",
  "VEC-11": "Closing stops at once and leaves nothing open.",
  "VEC-12": "What is no longer wanted is not made, and dropped from memory.",
  // Search
  "SRCH-1": "A passage scores cosine + 0.3 x coverage, and by words alone its coverage.",
  "SRCH-2": "What comes not near enough is no answer.",
  "SRCH-3":
    "What has an exact term of the question is among the answers: a code, a number, an abbreviation, a product.",
  "SRCH-4": "An answer has two passages of an article at most, and the same articles give the same answer every time.",
  "SRCH-5":
    "Customers get the answers, in the order and with the scores, that they would get without internal articles.",
  "SRCH-6": "Articles that come, change and go one by one are searched as if all had come at once.",
  "SRCH-7": "Slips of the finger are forgiven, and names left alone.",
  "SRCH-8": "A short question is searched together with what was asked before, a long one alone.",
  "SRCH-9": "Any text is searched for, in a time that does not grow with it.",
  "SRCH-10": "A passage tells why it came: cosine, coverage, and words and exact terms as asked.",
  "SRCH-11": "Words are found in other forms of theirs, in the language of the article.",
  "SRCH-12": "Vectors that are missing, come late or are another model's make no search fail.",
  "SRCH-13":
    "A chunk has 180 words at most with its title and headings, breaks no table and no code that fits, and no word is lost.",
  // Privacy
  "PRIV-1":
    "Cards, passwords, one-time codes, keys and the numbers of people and accounts are taken out of what customers write, and a marker says so.",
  "PRIV-2": "What only looks like it stays: order numbers, phone numbers, dates, and talk about passwords.",
  "PRIV-3": "Masking takes time that grows with the length alone.",
  "PRIV-4":
    "Of what is masked neither models, nor the log, nor the tables, nor the desk ever see anything; only the raw bytes keep it.",
  "PRIV-5": "A card that is spread over several messages is taken out of all of them.",
  "LOG-1": "Customer text, addresses and secrets never reach the log.",
  // Attacks
  "ATTACK-1": "A model that obeys whoever writes to it is no way to anybody's money, data, links or promises.",
  "ATTACK-2": "Nor does it become one by what stands in articles, mails, files' names or senders' names.",
  // Evals and transcripts
  "EVAL-1": "Scenario files are checked: every problem is named with its file, its line and its place.",
  "EVAL-2": "A scenario is graded by the state first and by the words second, after each turn and at the end.",
  "EVAL-3":
    "Scenarios are played on the core as it runs for customers, several at once, with the limits of their channels; what the stand-in cannot do is left out and said.",
  "EVAL-4": "The sample help centre has at least forty scenarios, few of which need a real model, and the others hold.",
  "EVAL-5": "A report tells what was tried, what came of it and what it cost, and two reports can be compared.",
  "EVAL-6": "On a real model it is said first what the scenarios will cost, it is agreed to, and it can be limited.",
  "EVAL-7":
    "Transcripts hold no name, mailbox, number or address that code can tell: within a conversation each has one stand-in.",
  "EVAL-8": "Transcripts of all conversations since a day are read in batches, none missed; notes only when asked for.",
  "EVAL-9": "Transcripts can be taken beside a running server.",
  // Embedding
  "EMB-1": "The weights of the local model are those whose search was measured.",
  "EMB-2": "Both engines of the local model make the same vectors.",
  "EMB-3": "Any text has a vector of length 1, in a time that does not grow with the text.",
  "EMB-4": "A question goes before passages that wait, and who gives up waits no longer.",
  "EMB-5": "When the model's thread ends, whoever waits learns that trying again helps; it rests and comes again.",
  "EMB-6": "An embedder that is closed rejects what waits; one that idles keeps no process from ending.",
  "EMB-7": "Where the fast engine does not run the portable one does; which one it is stands in the log, once.",
  "EMB-8": "Voyage is asked as it documents, within its limits, and its answers may come in any order.",
  "EMB-9": "When Voyage fails, whoever asked learns what to do, and neither key nor texts get out by the error.",
  "EMB-10": "The stand-in for Voyage takes only what Voyage documents.",
  "EMB-11": "Settings choose whose vectors there are; one that has no effect is said.",
  "EMB-12": "The local model tells nobody that it runs: no telemetry, no files of it.",
  "EMB-13": "A process that ends while the local model computes ends with its own exit code.",
} as const satisfies Record<string, string>;
