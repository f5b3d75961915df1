CREATE TABLE "carryings" (
	"group_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"edition_id" uuid NOT NULL,
	"from_chapter_id" uuid NOT NULL,
	"from_anchor" jsonb NOT NULL,
	"state" text NOT NULL,
	"score" real NOT NULL,
	"places" jsonb NOT NULL,
	"settled" text,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "carryings_group_id_annotation_id_edition_id_pk" PRIMARY KEY("group_id","annotation_id","edition_id")
);
--> statement-breakpoint
CREATE TABLE "question_steps" (
	"group_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"reply_id" uuid,
	"member_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_steps_group_id_annotation_id_number_pk" PRIMARY KEY("group_id","annotation_id","number")
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"group_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	CONSTRAINT "reactions_group_id_annotation_id_member_id_reaction_pk" PRIMARY KEY("group_id","annotation_id","member_id","reaction")
);
--> statement-breakpoint
CREATE TABLE "wordings" (
	"group_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"of_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text,
	"body" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "wordings_group_id_of_id_number_pk" PRIMARY KEY("group_id","of_id","number")
);
--> statement-breakpoint
CREATE TABLE "opened_chapters" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"chapter_id" uuid NOT NULL,
	"seen_to" timestamp with time zone,
	CONSTRAINT "opened_chapters_group_id_person_id_chapter_id_pk" PRIMARY KEY("group_id","person_id","chapter_id")
);
--> statement-breakpoint
CREATE TABLE "personal_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "visibility" text DEFAULT 'group' NOT NULL;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "shown_at" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "target" jsonb;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "question_state" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "pinned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_by" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_reason" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "reply_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "agenda_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "gathers" uuid[];--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "imported" jsonb;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "imported" jsonb;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "spoilers" text DEFAULT 'soft' NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "widest" text DEFAULT 'group' NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "blind_first" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "carryings" ADD CONSTRAINT "carryings_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carryings" ADD CONSTRAINT "carryings_from_chapter_id_chapters_id_fk" FOREIGN KEY ("from_chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carryings" ADD CONSTRAINT "carryings_group_id_annotation_id_annotations_group_id_id_fk" FOREIGN KEY ("group_id","annotation_id") REFERENCES "public"."annotations"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_steps" ADD CONSTRAINT "question_steps_group_id_annotation_id_annotations_group_id_id_fk" FOREIGN KEY ("group_id","annotation_id") REFERENCES "public"."annotations"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_steps" ADD CONSTRAINT "question_steps_group_id_member_id_memberships_group_id_id_fk" FOREIGN KEY ("group_id","member_id") REFERENCES "public"."memberships"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_group_id_annotation_id_annotations_group_id_id_fk" FOREIGN KEY ("group_id","annotation_id") REFERENCES "public"."annotations"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_group_id_member_id_memberships_group_id_id_fk" FOREIGN KEY ("group_id","member_id") REFERENCES "public"."memberships"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wordings" ADD CONSTRAINT "wordings_group_id_annotation_id_annotations_group_id_id_fk" FOREIGN KEY ("group_id","annotation_id") REFERENCES "public"."annotations"("group_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_chapters" ADD CONSTRAINT "opened_chapters_chapter_id_chapters_id_fk" FOREIGN KEY ("chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_chapters" ADD CONSTRAINT "opened_chapters_group_id_person_id_memberships_group_id_person_id_fk" FOREIGN KEY ("group_id","person_id") REFERENCES "public"."memberships"("group_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_tokens" ADD CONSTRAINT "personal_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carryings_group_id_edition_id_index" ON "carryings" USING btree ("group_id","edition_id");--> statement-breakpoint
CREATE UNIQUE INDEX "personal_tokens_token_hash_index" ON "personal_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "personal_tokens_person_id_index" ON "personal_tokens" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "annotations_chapter_id_index" ON "annotations" USING btree ("chapter_id") WHERE visibility in ('branch', 'organisation');--> statement-breakpoint
CREATE INDEX "annotations_group_id_index" ON "annotations" USING btree ("group_id") WHERE held_at is not null;--> statement-breakpoint
-- What was written before was shown when it was written, and its questions are open.
UPDATE "annotations" SET "shown_at" = "created_at", "question_state" = case when "kind" = 'question' then 'open' end;
--> statement-breakpoint
-- Who keeps a place in a chapter, or says that it is read, has opened it.
INSERT INTO "opened_chapters" ("group_id", "person_id", "chapter_id") SELECT "group_id", "person_id", "chapter_id" FROM "places" UNION SELECT "group_id", "person_id", "chapter_id" FROM "declared_reads";
