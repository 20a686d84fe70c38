interface Level<T> {
  readonly members: T[];
  readonly below: Map<unknown, Level<T>>;
}

/** Lists by a key of several parts. Parts are compared one by one, so that no text can imitate two parts. */
export class KeyedLists<T> {
  private readonly top: Level<T> = newLevel();

  public add(key: readonly unknown[], member: T): void {
    let level = this.top;
    for (const part of key) {
      const next: Level<T> = level.below.get(part) ?? newLevel();
      level.below.set(part, next);
      level = next;
    }
    level.members.push(member);
  }

  /** Returns the members with the key, in the order in which they were added. */
  public at(key: readonly unknown[]): T[] {
    let level: Level<T> | undefined = this.top;
    for (const part of key) {
      level = level?.below.get(part);
    }
    return level?.members ?? [];
  }

  /** Returns the first member with the key, and adds it if there is none. */
  public one(key: readonly unknown[], make: () => T): T {
    if (this.at(key).length === 0) {
      this.add(key, make());
    }
    return this.at(key)[0];
  }
}

function newLevel<T>(): Level<T> {
  return { members: [], below: new Map() };
}

/** Returns the values by each of their keys, in the order of the values. */
export function groupBy<K, V>(values: Iterable<V>, keysOf: (value: V) => Iterable<K>): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    for (const key of keysOf(value)) {
      const group = groups.get(key);
      if (group) {
        group.push(value);
      } else {
        groups.set(key, [value]);
      }
    }
  }
  return groups;
}
