// The replies to a note as a reader sees them: answers to the note, and under each what was answered to it, two levels however deep they hang. Pure.
import type { Reply } from "#domain/shapes/annotation.ts";

export interface Thread {
  reply: Reply;
  /** What hangs on it, directly or further down, in the order given; `to` is whom it answers where that is not the reply at the top. */
  answers: { reply: Reply; to?: Reply }[];
}

/** Threads in the order of their first replies. One whose parent is not there stands for itself. */
export function threadsOf(replies: readonly Reply[]): Thread[] {
  const byId = new Map(replies.map((reply) => [reply.id, reply]));
  const parentOf = (reply: Reply) => byId.get(reply.parentId ?? "");
  const top = (reply: Reply, seen: ReadonlySet<string> = new Set()): Reply => {
    const parent = parentOf(reply);
    return parent && !seen.has(reply.id) ? top(parent, new Set(seen).add(reply.id)) : reply;
  };
  const threads = new Map(
    replies.filter((reply) => top(reply) === reply).map((reply): [string, Thread] => [reply.id, { reply, answers: [] }]),
  );
  for (const reply of replies) {
    const first = top(reply);
    const parent = parentOf(reply);
    if (first !== reply) threads.get(first.id)?.answers.push({ reply, ...(parent && parent !== first && { to: parent }) });
  }
  return [...threads.values()];
}
