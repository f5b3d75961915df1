// What is kept in memory has a bound, and is read once.
import { describe, expect, it } from "vitest";
import { Kept } from "./kept.ts";

const sized = (thing: string, size: number) => async () => ({ thing, size });
const never = () => Promise.reject(new Error("it was read again"));

describe("things kept in memory", () => {
  it("are read once, also when two ask at the same time", async () => {
    const kept = new Kept<string>(10);
    const [one, other] = [kept.get("a", sized("text", 4)), kept.get("a", never)];
    expect([await one, await other, await kept.get("a", never)]).toEqual(["text", "text", "text"]);
  });

  it("give way, the least recently used first, when there is no more room", async () => {
    const kept = new Kept<string>(10);
    await kept.get("a", sized("a", 4));
    await kept.get("b", sized("b", 4));
    await kept.get("a", never);
    await kept.get("c", sized("c", 4));
    expect(await kept.get("a", never)).toBe("a");
    expect(await kept.get("c", never)).toBe("c");
    await expect(kept.get("b", never)).rejects.toThrow("read again");
  });

  it("are not kept when they are larger than all the room", async () => {
    const kept = new Kept<string>(10);
    expect(await kept.get("a", sized("large", 11))).toBe("large");
    await expect(kept.get("a", never)).rejects.toThrow("read again");
  });

  it("are read anew when reading them failed", async () => {
    const kept = new Kept<string>(10);
    await expect(kept.get("a", never)).rejects.toThrow();
    expect(await kept.get("a", sized("there", 1))).toBe("there");
  });
});
