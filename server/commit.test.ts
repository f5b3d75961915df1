// One change: whole or not at all, once, numbered without holes, announced when it is kept. Through the real gate on a real database.
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db, Queryable } from "#db/client.ts";
import { topics } from "#db/schema/chat.ts";
import { memberships } from "#db/schema/groups.ts";
import { commands, events, streams } from "#db/schema/streams.ts";
import type { GroupEvent, Numbered } from "#domain/live/events.ts";
import { groupStream, hostsStream } from "#domain/live/streams.ts";
import { commit, readAt, type WriteCtx } from "./commit.ts";
import { type Actor, type House, makeCtx } from "./context.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";
import { aGroup, type GroupScene } from "./testing/people.ts";

let house: TestHouse;
let scene: GroupScene;
let group: string;
let hosts: string;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
  group = groupStream(scene.groupId);
  hosts = hostsStream(scene.groupId);
});
afterAll(() => house.close());

type Asked = { id?: string; input?: unknown; actor?: Actor; action?: "member:rename" | "member:leave" };
/** A change in the group by one of its members. */
function change<T>(asked: Asked, work: (tx: WriteCtx) => Promise<T>): Promise<T> {
  const { id: commandId = id(), input = "", actor = scene.member, action = "member:rename" } = asked;
  return commit(house.as(actor), { id: commandId, action, subject: { on: "group", groupId: scene.groupId }, input }, work);
}
/** The row that the changes of these tests write. */
const write = (tx: WriteCtx, title = "A topic") => tx.db.insert(topics).values({ groupId: scene.groupId, id: id(), title });
const said = (name = "Bashir"): GroupEvent => ({ type: "member.renamed", memberId: scene.memberId, name });
const titles = (db: Queryable) =>
  db.select({ title: topics.title }).from(topics).where(eq(topics.groupId, scene.groupId)).orderBy(asc(topics.id));
const logOf = (stream: string) =>
  house.house.db
    .select({ seq: events.seq, event: events.event })
    .from(events)
    .where(eq(events.stream, stream))
    .orderBy(asc(events.seq));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a change that fails", () => {
  const everything = async () => ({
    rows: await titles(house.house.db),
    log: await logOf(group),
    heads: await house.house.db
      .select()
      .from(streams)
      .where(inArray(streams.name, [group, hosts])),
    commands: await house.house.db.select().from(commands).where(eq(commands.actor, scene.member.personId)),
    announced: house.announced.length,
    evicted: house.evicted.length,
  });

  test.each<[string, (tx: WriteCtx) => Promise<unknown>]>([
    ["in its work", () => Promise.reject(new Error("changed my mind"))],
    ["on a statement that the database refuses", (tx) => tx.db.execute(sql`select 1 / 0`)],
    ["when its event cannot be kept", async (tx) => tx.tell(group, said("a zero byte \u0000"))],
    ["when its answer cannot be kept, after the events were numbered", async () => "a zero byte \u0000"],
  ])("%s leaves no row, no event, no number, no command, and tells nobody", async (_, fail) => {
    await change({}, async (tx) => tx.tell(group, said()));
    const before = await everything();
    const commandId = id();
    const attempt = change({ id: commandId }, async (tx) => {
      await write(tx);
      tx.tell(group, said());
      tx.tell(hosts, said());
      tx.evict(scene.member.personId, scene.groupId);
      return fail(tx);
    });
    await expect(attempt).rejects.toThrow();
    expect(await everything()).toEqual(before);

    await change({ id: commandId }, (tx) => write(tx, "second attempt"));
    expect(await titles(house.house.db)).toContainEqual({ title: "second attempt" });
  });

  test("what the gate refuses is not begun", async () => {
    const begun: string[] = [];
    const stranger = (await aGroup(house)).member;
    await expect(change({ actor: stranger }, async () => begun.push("work"))).rejects.toMatchObject({ code: "not_found" });
    expect(begun).toEqual([]);
  });
});

