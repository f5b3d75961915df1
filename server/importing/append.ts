// Adding one list to another. `push(...list)` passes every item as an argument, and a hostile file has more items than the stack has room.

export function append<T>(list: T[], more: Iterable<T>): void {
  for (const item of more) list.push(item);
}
