// An event of the margin without words that were taken back: its place in the log stays, and what comes after applies as before.
import type { LiveEvent } from "./events.ts";

/** Whether the words of this note, or of this reply to one, were taken back. */
export type TakenBack = (said: { id: string; annotationId?: string }) => boolean;

/** The same event when it carries none of those words. */
export function withoutWords(event: LiveEvent, takenBack: TakenBack): LiveEvent {
  switch (event.type) {
    case "margin.changed": {
      const change = withoutWords(event.change, takenBack);
      return change === event.change ? event : ({ ...event, change } as LiveEvent);
    }
    case "annotation.added": {
      const { annotation } = event;
      const replies = annotation.replies.map((reply) => (takenBack(reply) ? { ...reply, body: "" } : reply));
      if (!takenBack(annotation) && !annotation.replies.some(takenBack)) return event;
      return { ...event, annotation: { ...(takenBack(annotation) ? wordless(annotation) : annotation), replies } };
    }
    case "annotation.revised":
      return takenBack(event.annotation) ? { ...event, annotation: wordless(event.annotation) } : event;
    case "reply.added":
    case "reply.revised":
      return takenBack(event.reply) ? { ...event, reply: { ...event.reply, body: "" } } : event;
    default:
      return event;
  }
}

function wordless<T extends { body: string; tags: string[]; to?: unknown }>(note: T): T {
  const { to: _, ...rest } = note;
  return { ...(rest as T), body: "", tags: [] };
}
