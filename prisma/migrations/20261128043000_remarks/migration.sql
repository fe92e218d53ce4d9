-- What failed lately with a code that an administrator is to hear of (src/desk/remarks.ts). As large as what has failed,
-- and what arrives never enters it.
CREATE INDEX "Outbox_failure_idx" ON "Outbox" ("channel", "errorCode", greatest("nextTryAt", "attemptedAt", "sentAt"))
  WHERE "errorCode" IS NOT NULL;
