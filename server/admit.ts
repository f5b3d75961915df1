// The one gate: loads what the actor is to the subject in one query, asks `can`, or refuses.
import { type SQL, sql } from "drizzle-orm";
import { AppError } from "#domain/errors.ts";
import { parseStream } from "#domain/live/streams.ts";
import { type Action, can, mayKnow, type Standing, stranger } from "#domain/permissions.ts";
import { readableBy } from "./audience.ts";
import type { Ctx } from "./context.ts";
import { branchesOf, onShelfOf, upFrom } from "./reach.ts";
import { hashSecret } from "./secrets.ts";

/** What an action is done to, as far as the law needs to know it. A thing of a group always comes with its group. */
export type Subject =
  | { on: "instance" }
  | { on: "set-up"; token: string }
  | { on: "invitation"; token: string }
  | { on: "link"; token: string }
  | { on: "session"; sessionId: string }
  | { on: "token"; tokenId: string }
  | { on: "branch"; branchId: string }
  | { on: "edition"; editionId: string }
  | { on: "import"; branchId: string; importId: string }
  | { on: "group"; groupId: string }
  | { on: "chapter"; groupId: string; chapterId: string }
  | { on: "topic"; groupId: string; topicId: string }
  | { on: "meeting"; groupId: string; meetingId: string }
  | { on: "annotation"; groupId: string; annotationId: string }
  | { on: "reply"; groupId: string; replyId: string }
  | { on: "stream"; stream: string };

declare const passed: unique symbol;
/** Proof that the gate was passed, with what it learnt on the way. Only `admit` makes one. */
export interface Admitted {
  readonly [passed]: true;
  readonly standing: Standing;
  readonly personId: string;
  readonly branchId: string;
  readonly groupId: string;
  /** The actor's membership in the subject's group. */
  readonly memberId: string;
  readonly memberName: string;
}

type Row = {
  exists: boolean;
  branch_id: string | null;
  group_id: string | null;
  member_id: string | null;
  member_name: string | null;
  role: "member" | "host" | null;
  steward: boolean;
  top_steward: boolean;
  in_branch: boolean;
  reaches: boolean;
  author: boolean;
  bearer: boolean;
};

/**
 * Passes or refuses. Refusals: `unauthenticated` when signing in could help, `not_found` to those who may not know of the thing, `forbidden` to those who may see but not do.
 * With "write" the membership is locked against being removed until the transaction ends.
 */
export async function admit(ctx: Ctx, action: Action, subject: Subject, use: "read" | "write" = "read"): Promise<Admitted> {
  ctx.admitted.add(action);
  const row = await (use === "read" && ctx.page ? loadOnce(ctx, ctx.page, subject) : load(ctx, subject, use));
  const standing = row ? standingOf(ctx, row, subject) : { ...stranger, signedIn: ctx.actor !== undefined };
  const exists = row?.exists ?? false;
  if (!exists || !can(standing, action)) {
    const known = exists && mayKnow(standing, action);
    if (!ctx.actor && subject.on !== "invitation" && subject.on !== "set-up" && subject.on !== "link")
      throw new AppError("unauthenticated", "sign_in_first");
    if (subject.on === "invitation" || subject.on === "set-up" || subject.on === "link")
      throw new AppError("not_found", "link_spent");
    throw known ? new AppError("forbidden", "forbidden") : new AppError("not_found", "not_found");
  }
  return {
    standing,
    personId: ctx.actor?.personId ?? "",
    branchId: row?.branch_id ?? "",
    groupId: row?.group_id ?? "",
    memberId: row?.member_id ?? "",
    memberName: row?.member_name ?? "",
  } as Admitted;
}

function standingOf(ctx: Ctx, row: Row, subject: Subject): Standing {
  const member = row.role ?? "none";
  const stream = subject.on === "stream" ? parseStream(subject.stream) : undefined;
  const audience =
    stream !== undefined &&
    (stream.kind === "person" ? row.author : stream.kind === "hosts" ? member === "host" : member !== "none");
  return {
    signedIn: ctx.actor !== undefined,
    steward: row.steward,
    topSteward: row.top_steward,
    inBranch: row.in_branch || row.steward,
    reaches: row.reaches,
    member,
    author: row.author,
    bearer: row.bearer,
    audience,
  };
}

