-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "isNote" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Verification_address_createdAt_idx" ON "Verification"("address", "createdAt");
