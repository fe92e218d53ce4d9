-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "CallPurpose" ADD VALUE 'summary';
ALTER TYPE "CallPurpose" ADD VALUE 'draft';

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "intent" TEXT,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "sentiment" TEXT,
ADD COLUMN     "summary" TEXT,
ADD COLUMN     "summarySeq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Handoff" ADD COLUMN     "pack" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Operator" ADD COLUMN     "seenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Turn" ADD COLUMN     "triage" JSONB;

-- AlterTable
ALTER TABLE "TurnStep" ADD COLUMN     "notice" TEXT;

-- CreateTable
CREATE TABLE "Proposal" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "engagement" INTEGER NOT NULL,
    "turnId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "engagement" INTEGER NOT NULL,
    "contactId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Proposal_conversationId_tool_inputHash_idx" ON "Proposal"("conversationId", "tool", "inputHash");

-- CreateIndex
CREATE INDEX "Verification_conversationId_createdAt_idx" ON "Verification"("conversationId", "createdAt");

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
