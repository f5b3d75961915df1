UPDATE "books" SET "archived_at" = "removed_at";--> statement-breakpoint
ALTER TABLE "books" DROP COLUMN "removed_at";