// A thread is shown in two levels however deep it hangs, and nothing that was said is lost in it.
import { expect, it } from "vitest";
import { threadsOf } from "#app/groups/[group]/read/_desk/threads.ts";
import type { Reply } from "#domain/shapes/annotation.ts";

const reply = (id: string, parentId?: string): Reply => ({
  ...{ id, annotationId: "a", author: { id: "m", name: "Maya" }, body: id, createdAt: "2026-01-01T00:00:00.000Z" },
  ...(parentId && { parentId }),
});
const shape = (replies: Reply[]) =>
  threadsOf(replies).map((thread) => [
    thread.reply.id,
    ...thread.answers.map(({ reply, to }) => (to ? `${reply.id} to ${to.id}` : reply.id)),
  ]);

it("answers stand under what they answer, and deeper ones beside them with whom they answer", () => {
  const replies = [reply("a"), reply("b"), reply("a1", "a"), reply("b1", "b"), reply("a11", "a1"), reply("a2", "a")];
  expect(shape(replies)).toEqual([
    ["a", "a1", "a11 to a1", "a2"],
    ["b", "b1"],
  ]);
});

it("a reply whose parent is not there, or that would hang on itself, stands for itself", () => {
  expect(shape([reply("a", "gone")])).toEqual([["a"]]);
  expect(threadsOf([reply("a", "b"), reply("b", "a")]).flatMap(({ reply, answers }) => [reply, ...answers])).toHaveLength(2);
});
