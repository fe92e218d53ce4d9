-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('sms', 'email', 'widget');

-- CreateEnum
CREATE TYPE "Owner" AS ENUM ('assistant', 'queued', 'operator', 'closed');

-- CreateEnum
CREATE TYPE "Author" AS ENUM ('customer', 'assistant', 'operator', 'system');

-- CreateEnum
CREATE TYPE "Identity" AS ENUM ('claimed', 'verified');

-- CreateEnum
CREATE TYPE "Category" AS ENUM ('billing', 'technical', 'account', 'general');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('normal', 'urgent');

-- CreateEnum
CREATE TYPE "HandoffTrigger" AS ENUM ('rule', 'model', 'customer', 'failure', 'operator');

-- CreateEnum
CREATE TYPE "MessageClass" AS ENUM ('human', 'auto_reply', 'auto_generated', 'list', 'bounce', 'complaint', 'own_loop', 'opt_out', 'opt_in', 'help');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('unknown', 'queued', 'sent', 'failed', 'delivered', 'read');

-- CreateEnum
CREATE TYPE "RawState" AS ENUM ('pending', 'done', 'dead');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('pending', 'sending', 'sent', 'failed', 'unknown', 'canceled');

-- CreateEnum
CREATE TYPE "TurnOutcome" AS ENUM ('replied', 'handed_off', 'closed', 'superseded');

-- CreateEnum
CREATE TYPE "CallPurpose" AS ENUM ('reply', 'triage');

-- CreateEnum
CREATE TYPE "CallOutcome" AS ENUM ('ok', 'failed', 'aborted');

-- CreateEnum
CREATE TYPE "TicketStatus" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'operator');

