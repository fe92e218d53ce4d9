-- AlterTable
ALTER TABLE "UnansweredQuestion" ADD COLUMN     "found" TEXT[];
