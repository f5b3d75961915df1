// Factories: people, branches, groups and books, written straight into the tables so that each test starts from the scene it needs.

import { books, chapters, editions, passages } from "#db/schema/books.ts";
import { branches, organisation, stewardships } from "#db/schema/branches.ts";
import { topics } from "#db/schema/chat.ts";
import { groupBooks, groups, memberships } from "#db/schema/groups.ts";
import { people } from "#db/schema/people.ts";
import type { Actor } from "../context.ts";
import { id, type TestHouse } from "./house.ts";

export async function aPerson({ house }: TestHouse, name = "Ada Minta"): Promise<Actor> {
  const personId = id();
  const email = `${personId}@example.org`;
  await house.db.insert(people).values({ id: personId, name, email, emailKey: email });
  return { personId, name, sessionId: id() };
}

/** A branch with its steward; below `parentId` if given. Makes the organisation when there is none. */
export async function aBranch(test: TestHouse, parentId?: string): Promise<{ branchId: string; steward: Actor }> {
  const { db } = test.house;
  await db.insert(organisation).values({ name: "Readers’ Union" }).onConflictDoNothing();
  const steward = await aPerson(test, "Sita Oyelaran");
  const branchId = id();
  await db.insert(branches).values({ id: branchId, name: "Harbour branch", parentId: parentId ?? null });
  await db.insert(stewardships).values({ branchId, personId: steward.personId });
  return { branchId, steward };
}

export interface GroupScene {
  branchId: string;
  steward: Actor;
  groupId: string;
  topicId: string;
  host: Actor;
  hostId: string;
  member: Actor;
  memberId: string;
}

/** A branch with one reading group, its host and one member. */
export async function aGroup(test: TestHouse, inBranch?: { branchId: string; steward: Actor }): Promise<GroupScene> {
  const { db } = test.house;
  const { branchId, steward } = inBranch ?? (await aBranch(test));
  const groupId = id();
  const topicId = id();
  await db.insert(groups).values({ id: groupId, branchId, name: "Thursday Circle" });
  await db.insert(topics).values({ groupId, id: topicId, title: "General" });
  const host = await aPerson(test, "Bashir Lindqvist");
  const member = await aPerson(test, "نور الهدى");
  const hostId = await joins(test, groupId, host, "host");
  const memberId = await joins(test, groupId, member);
  return { branchId, steward, groupId, topicId, host, hostId, member, memberId };
}

/** Puts a person into a group; gives the membership's id. */
export async function joins(
  { house }: TestHouse,
  groupId: string,
  person: Actor,
  role: "member" | "host" = "member",
  removedAt?: Date,
): Promise<string> {
  const membershipId = id();
  await house.db
    .insert(memberships)
    .values({ groupId, id: membershipId, personId: person.personId, role, name: person.name, removedAt });
  return membershipId;
}

export interface BookScene {
  bookId: string;
  editionId: string;
  chapterIds: string[];
  /** Ids of the passages of each chapter. */
  passageIds: string[][];
}

/** A small book on the branch's shelf; each chapter is a list of paragraphs. Chosen by the group when one is given. */
export async function aBook(
  { house }: TestHouse,
  branchId: string,
  groupId?: string,
  texts: string[][] = [["To begin, one leaf.", "A second passage follows."], ["Another chapter entirely."]],
): Promise<BookScene> {
  const { db } = house;
  const bookId = id();
  const editionId = id();
  await db.insert(books).values({ id: bookId, branchId, title: "A small book", authors: ["Imre Tanaka"], language: "en" });
  await db
    .insert(editions)
    .values({ id: editionId, bookId, fileName: "small.epub", fileHash: "0".repeat(64), direction: "ltr", words: 12, report: [] });
  const chapterIds: string[] = [];
  const passageIds: string[][] = [];
  for (const [position, paragraphs] of texts.entries()) {
    const chapterId = id();
    await db.insert(chapters).values({
      id: chapterId,
      editionId,
      position,
      title: `Chapter ${position + 1}`,
      section: [],
      role: "body",
      words: paragraphs.join(" ").split(" ").length,
    });
    const rows = paragraphs.map((text, index) => {
      const key = `${position + 1}.${index + 1}`;
      return {
        id: id(),
        chapterId,
        number: index + 1,
        key,
        kind: "paragraph" as const,
        text,
        body: { key, kind: "paragraph" as const, content: [text] },
      };
    });
    await db.insert(passages).values(rows);
    chapterIds.push(chapterId);
    passageIds.push(rows.map((row) => row.id));
  }
  if (groupId) await db.insert(groupBooks).values({ groupId, editionId, bookId });
  return { bookId, editionId, chapterIds, passageIds };
}
