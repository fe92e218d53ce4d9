-- Copies at a provider that are still to be deleted.
CREATE INDEX "Attachment_copy_idx" ON "Attachment" ("nextTryAt") WHERE "state" = 'ready' AND "reference" IS NOT NULL;
