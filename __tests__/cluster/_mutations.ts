/** A sequence of numbers that the seed determines. */
export class Random {
  public constructor(private state: number) {}

  /** Returns a whole number from 0 to `below` - 1. */
  public below(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  public pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}

/** A document with mistakes, most of the time. */
export interface Mutant {
  readonly document: any;
  /** What was changed. */
  readonly changes: string[];
}

/** A field or an item. */
interface Place {
  readonly parent: any;
  readonly key: string | number;
  readonly path: string;
}

const VALUES: { readonly [type: string]: readonly unknown[] } = {
  null: [null],
  number: [0, 7, -1, 1.5, 3_000_000_000, 1e20],
  string: [
    '',
    'x',
    '7',
    'true',
    'Bogus',
    '1Gi',
    '10.0.0.0/8',
    'YQ==',
    '2026-01-01T00:00:00Z',
    '224.0.0.251',
    '5m',
    'a b',
  ],
  list: [[], [null], ['x'], [1], [{}], [{ bogus: 1 }]],
  map: [{}, { bogus: 1 }, { name: 'x' }],
  boolean: [true, false],
};
const TYPES = Object.keys(VALUES);

/** Changes of one place: each returns what it did, or undefined if it does not fit the place. */
const CHANGES: readonly ((place: Place, random: Random) => string | undefined)[] = [
  setValue,
  setValue,
  setValue,
  remove,
  addUnknown,
  misspell,
  repeat,
];

/** Returns the base document with one to four changes. */
export function mutant(base: any, random: Random): Mutant {
  const document = structuredClone(base);
  const changes: string[] = [];
  const count = random.below(4) === 0 ? 2 + random.below(3) : 1;
  for (let tries = 0; changes.length < count && tries < 50; tries++) {
    const places = placesIn(document);
    const change = places.length > 0 ? random.pick(CHANGES)(random.pick(places), random) : undefined;
    if (change !== undefined) {
      changes.push(change);
    }
  }
  return { document, changes };
}

function placesIn(document: any): Place[] {
  const all: Place[] = [];
  const walk = (parent: any, path: string) => {
    for (const name of Object.keys(parent)) {
      const key = Array.isArray(parent) ? Number(name) : name;
      const here = typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`;
      all.push({ parent, key, path: here });
      if (typeof parent[key] === 'object' && parent[key] !== null) {
        walk(parent[key], here);
      }
    }
  };
  walk(document, '');
  return all.filter(({ path }) => !isIdentity(path));
}

/** Whether the server needs the field to find out what is sent: without it, the other mistakes are not seen. */
function isIdentity(path: string): boolean {
  return ['.apiVersion', '.kind', '.metadata', '.metadata.name'].includes(path);
}

function setValue({ parent, key, path }: Place, random: Random): string {
  const value = random.pick(VALUES[random.pick(TYPES)]);
  parent[key] = structuredClone(value);
  return `${path} = ${JSON.stringify(value)}`;
}

function remove({ parent, key, path }: Place): string {
  if (typeof key === 'number') {
    parent.splice(key, 1);
  } else {
    delete parent[key];
  }
  return `no ${path}`;
}

function addUnknown({ parent, path }: Place, random: Random): string | undefined {
  if (Array.isArray(parent)) {
    return undefined;
  }
  const name = random.pick(['bogus', 'Name', 'constructor']);
  parent[name] = structuredClone(random.pick([1, null, 'x', {}, []]));
  return `${name} next to ${path}`;
}

function misspell({ parent, key, path }: Place, random: Random): string | undefined {
  if (typeof key === 'number' || key.length < 2) {
    return undefined;
  }
  const at = random.below(key.length - 1);
  const name = random.pick([
    key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2),
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at) + key[at] + key.slice(at),
    key[0] === key[0].toUpperCase() ? key.toLowerCase() : key[0].toUpperCase() + key.slice(1),
  ]);
  if (Object.hasOwn(parent, name)) {
    return undefined;
  }
  parent[name] = parent[key];
  delete parent[key];
  return `${path} as ${name}`;
}

function repeat({ parent, key, path }: Place, random: Random): string | undefined {
  if (!Array.isArray(parent)) {
    return undefined;
  }
  const copy = structuredClone(parent[key as number]);
  parent.push(random.below(4) === 0 ? null : copy);
  return `${path} twice`;
}