-- CreateTable
CREATE TABLE "Process" (
    "id" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "aliveUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactAddress" (
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "address" TEXT NOT NULL,
    "identity" "Identity" NOT NULL,
    "verifiedBy" TEXT,
    "verifiedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContactAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "threadKey" TEXT NOT NULL,
    "ourAddress" TEXT NOT NULL,
    "theirAddress" TEXT NOT NULL,
    "subject" TEXT,
    "owner" "Owner" NOT NULL DEFAULT 'assistant',
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "engagement" INTEGER NOT NULL DEFAULT 1,
    "category" "Category",
    "severity" "Severity",
    "assigneeId" UUID,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "waitingSince" TIMESTAMPTZ(3),
    "customerSeq" INTEGER NOT NULL DEFAULT 0,
    "answeredSeq" INTEGER NOT NULL DEFAULT 0,
    "turnDueAt" TIMESTAMPTZ(3),
    "unansweredSince" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastMessageAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "engagement" INTEGER NOT NULL,
    "author" "Author" NOT NULL,
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "operatorId" UUID,
    "turnId" UUID,
    "clientId" TEXT,
    "rawId" UUID,
    "rawIndex" INTEGER,
    "externalId" TEXT,
    "class" "MessageClass" NOT NULL DEFAULT 'human',
    "wantsAnswer" BOOLEAN NOT NULL DEFAULT false,
    "suppressed" TEXT,
    "text" TEXT NOT NULL,
    "fullText" TEXT NOT NULL,
    "html" TEXT,
    "sources" JSONB NOT NULL DEFAULT '[]',
    "delivery" "DeliveryStatus",
    "deliveryErrorCode" TEXT,
    "deliveryError" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- By hand: Prisma writes a generated column as a default. The words of 100,000 characters fit into a tsvector, which
    -- holds 1 MB, whatever they are.
    "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple', left("fullText", 100000))) STORED,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RawInbound" (
    "id" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "externalId" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "proof" JSONB,
    "state" "RawState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "purgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RawInbound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL,
    "author" "Author" NOT NULL,
    "channel" "Channel" NOT NULL,
    "fromAddress" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "OutboxState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "maybeSent" BOOLEAN NOT NULL DEFAULT false,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attemptedAt" TIMESTAMPTZ(3),
    "claimedBy" UUID,
    "providerId" TEXT,
    "delivery" "DeliveryStatus" NOT NULL DEFAULT 'queued',
    "errorCode" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Turn" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "engagement" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "upToSeq" INTEGER NOT NULL,
    "claimedBy" UUID,
    "runs" INTEGER NOT NULL DEFAULT 1,
    "outcome" "TurnOutcome",
    "model" TEXT NOT NULL,
    "inputTokens" INTEGER NOT NULL DEFAULT 0,
    "outputTokens" INTEGER NOT NULL DEFAULT 0,
    "cacheReadTokens" INTEGER NOT NULL DEFAULT 0,
    "cacheWriteTokens" INTEGER NOT NULL DEFAULT 0,
    "costMicros" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Segment" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "engagement" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TurnStep" (
    "id" UUID NOT NULL,
    "turnId" UUID NOT NULL,
    "segmentId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "input" JSON NOT NULL,
    "output" JSON,
    "stopReason" TEXT,
    "discarded" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "TurnStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelCall" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "turnId" UUID,
    "purpose" "CallPurpose" NOT NULL,
    "model" TEXT NOT NULL,
    "requestId" TEXT,
    "outcome" "CallOutcome" NOT NULL,
    "stopReason" TEXT,
    "error" TEXT,
    "inputTokens" INTEGER NOT NULL DEFAULT 0,
    "outputTokens" INTEGER NOT NULL DEFAULT 0,
    "cacheReadTokens" INTEGER NOT NULL DEFAULT 0,
    "cacheWriteTokens" INTEGER NOT NULL DEFAULT 0,
    "costMicros" INTEGER NOT NULL DEFAULT 0,
    "ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ModelCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ToolCall" (
    "id" UUID NOT NULL,
    "turnId" UUID NOT NULL,
    "toolUseId" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSON NOT NULL,
    "result" TEXT NOT NULL,
    "content" JSON NOT NULL,
    "isError" BOOLEAN NOT NULL,
    "ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ToolCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "conversationId" UUID NOT NULL,
    "matter" TEXT NOT NULL,
    "category" "Category" NOT NULL,
    "severity" "Severity" NOT NULL,
    "summary" TEXT NOT NULL,
    "status" "TicketStatus" NOT NULL DEFAULT 'open',
    "url" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "engagement" INTEGER NOT NULL,
    "turnId" UUID,
    "reason" TEXT NOT NULL,
    "priority" "Priority" NOT NULL,
    "trigger" "HandoffTrigger" NOT NULL,
    "summary" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Handoff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "channel" "Channel" NOT NULL,
    "ourSender" TEXT NOT NULL,
    "theirAddress" TEXT NOT NULL,
    "optedOut" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("channel","ourSender","theirAddress")
);

-- CreateTable
CREATE TABLE "Operator" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" "Role" NOT NULL DEFAULT 'operator',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL,
    "operatorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "ContactAddress_contactId_idx" ON "ContactAddress"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "ContactAddress_channel_address_key" ON "ContactAddress"("channel", "address");

-- CreateIndex
CREATE INDEX "Conversation_lastMessageAt_id_idx" ON "Conversation"("lastMessageAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Conversation_owner_lastMessageAt_id_idx" ON "Conversation"("owner", "lastMessageAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Conversation_channel_lastMessageAt_id_idx" ON "Conversation"("channel", "lastMessageAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Conversation_assigneeId_lastMessageAt_id_idx" ON "Conversation"("assigneeId", "lastMessageAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Conversation_contactId_idx" ON "Conversation"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_channel_threadKey_key" ON "Conversation"("channel", "threadKey");

-- CreateIndex
CREATE INDEX "Message_search_idx" ON "Message" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_seq_key" ON "Message"("conversationId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_clientId_key" ON "Message"("conversationId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_rawId_rawIndex_key" ON "Message"("rawId", "rawIndex");

-- CreateIndex
CREATE UNIQUE INDEX "RawInbound_channel_externalId_key" ON "RawInbound"("channel", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_messageId_part_key" ON "Outbox"("messageId", "part");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_channel_providerId_key" ON "Outbox"("channel", "providerId");

-- CreateIndex
CREATE INDEX "Turn_conversationId_startedAt_idx" ON "Turn"("conversationId", "startedAt");

-- CreateIndex
CREATE INDEX "Segment_conversationId_createdAt_idx" ON "Segment"("conversationId", "createdAt");

-- CreateIndex
CREATE INDEX "TurnStep_segmentId_idx" ON "TurnStep"("segmentId");

-- CreateIndex
CREATE UNIQUE INDEX "TurnStep_turnId_index_key" ON "TurnStep"("turnId", "index");

-- CreateIndex
CREATE INDEX "ModelCall_conversationId_at_idx" ON "ModelCall"("conversationId", "at");

-- CreateIndex
CREATE INDEX "ModelCall_at_idx" ON "ModelCall"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ToolCall_turnId_toolUseId_key" ON "ToolCall"("turnId", "toolUseId");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_number_key" ON "Ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_conversationId_matter_key" ON "Ticket"("conversationId", "matter");

-- CreateIndex
CREATE INDEX "Handoff_conversationId_at_idx" ON "Handoff"("conversationId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Event_conversationId_seq_key" ON "Event"("conversationId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Operator_email_key" ON "Operator"("email");

-- CreateIndex
CREATE INDEX "Session_operatorId_idx" ON "Session"("operatorId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- AddForeignKey
ALTER TABLE "ContactAddress" ADD CONSTRAINT "ContactAddress_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "Operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outbox" ADD CONSTRAINT "Outbox_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outbox" ADD CONSTRAINT "Outbox_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TurnStep" ADD CONSTRAINT "TurnStep_turnId_fkey" FOREIGN KEY ("turnId") REFERENCES "Turn"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TurnStep" ADD CONSTRAINT "TurnStep_segmentId_fkey" FOREIGN KEY ("segmentId") REFERENCES "Segment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToolCall" ADD CONSTRAINT "ToolCall_turnId_fkey" FOREIGN KEY ("turnId") REFERENCES "Turn"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handoff" ADD CONSTRAINT "Handoff_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say. Its diff does not see it either, so a later migration that replaces one
-- of these tables or columns has to bring it along.

-- Tickets are numbered for people. Four digits read as a number, and do not tell how few there are.
ALTER SEQUENCE "Ticket_number_seq" START WITH 1001 RESTART WITH 1001;

-- One turn at a time: whoever is to run the next one waits for the end of this one, whatever process runs it.
CREATE UNIQUE INDEX "Turn_conversationId_open_key" ON "Turn"("conversationId") WHERE "endedAt" IS NULL;

-- What a process that died had claimed.
CREATE INDEX "Turn_claimedBy_open_idx" ON "Turn"("claimedBy") WHERE "endedAt" IS NULL;

-- For those who look for work every second: as large as the work that waits, whatever the size of the table. The planner
-- sees that such an index fits only where the query has the state as a literal. Prisma's own queries have it as a
-- parameter, cast from text, and do not reach these.
CREATE INDEX "RawInbound_pending_idx" ON "RawInbound"("nextTryAt") WHERE "state" = 'pending';
CREATE INDEX "Outbox_waiting_idx" ON "Outbox"("nextTryAt") WHERE "state" IN ('pending', 'sending');
CREATE INDEX "Conversation_turnDueAt_idx" ON "Conversation"("turnDueAt") WHERE "turnDueAt" IS NOT NULL;

-- Whether an earlier part of the same conversation is still on its way.
CREATE INDEX "Outbox_waiting_order_idx" ON "Outbox"("conversationId", "seq", "part") WHERE "state" IN ('pending', 'sending');

-- The desk's queue, oldest first.
CREATE INDEX "Conversation_queue_idx" ON "Conversation"("waitingSince", "id") WHERE "owner" = 'queued';

-- Bytes that are still kept, for those that have been kept long enough.
CREATE INDEX "RawInbound_kept_idx" ON "RawInbound"("receivedAt") WHERE "purgedAt" IS NULL;

-- The dead letters, newest first.
CREATE INDEX "RawInbound_dead_idx" ON "RawInbound"("receivedAt" DESC, "id" DESC) WHERE "state" = 'dead';
CREATE INDEX "Outbox_dead_idx" ON "Outbox"("createdAt" DESC, "id" DESC) WHERE "state" IN ('failed', 'unknown');

-- Ownership and sequence. A conversation that breaks one of these is answered twice, or by nobody.
ALTER TABLE "Conversation"
  ADD CONSTRAINT "Conversation_assignee_check" CHECK (("owner" = 'operator') = ("assigneeId" IS NOT NULL)),
  ADD CONSTRAINT "Conversation_waiting_check" CHECK (("owner" = 'queued') = ("waitingSince" IS NOT NULL)),
  -- Only the assistant has turns.
  ADD CONSTRAINT "Conversation_turn_check" CHECK ("turnDueAt" IS NULL OR "owner" = 'assistant'),
  ADD CONSTRAINT "Conversation_epoch_check" CHECK ("epoch" >= 1),
  ADD CONSTRAINT "Conversation_engagement_check" CHECK ("engagement" >= 1),
  ADD CONSTRAINT "Conversation_seq_check" CHECK ("seq" >= 0),
  ADD CONSTRAINT "Conversation_customerSeq_check" CHECK ("customerSeq" BETWEEN 0 AND "seq"),
  ADD CONSTRAINT "Conversation_answeredSeq_check" CHECK ("answeredSeq" BETWEEN 0 AND "seq");

ALTER TABLE "ContactAddress"
  ADD CONSTRAINT "ContactAddress_address_check" CHECK ("address" <> ''),
  -- A proof says how and when.
  ADD CONSTRAINT "ContactAddress_verified_check"
    CHECK ("identity" <> 'verified' OR ("verifiedBy" IS NOT NULL AND "verifiedAt" IS NOT NULL));

ALTER TABLE "Message"
  ADD CONSTRAINT "Message_seq_check" CHECK ("seq" >= 1),
  ADD CONSTRAINT "Message_engagement_check" CHECK ("engagement" >= 1),
  -- Customers' and the assistant's words are for both sides.
  ADD CONSTRAINT "Message_internal_check" CHECK (NOT "internal" OR "author" IN ('operator', 'system')),
  ADD CONSTRAINT "Message_raw_check" CHECK ((("rawId" IS NULL) = ("rawIndex" IS NULL)) AND "rawIndex" >= 0);

ALTER TABLE "RawInbound"
  -- Two things without an id would be one.
  ADD CONSTRAINT "RawInbound_externalId_check" CHECK ("externalId" <> ''),
  ADD CONSTRAINT "RawInbound_attempts_check" CHECK ("attempts" >= 0);

ALTER TABLE "Outbox"
  ADD CONSTRAINT "Outbox_text_check" CHECK ("text" <> ''),
  ADD CONSTRAINT "Outbox_author_check" CHECK ("author" <> 'customer'),
  ADD CONSTRAINT "Outbox_place_check" CHECK ("seq" >= 1 AND "part" >= 0 AND "epoch" >= 1),
  ADD CONSTRAINT "Outbox_counts_check" CHECK ("attempts" >= 0 AND "lookups" >= 0);

ALTER TABLE "Turn"
  -- Every turn that ends came to something.
  ADD CONSTRAINT "Turn_outcome_check" CHECK (("endedAt" IS NULL) = ("outcome" IS NULL)),
  ADD CONSTRAINT "Turn_place_check" CHECK ("upToSeq" >= 1 AND "epoch" >= 1 AND "engagement" >= 1),
  ADD CONSTRAINT "Turn_counts_check" CHECK (
    "runs" >= 1 AND "calls" >= 0 AND "costMicros" >= 0 AND "inputTokens" >= 0 AND "outputTokens" >= 0
    AND "cacheReadTokens" >= 0 AND "cacheWriteTokens" >= 0
  );

ALTER TABLE "Segment" ADD CONSTRAINT "Segment_engagement_check" CHECK ("engagement" >= 1);

ALTER TABLE "TurnStep" ADD CONSTRAINT "TurnStep_counts_check" CHECK ("index" >= 0 AND "discarded" >= 0);

ALTER TABLE "ModelCall"
  ADD CONSTRAINT "ModelCall_counts_check" CHECK (
    "ms" >= 0 AND "costMicros" >= 0 AND "inputTokens" >= 0 AND "outputTokens" >= 0
    AND "cacheReadTokens" >= 0 AND "cacheWriteTokens" >= 0
  );

ALTER TABLE "ToolCall" ADD CONSTRAINT "ToolCall_tool_check" CHECK ("tool" <> '' AND "toolUseId" <> '' AND "ms" >= 0);

ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_words_check" CHECK ("summary" <> '' AND "matter" <> '');

ALTER TABLE "Handoff" ADD CONSTRAINT "Handoff_reason_check" CHECK ("reason" <> '' AND "engagement" >= 1);

ALTER TABLE "Event" ADD CONSTRAINT "Event_place_check" CHECK ("seq" >= 1 AND "kind" <> '');

ALTER TABLE "Consent"
  ADD CONSTRAINT "Consent_addresses_check" CHECK ("ourSender" <> '' AND "theirAddress" <> '' AND "source" <> '');

ALTER TABLE "Operator" ADD CONSTRAINT "Operator_email_check" CHECK ("email" <> '' AND "email" = lower("email"));

-- The timeline is the audit: it is only ever appended to. Erasing a person is the one exception, and says so:
-- SELECT set_config('switchboard.may_erase', 'on', true), for that transaction. A guard against mistakes, not against
-- whoever holds the database.
CREATE FUNCTION "refuse_to_rewrite_events"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('switchboard.may_erase', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'events are only ever appended: % refused', TG_OP;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "Event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite_events"();