const loaded = new WeakMap<object, Map<string, Promise<Row | undefined>>>();

/** A page asks several doors about the same chapter within moments. Each action is still asked for by itself. */
function loadOnce(ctx: Ctx, page: object, subject: Subject): Promise<Row | undefined> {
  const rows = loaded.getOrInsertComputed(page, () => new Map<string, Promise<Row | undefined>>());
  return rows.getOrInsertComputed(JSON.stringify(subject), () => load(ctx, subject, "read"));
}

async function load(ctx: Ctx, subject: Subject, use: "read" | "write"): Promise<Row | undefined> {
  const person = ctx.actor?.personId ?? null;
  switch (subject.on) {
    case "instance":
      return { ...nobody, exists: true };
    case "set-up":
      return first(
        ctx,
        bare(
          sql`exists(select 1 from set_up_links where token_hash = ${hashSecret(subject.token)} and not exists (select 1 from organisation))`,
        ),
      );
    case "link":
      return first(
        ctx,
        bare(
          sql`exists(select 1 from sign_in_links where token_hash = ${hashSecret(subject.token)} and spent_at is null and expires_at > now())`,
        ),
      );
    case "invitation":
      return first(
        ctx,
        bare(
          sql`exists(select 1 from invitations where token_hash = ${hashSecret(subject.token)} and revoked_at is null and expires_at > now() and uses < most_uses)`,
        ),
      );
    case "session":
      return first(
        ctx,
        owned(sql`select 1 from sessions where id = ${subject.sessionId} and person_id = ${person} and revoked_at is null`),
      );
    case "token":
      return first(
        ctx,
        owned(sql`select 1 from personal_tokens where id = ${subject.tokenId} and person_id = ${person} and revoked_at is null`),
      );
    case "branch":
      return first(
        ctx,
        inBranch(
          person,
          sql`select ${subject.branchId}::uuid as branch_id, false as author where exists (select 1 from branches where id = ${subject.branchId})`,
        ),
      );
    case "edition":
      return first(
        ctx,
        inBranch(
          person,
          sql`select b.branch_id, false as author from editions e join books b on b.id = e.book_id where e.id = ${subject.editionId}`,
          sql`exists(select 1 from editions e join books b on b.id = e.book_id where e.id = ${subject.editionId} and ${onShelfOf(sql`b`, branchesOf(person))})
            or exists(select 1 from group_books gb join memberships o on o.group_id = gb.group_id
              where gb.edition_id = ${subject.editionId} and o.person_id = ${person}::uuid and o.removed_at is null)`,
        ),
      );
    case "import":
      return first(
        ctx,
        inBranch(
          person,
          sql`select i.branch_id, i.person_id = ${person}::uuid as author from imports i where i.id = ${subject.importId} and i.branch_id = ${subject.branchId}`,
        ),
      );
    case "stream": {
      const stream = parseStream(subject.stream);
      if (!stream) return undefined;
      if (stream.kind === "person") return { ...nobody, exists: true, author: stream.personId === person };
      const exists =
        stream.kind === "chapter"
          ? chapterExists(stream.groupId, stream.chapterId)
          : stream.kind === "topic"
            ? topicExists(stream.groupId, stream.topicId)
            : sql`true`;
      return inGroup(ctx, person, stream.groupId, exists, sql`false`, use);
    }
    case "group":
      return inGroup(ctx, person, subject.groupId, sql`true`, sql`false`, use);
    case "chapter":
      return inGroup(ctx, person, subject.groupId, chapterExists(subject.groupId, subject.chapterId), sql`false`, use);
    case "topic":
      return inGroup(ctx, person, subject.groupId, topicExists(subject.groupId, subject.topicId), sql`false`, use);
    case "meeting":
      return inGroup(
        ctx,
        person,
        subject.groupId,
        sql`exists(select 1 from meetings t where t.group_id = g.id and t.id = ${subject.meetingId})`,
        sql`false`,
        use,
      );
    // What somebody may not read is not there for them, whatever they ask to do with it.
    case "annotation": {
      const asked = sql`from annotations t where t.group_id = g.id and t.id = ${subject.annotationId}`;
      return inGroup(
        ctx,
        person,
        subject.groupId,
        sql`exists(select 1 ${asked} and ${readableBy(sql`t`, me)})`,
        sql`exists(select 1 ${asked} and t.member_id = m.id)`,
        use,
      );
    }
    case "reply": {
      const asked = sql`from replies t join annotations a on a.group_id = t.group_id and a.id = t.annotation_id
        where t.group_id = g.id and t.id = ${subject.replyId}`;
      return inGroup(
        ctx,
        person,
        subject.groupId,
        sql`exists(select 1 ${asked} and ${readableBy(sql`a`, me)})`,
        sql`exists(select 1 ${asked} and t.member_id = m.id)`,
        use,
      );
    }
  }
}

