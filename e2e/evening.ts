// Sets a fresh instance up through its doors, as people would: organisation, branch, a reading group with members, and a book.
import { v7 } from "uuid";
import { makeHandbook } from "../server/handbook.ts";
import { Client } from "./client.ts";
import type { ServerProcess } from "./server-process.ts";

export const PASSWORD = "four grey herons wading";

export interface Person {
  name: string;
  email: string;
  client: Client;
}

export interface Evening {
  branchId: string;
  groupId: string;
  topicId: string;
  bookId: string;
  chapterId: string;
  host: Person;
  members: Person[];
}

interface GroupRead {
  state: { topicId: string; book?: { contents: { id: string; role: string; words: number }[] } };
}

/** Sets everything up; `members` beside the host. The book is the handbook unless another is given. */
export async function setUpEvening(
  server: ServerProcess,
  members: number,
  book?: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Evening> {
  const token = server.setUpLink()?.split("/").at(-1);
  if (!token) throw new Error(`The server printed no set-up link:\n${server.output()}`);
  const host = aPerson(server, "Hanna Osei");
  const { branchId } = await host.client.mutate<{ branchId: string }>("instance.setUp", {
    id: v7(),
    token,
    organisation: "Readers’ Union",
    branch: "Harbour branch",
    name: host.name,
    email: host.email,
    password: PASSWORD,
  });
  await host.client.signIn(host.email, PASSWORD);
  const groupId = v7();
  await host.client.mutate("group.open", { id: v7(), groupId, branchId, name: "Thursday Circle", displayName: host.name });
  const bookId = await host.client.importBook(branchId, book?.name ?? "handbook.epub", book?.bytes ?? (await makeHandbook()));
  await host.client.mutate("book.choose", { id: v7(), groupId, bookId });
  const { link } = await host.client.mutate<{ link: string }>("invitation.make", {
    id: v7(),
    invitationId: v7(),
    groupId,
    mostUses: Math.max(members, 1),
  });
  const joined: Person[] = [];
  for (let index = 0; index < members; index++) {
    const person = aPerson(server, `Member ${index + 1}`);
    const account = { name: person.name, email: person.email, password: PASSWORD };
    await person.client.mutate("invitation.accept", {
      id: v7(),
      token: link.split("/").at(-1),
      displayName: person.name,
      account,
    });
    await person.client.signIn(person.email, PASSWORD);
    joined.push(person);
  }
  const { state } = await host.client.query<GroupRead>("group.read", { groupId });
  const chapter = state.book?.contents.find((entry) => entry.role === "body" && entry.words > 300);
  if (!chapter) throw new Error("The book has no chapter to read");
  return { branchId, groupId, topicId: state.topicId, bookId, chapterId: chapter.id, host, members: joined };
}

function aPerson(server: ServerProcess, name: string): Person {
  return { name, email: `${v7()}@example.org`, client: new Client(server.url) };
}
