import { Yaml } from 'cdk8s';
import { keyText, scalarText, isAsExpected } from './_scalars';

/** A value that only the library of cdk8s writes, such as a Date, undefined, or an object that is there twice. */
const UNUSUAL = Symbol('unusual');

const INDENTATION = '  ';

/** Returns a document as `Yaml.stringify` of cdk8s writes it, byte for byte. */
export function emit(document: unknown): string {
  if (isAsExpected() && typeof document === 'object' && document !== null) {
    try {
      return new Emitter().document(document);
    } catch (error) {
      if (error !== UNUSUAL && !(error instanceof RangeError)) {
        throw error;
      }
    }
  }
  return Yaml.stringify(document);
}

/** Returns the documents of a file. */
export function emitAll(documents: readonly unknown[]): string {
  return documents.map(emit).join('---\n');
}

class Emitter {
  /** Containers so far. One that is there twice has an anchor. */
  private readonly seen = new Set<object>();

  public document(value: object): string {
    const items = this.items(value);
    return items === undefined ? this.map(value as Record<string, unknown>, '\n').slice(1) + '\n' : this.root(items);
  }

  private root(items: readonly unknown[]): string {
    return this.list(items, '\n').slice(1) + '\n';
  }

  /** A map with a line break before each key. The break has the indentation. */
  private map(value: Record<string, unknown>, lineBreak: string): string {
    const keys = Object.keys(value);
    if (keys.length === 0) {
      return ' {}';
    }
    let text = '';
    for (const key of keys) {
      const name = keyText(key);
      if (name === undefined) {
        throw UNUSUAL;
      }
      text += lineBreak + name + ':' + this.member(value[key], lineBreak);
    }
    return text;
  }

  private list(items: readonly unknown[], lineBreak: string): string {
    if (items.length === 0) {
      return ' []';
    }
    let text = '';
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      const member = this.member(item, lineBreak);
      // A map or a list begins in the line of the dash.
      text +=
        lineBreak +
        '-' +
        (member.startsWith('\n') ? ' ' + member.slice(lineBreak.length + INDENTATION.length) : member);
    }
    return text;
  }

  /** The text after a colon or a dash. */
  private member(value: unknown, lineBreak: string): string {
    if (typeof value !== 'object' || value === null) {
      const text = scalarText(value, lineBreak);
      if (text === undefined) {
        throw UNUSUAL;
      }
      return ' ' + text;
    }
    const items = this.items(value);
    const next = lineBreak + INDENTATION;
    return items === undefined ? this.map(value as Record<string, unknown>, next) : this.list(items, next);
  }

  /** Returns the items of a list, and undefined for a map. */
  private items(value: object): readonly unknown[] | undefined {
    if (this.seen.has(value) || typeof (value as { toJSON?: unknown }).toJSON === 'function') {
      throw UNUSUAL;
    }
    this.seen.add(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Array.prototype) {
      return value as unknown[];
    }
    if ((prototype !== Object.prototype && prototype !== null) || Symbol.iterator in value) {
      throw UNUSUAL;
    }
    return undefined;
  }
}
