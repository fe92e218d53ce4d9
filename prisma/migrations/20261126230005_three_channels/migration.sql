-- CreateEnum
CREATE TYPE "AttachmentState" AS ENUM ('pending', 'ready', 'failed');

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "joinedIntoId" UUID;

-- AlterTable
ALTER TABLE "ContactAddress" ADD COLUMN     "issued" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "identity" "Identity" NOT NULL DEFAULT 'claimed';

-- What is there came by signed webhooks.
UPDATE "Conversation" c SET identity = 'verified' FROM "ContactAddress" a
WHERE a.channel = c.channel AND a.address = c."theirAddress" AND a.identity = 'verified';

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "ancestors" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "copies" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "fingerprint" TEXT,
ADD COLUMN     "fromAddress" TEXT,
ADD COLUMN     "reference" TEXT,
ADD COLUMN     "replyAddress" TEXT;

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "envelope" JSONB;

-- AlterTable
ALTER TABLE "Turn" ADD COLUMN     "shown" TEXT;

-- CreateTable
CREATE TABLE "Attachment" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "filename" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER,
    "hash" TEXT,
    "contentId" TEXT,
    "state" "AttachmentState" NOT NULL,

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageReference" (
    "channel" "Channel" NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "conversationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MessageReference_pkey" PRIMARY KEY ("channel","scope","hash","conversationId")
);

-- CreateTable
CREATE TABLE "ChannelMemory" (
    "channel" "Channel" NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChannelMemory_pkey" PRIMARY KEY ("channel","key")
);

-- CreateTable
CREATE TABLE "Secret" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "socket_io_attachments" (
    "id" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "payload" BYTEA
);

-- CreateIndex
CREATE INDEX "Attachment_hash_idx" ON "Attachment"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Attachment_messageId_index_key" ON "Attachment"("messageId", "index");

-- CreateIndex
CREATE INDEX "MessageReference_conversationId_idx" ON "MessageReference"("conversationId");

-- CreateIndex
CREATE INDEX "ChannelMemory_expiresAt_idx" ON "ChannelMemory"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "socket_io_attachments_id_key" ON "socket_io_attachments"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Message_fingerprint_key" ON "Message"("fingerprint");

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageReference" ADD CONSTRAINT "MessageReference_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Attachment"
  ADD CONSTRAINT "Attachment_words_check" CHECK ("index" >= 0 AND "filename" <> '' AND "contentType" <> ''),
  ADD CONSTRAINT "Attachment_content_check" CHECK (("state" = 'ready') = ("hash" IS NOT NULL));

-- What nobody was shown is null, so that "shown" alone says whether there is something to store.
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_shown_check" CHECK ("shown" <> '');
