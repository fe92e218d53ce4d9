-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "claimedBy" UUID,
ADD COLUMN     "error" TEXT,
ADD COLUMN     "nextTryAt" TIMESTAMPTZ(3),
ADD COLUMN     "reference" TEXT;

-- AlterTable
ALTER TABLE "ContactAddress" ADD COLUMN     "unreachableAt" TIMESTAMPTZ(3),
ADD COLUMN     "unreachableCode" TEXT,
ADD COLUMN     "unreachableWhy" TEXT;

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "files" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "formerIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "resends" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sentAt" TIMESTAMPTZ(3);

ALTER TABLE "Attachment"
  ADD CONSTRAINT "Attachment_pending_check" CHECK (("state" = 'pending') <= ("reference" IS NOT NULL AND "nextTryAt" IS NOT NULL));

ALTER TABLE "ContactAddress"
  ADD CONSTRAINT "ContactAddress_unreachable_check"
    CHECK (("unreachableAt" IS NULL) = ("unreachableCode" IS NULL) AND ("unreachableAt" IS NULL) = ("unreachableWhy" IS NULL));

-- A picture needs no words.
ALTER TABLE "Outbox" DROP CONSTRAINT "Outbox_text_check";
ALTER TABLE "Outbox"
  ADD CONSTRAINT "Outbox_text_check" CHECK ("text" <> '' OR cardinality("files") > 0),
  ADD CONSTRAINT "Outbox_resends_check" CHECK ("resends" >= 0);

-- What is still to be fetched, and little else.
CREATE INDEX "Attachment_pending_idx" ON "Attachment" ("nextTryAt") WHERE "state" = 'pending';
