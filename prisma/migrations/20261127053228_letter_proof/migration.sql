-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "isProven" BOOLEAN;
