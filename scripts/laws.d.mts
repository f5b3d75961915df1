// Types of scripts/laws.mjs, for its test.

/** One breach: the law's name, "file" or "file -> file", and the sentence that says where the thing belongs. */
export interface Breach {
  law: string;
  where: string;
  says: string;
}

/** Every breach of a law in the tree below `root`. */
export function findBreaches(root: string): Promise<Breach[]>;

/** Names of all laws. */
export const lawNames: string[];
