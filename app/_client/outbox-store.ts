// The outbox on the device: IndexedDB, by person. Where the browser has none (a private window, a full disk), things wait in memory.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OutboxItem, OutboxStore } from "#app/_client/outbox.ts";

interface Kept extends DBSchema {
  outbox: { key: string; value: OutboxItem; indexes: { person: string } };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

function open(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>("interleaf", 1, {
    upgrade: (db) => {
      db.createObjectStore("outbox", { keyPath: "id" }).createIndex("person", "personId");
    },
    // Another tab wants a newer form of the store: let it have it, and open again when needed.
    blocking: (_from, _to, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
  });
  return opened;
}

/** The device's outbox. Its promises fail where the browser keeps nothing; the queue goes on without. */
export const deviceStore: OutboxStore = {
  load: async (personId) => (await open()).getAllFromIndex("outbox", "person", personId),
  has: async (id) => (await (await open()).getKey("outbox", id)) !== undefined,
  put: async (item) => {
    await (await open()).put("outbox", item);
  },
  remove: async (id) => (await open()).delete("outbox", id),
};

/** Takes a person's unsent commands off this device, when they sign out. */
export async function clearOutbox(personId: string): Promise<void> {
  const db = await open();
  const keys = await db.getAllKeysFromIndex("outbox", "person", personId);
  await Promise.all(keys.map((key) => db.delete("outbox", key)));
}