/** The actor as a reader of notes, in the query of `inGroup`. */
const me = { memberId: sql`m.id`, host: sql`m.role = 'host'` };

const nobody: Row = {
  exists: false,
  branch_id: null,
  group_id: null,
  member_id: null,
  member_name: null,
  role: null,
  steward: false,
  top_steward: false,
  in_branch: false,
  reaches: false,
  author: false,
  bearer: false,
};

async function first(ctx: Ctx, query: SQL): Promise<Row | undefined> {
  const { rows } = await ctx.db.execute(query);
  return rows[0] ? { ...nobody, ...(rows[0] as Partial<Row>) } : undefined;
}

const bare = (bearer: SQL) => sql`select true as "exists", ${bearer} as bearer`;
const owned = (found: SQL) => sql`select true as "exists", true as author where exists (${found})`;
const chapterExists = (groupId: string, chapterId: string) =>
  sql`exists(select 1 from chapters c join group_books gb on gb.edition_id = c.edition_id where gb.group_id = ${groupId} and c.id = ${chapterId})`;
const topicExists = (groupId: string, topicId: string) =>
  sql`exists(select 1 from topics t where t.group_id = ${groupId} and t.id = ${topicId})`;

const isSteward = (person: string | null) =>
  sql`exists(select 1 from stewardships s join up on up.id = s.branch_id where s.person_id = ${person}::uuid and s.ended_at is null)`;
/** Runs the branch at the top of the tree that this one stands in. */
const isTopSteward = (person: string | null) =>
  sql`exists(select 1 from stewardships s join up on up.id = s.branch_id where s.person_id = ${person}::uuid and s.ended_at is null and up.parent_id is null)`;
const belongs = (person: string | null, branch: SQL) =>
  sql`exists(select 1 from memberships o join groups og on og.id = o.group_id where og.branch_id = ${branch} and o.person_id = ${person}::uuid and o.removed_at is null)`;

/** Standing towards something of a branch; "host" here means a host of any of its groups. `reaches` is whether it comes to them from elsewhere. */
function inBranch(person: string | null, subject: SQL, reaches: SQL = sql`false`): SQL {
  return sql`with recursive subject as (${subject}), ${upFrom(sql`select branch_id from subject`)}
    select true as "exists", subject.branch_id, subject.author,
      ${isSteward(person)} as steward, ${isTopSteward(person)} as top_steward,
      ${belongs(person, sql`subject.branch_id`)} as in_branch, ${reaches} as reaches,
      case when exists(select 1 from memberships o join groups og on og.id = o.group_id
        where og.branch_id = subject.branch_id and o.person_id = ${person}::uuid and o.role = 'host' and o.removed_at is null) then 'host' end as role
    from subject`;
}

/** Standing towards something of a group. */
async function inGroup(
  ctx: Ctx,
  person: string | null,
  groupId: string,
  exists: SQL,
  author: SQL,
  use: "read" | "write",
): Promise<Row | undefined> {
  if (use === "write" && person) {
    await ctx.db.execute(
      sql`select 1 from memberships where group_id = ${groupId} and person_id = ${person} and removed_at is null for share`,
    );
  }
  return first(
    ctx,
    sql`with recursive g as (select id, branch_id from groups where id = ${groupId}), ${upFrom(sql`select branch_id from g`)}
    select ${exists} as "exists", g.branch_id, g.id as group_id, m.id as member_id, m.name as member_name, m.role,
      ${isSteward(person)} as steward, ${belongs(person, sql`g.branch_id`)} as in_branch, ${author} as author
    from g left join memberships m on m.group_id = g.id and m.person_id = ${person}::uuid and m.removed_at is null`,
  );
}
