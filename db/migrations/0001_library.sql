CREATE TABLE "declared_reads" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"chapter_id" uuid NOT NULL,
	CONSTRAINT "declared_reads_group_id_person_id_chapter_id_pk" PRIMARY KEY("group_id","person_id","chapter_id")
);
--> statement-breakpoint
DROP INDEX "editions_book_id_index";--> statement-breakpoint
ALTER TABLE "passages" DROP CONSTRAINT "passages_pkey";--> statement-breakpoint
ALTER TABLE "passages" ADD CONSTRAINT "passages_chapter_id_id_pk" PRIMARY KEY("chapter_id","id");--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "sharing" text DEFAULT 'branch' NOT NULL;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "chapters" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "chapters" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "format" text DEFAULT 'epub' NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "writing" text DEFAULT 'horizontal' NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "rights" text DEFAULT 'unstated' NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "ground" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "copies" integer;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "brought_by" uuid;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "changes" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "of_book_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "draft_hash" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "review" jsonb;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "search" text GENERATED ALWAYS AS (translate(regexp_replace(normalize(lower(text), NFD), '[\u0300-\u036f]', '', 'g'), '‐‑–—‘’‚“”„«»"''', '----')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "declared_reads" ADD CONSTRAINT "declared_reads_chapter_id_chapters_id_fk" FOREIGN KEY ("chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_reads" ADD CONSTRAINT "declared_reads_group_id_person_id_memberships_group_id_person_id_fk" FOREIGN KEY ("group_id","person_id") REFERENCES "public"."memberships"("group_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chapters" ADD CONSTRAINT "chapters_follows_id_chapters_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_follows_id_editions_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_brought_by_people_id_fk" FOREIGN KEY ("brought_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_of_book_id_books_id_fk" FOREIGN KEY ("of_book_id") REFERENCES "public"."books"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "editions_book_id_number_index" ON "editions" USING btree ("book_id","number");