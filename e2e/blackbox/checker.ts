// Reads a history and says what was broken: lost, duplicate, phantom, order, gap, stale, leak. No sentence means nothing was.
import type { FinalRead, History, Observer } from "./history.ts";

export interface Finding {
  kind: "lost" | "duplicate" | "phantom" | "order" | "gap" | "stale" | "leak";
  what: string;
}

/** All findings of a history that has come to rest. */
export function check(history: History): Finding[] {
  const finals = new Map(history.finals.map((final) => [final.stream, final]));
  return [
    ...history.finals.flatMap(checkLog),
    ...history.operations.flatMap((operation) => checkOperation(operation, finals.get(operation.stream))),
    ...history.observers.flatMap((observer) => checkObserver(observer, finals)),
  ];
}

/** The log itself: numbers from 1 without a hole, no change twice, log and rows agree. */
function checkLog({ stream, head, log, rows }: FinalRead): Finding[] {
  const findings: Finding[] = [];
  log.forEach(({ seq }, index) => {
    if (seq !== index + 1)
      findings.push({ kind: "gap", what: `${stream}: number ${seq} stands at place ${index + 1} of the log` });
  });
  if (head !== log.length) findings.push({ kind: "gap", what: `${stream}: head ${head}, but ${log.length} events in the log` });
  const keys = log.flatMap((event) => event.keys);
  for (const key of repeated(keys)) findings.push({ kind: "duplicate", what: `${stream}: ${key} twice in the log` });
  for (const key of repeated(rows)) findings.push({ kind: "duplicate", what: `${stream}: ${key} twice in the tables` });
  const inLog = new Set(keys);
  const inRows = new Set(rows);
  for (const key of inRows)
    if (!inLog.has(key)) findings.push({ kind: "lost", what: `${stream}: ${key} is in the tables and was never announced` });
  for (const key of inLog)
    if (!inRows.has(key)) findings.push({ kind: "lost", what: `${stream}: ${key} was announced and is not in the tables` });
  return findings;
}

function checkOperation({ client, key, stream, result }: History["operations"][number], final: FinalRead | undefined): Finding[] {
  const kept = final?.rows.includes(key) ?? false;
  if (result === "ok" && !kept)
    return [{ kind: "lost", what: `${stream}: ${client} was told that ${key} is kept, and it is not` }];
  if (result === "fail" && kept)
    return [{ kind: "phantom", what: `${stream}: ${client} was told that ${key} was refused, and it is there` }];
  return [];
}

/** What one client saw: only what it may, each number once and in order, and in the end all of it. */
function checkObserver(observer: Observer, finals: Map<string, FinalRead>): Finding[] {
  const findings: Finding[] = [];
  const say = (kind: Finding["kind"], stream: string, what: string) =>
    findings.push({ kind, what: `${stream}: ${observer.client} ${what}` });
  const byStream = Map.groupBy(observer.applied, (event) => event.stream);
  for (const stream of byStream.keys())
    if (!observer.entitled.includes(stream)) say("leak", stream, "heard it without being in its audience");
  for (const stream of observer.entitled) {
    const final = finals.get(stream);
    if (!final) continue;
    const start = observer.from[stream] ?? { at: 0, keys: [] };
    let last = start.at;
    for (const event of byStream.get(stream) ?? []) {
      if (event.seq !== last + 1)
        say(event.seq <= last ? "duplicate" : "gap", stream, `applied number ${event.seq} after ${last}`);
      last = Math.max(last, event.seq);
      const logged = final.log[event.seq - 1];
      if (logged && logged.keys.join() !== event.keys.join())
        say("order", stream, `saw [${event.keys.join(", ")}] as number ${event.seq}, the log has [${logged.keys.join(", ")}]`);
    }
    if (last < final.head) say("stale", stream, `stands at ${last}, the head is ${final.head}`);
    const seen = new Set([...start.keys, ...(byStream.get(stream) ?? []).flatMap((event) => event.keys)]);
    for (const key of final.rows) if (!seen.has(key)) say("stale", stream, `never saw ${key}`);
  }
  return findings;
}

function repeated(keys: string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
