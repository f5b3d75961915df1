// Parts of the program that are fetched when somebody needs them, and not before.

const AGAIN_AFTER_MS = 5_000;

/** Fetches a part. Without a line it waits, and tries again when there is one: what was asked for comes, if late. */
export async function later<T>(fetchPart: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await fetchPart();
    } catch {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, AGAIN_AFTER_MS);
        window.addEventListener("online", done);
        function done() {
          clearTimeout(timer);
          window.removeEventListener("online", done);
          resolve();
        }
      });
    }
  }
}
