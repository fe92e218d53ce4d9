-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('public', 'internal');

-- CreateTable
CREATE TABLE "Article" (
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "audience" "Audience" NOT NULL,
    "url" TEXT,
    "tags" TEXT[],
    "body" TEXT NOT NULL,
    "isDraft" BOOLEAN NOT NULL DEFAULT false,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,
    "revision" SERIAL NOT NULL,
    "updatedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Embedding" (
    "model" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "dimension" INTEGER NOT NULL,
    "vector" BYTEA NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Embedding_pkey" PRIMARY KEY ("model","hash")
);

-- CreateTable
CREATE TABLE "UnansweredQuestion" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "turnId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dismissedBy" TEXT,

    CONSTRAINT "UnansweredQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Embedding_usedAt_idx" ON "Embedding"("usedAt");

-- CreateIndex
CREATE UNIQUE INDEX "UnansweredQuestion_turnId_key" ON "UnansweredQuestion"("turnId");

-- CreateIndex
CREATE INDEX "UnansweredQuestion_at_idx" ON "UnansweredQuestion"("at");

-- CreateIndex
CREATE INDEX "UnansweredQuestion_conversationId_idx" ON "UnansweredQuestion"("conversationId");

-- AddForeignKey
ALTER TABLE "UnansweredQuestion" ADD CONSTRAINT "UnansweredQuestion_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