describe("the same command again", () => {
  test("at the same moment and later is one change, one announcement and the same answer", async () => {
    const commandId = id();
    const before = house.announced.length;
    const send = () =>
      change({ id: commandId, input: { title: "one" } }, async (tx) => {
        await write(tx, "one");
        tx.tell(group, said());
        return { made: id() };
      });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    answers.push(await send());
    expect(new Set(answers.map((answer) => answer.made)).size).toBe(1);
    expect((await titles(house.house.db)).filter(({ title }) => title === "one")).toHaveLength(1);
    expect((await logOf(group)).map(({ seq }) => seq)).toEqual([1]);
    expect(house.announced.length).toBe(before + 1);
  });

  test("with other content, or for another purpose, is refused and changes nothing", async () => {
    const commandId = id();
    await change({ id: commandId, input: { title: "one" } }, (tx) => write(tx, "one"));
    for (const other of [{ input: { title: "two" } }, { input: { title: "one" }, action: "member:leave" as const }]) {
      const attempt = change({ id: commandId, ...other }, (tx) => write(tx, "two"));
      await expect(attempt).rejects.toMatchObject({ code: "conflict", reason: "command_differs" });
    }
    expect(await titles(house.house.db)).not.toContainEqual({ title: "two" });
  });

  test("from someone else is their own: nobody learns an answer that was not theirs", async () => {
    const commandId = id();
    expect(await change({ id: commandId }, async () => "the member’s")).toBe("the member’s");
    expect(await change({ id: commandId, actor: scene.host }, async () => "the host’s")).toBe("the host’s");
  });

  test("is answered also when it took away the right to ask; a new one is not", async () => {
    const commandId = id();
    const leave = (asked: Asked) =>
      change({ action: "member:leave", ...asked }, async (tx) => {
        const mine = and(eq(memberships.groupId, scene.groupId), eq(memberships.id, scene.memberId));
        await tx.db.update(memberships).set({ removedAt: new Date() }).where(mine);
        return "left";
      });
    expect(await leave({ id: commandId })).toBe("left");
    expect(await leave({ id: commandId })).toBe("left");
    await expect(leave({ id: commandId, input: "other" })).rejects.toMatchObject({ code: "not_found" });
    await expect(leave({})).rejects.toMatchObject({ code: "not_found" });
  });
});

test("commands that tell two streams in opposite orders do not wait for each other, and the numbers have no holes", async () => {
  const count = 60;
  const from = house.announced.length;
  await Promise.all(
    upTo(count).map((turn) =>
      change({ actor: turn % 3 ? scene.member : scene.host }, async (tx) => {
        const [first, second] = turn % 2 ? [group, hosts] : [hosts, group];
        tx.tell(first, said(`${turn} begins`));
        tx.tell(second, said(`${turn} beside`));
        tx.tell(first, said(`${turn} ends`));
      }),
    ),
  );
  const heads = await house.house.db
    .select()
    .from(streams)
    .where(inArray(streams.name, [group, hosts]));
  for (const stream of [group, hosts]) {
    const log = await logOf(stream);
    expect(log.map(({ seq }) => seq)).toEqual(upTo((count * 3) / 2));
    expect(heads).toContainEqual({ name: stream, head: log.length });
    const heard = house.announced.slice(from).filter((event) => event.stream === stream);
    expect(heard.map(({ seq, event }) => ({ seq, event })).sort((a, b) => a.seq - b.seq)).toEqual(log);
    const ends = log.flatMap(({ event }, index) => (JSON.stringify(event).includes(" ends") ? [index] : []));
    for (const index of ends)
      expect(log[index - 1]?.event).toEqual(
        JSON.parse(JSON.stringify(log[index]?.event).replace(" ends", " begins")) as GroupEvent,
      );
  }
});

test("a state and its number are of one moment, while others write", async () => {
  const before = (await titles(house.house.db)).length;
  let writing = true;
  const writers = Promise.all(
    upTo(4).map(async () => {
      for (const _ of upTo(15)) {
        await change({}, async (tx) => {
          await write(tx);
          tx.tell(group, said());
        });
      }
    }),
  ).finally(() => {
    writing = false;
  });
  const seen: number[] = [];
  while (writing) {
    const { at, state } = await readAt(house.as(scene.member), group, async (db) => {
      // Time for others to commit between the number and the state.
      await db.execute(sql`select pg_sleep(0.01)`);
      return (await titles(db)).length - before;
    });
    expect(state).toBe(at);
    seen.push(at);
  }
  await writers;
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  const last = await readAt(house.as(scene.member), group, titles);
  expect([last.at, last.state.length - before]).toEqual([60, 60]);
});

test("nothing is announced before it is kept, and who is put out does not hear the rest", async () => {
  const found: Promise<unknown[]>[] = [];
  const order: string[] = [];
  const { pool } = house.database;
  const listening: House = {
    ...house.house,
    announcer: {
      announce(numbered: Numbered[]) {
        order.push(`announced ${numbered.length} with ${pool.totalCount - pool.idleCount} transactions open`);
        found.push(readKept(house.house.db));
      },
      evict: () => order.push(`put out with ${pool.totalCount - pool.idleCount} transactions open`),
      endSession: () => {},
    },
  };
  const readKept = (db: Db) => db.select().from(topics).where(eq(topics.title, "kept by then"));
  const ctx = makeCtx(listening, scene.member, { address: "127.0.0.1", device: "test" });
  const subject = { on: "group", groupId: scene.groupId } as const;
  await commit(ctx, { id: id(), action: "member:rename", subject, input: "" }, async (tx) => {
    tx.tell(group, said());
    tx.evict(scene.member.personId, scene.groupId);
    await write(tx, "kept by then");
    tx.tell(hosts, said());
  });
  expect(order).toEqual(["put out with 0 transactions open", "announced 2 with 0 transactions open"]);
  expect(await Promise.all(found)).toEqual([[expect.objectContaining({ groupId: scene.groupId })]]);
});
