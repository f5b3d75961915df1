// Names of streams. A stream has one audience, one order and one number line; it is a Socket.IO room too.

export type Stream =
  | { kind: "group"; groupId: string }
  | { kind: "hosts"; groupId: string }
  | { kind: "chapter"; groupId: string; chapterId: string }
  | { kind: "topic"; groupId: string; topicId: string }
  | { kind: "person"; personId: string };

const uuid = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
const forms = {
  group: new RegExp(`^group:${uuid}$`),
  hosts: new RegExp(`^hosts:${uuid}$`),
  chapter: new RegExp(`^chapter:${uuid}:${uuid}$`),
  topic: new RegExp(`^topic:${uuid}:${uuid}$`),
  person: new RegExp(`^person:${uuid}$`),
};

export const groupStream = (groupId: string) => `group:${groupId}`;
export const hostsStream = (groupId: string) => `hosts:${groupId}`;
export const chapterStream = (groupId: string, chapterId: string) => `chapter:${groupId}:${chapterId}`;
export const topicStream = (groupId: string, topicId: string) => `topic:${groupId}:${topicId}`;
export const personStream = (personId: string) => `person:${personId}`;

/** Reads a stream's name; undefined when it is none. */
export function parseStream(name: string): Stream | undefined {
  const [kind] = name.split(":", 1);
  if (!kind || !Object.hasOwn(forms, kind)) return undefined;
  const found = forms[kind as keyof typeof forms].exec(name);
  const [, first, second] = found ?? [];
  if (!first) return undefined;
  switch (kind as keyof typeof forms) {
    case "group":
      return { kind: "group", groupId: first };
    case "hosts":
      return { kind: "hosts", groupId: first };
    case "chapter":
      return second ? { kind: "chapter", groupId: first, chapterId: second } : undefined;
    case "topic":
      return second ? { kind: "topic", groupId: first, topicId: second } : undefined;
    case "person":
      return { kind: "person", personId: first };
  }
}
