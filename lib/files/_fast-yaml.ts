import { Tree } from '../checks/_trees';
import { YamlEvent, jsYaml } from './_js-yaml';
import { plainValue } from './_plain-scalars';
import { YamlNode, YamlPair } from './_yaml';
import { MERGE_KEY, nameOfKey } from './_yaml-values';

/** A document that the fast parser read. */
export interface FastDocument {
  readonly value: unknown;
  /** The offset of the value in the text. */
  readonly offset: number;
}

/** Texts that the parsers may read in different ways. In all others, what they both accept has the same value. */
const ODD = new RegExp(
  [
    // Possible anchors and tags. The fast parser would try some texts of many of them again and again.
    '(?:^|[-:?[{,])[ \\t]*[&!]',
    // Directives, ends of documents, begins of documents that are indented, and tabs in front of a line.
    '^(?:%|\\.\\.\\.| +---\\s| *\\t)',
    // Line ends of old systems, and byte order marks.
    '\\r(?!\\n)|\\uFEFF',
    // A colon that one parser reads as a part of the text before it.
    '[^"\']:[,[\\]{}]',
    // The indentation of a block scalar, given as a number.
    '[|>][-+]?\\d',
  ].join('|'),
  'm',
);

/** A document without a value, or only blank lines. A single carriage return is not the same for both parsers. */
const EMPTY = /^(?:---)?(?: |\r?\n)*$/;

/** The parser allows no key on a line that is longer. */
const MOST_OF_KEY = 1000;

/** The text of a large document has so many values at most that the parser can keep them in memory. */
const LARGE = 1_000_000;
const MOST_SEPARATORS = 1_000_000;

/** Line ends, which parsers fold, and characters outside of Unicode. */
const ODD_IN_QUOTES = /[\r\n]|\\U/;

/** The offset of a part that is missing. */
const NONE = -1;

/** The fast parser may not read the document as the other one does. */
class UnsureYaml extends Error {}

/**
 * Returns the only document of a text, or an empty list if there is none. Returns undefined if the fast parser refuses
 * the text, or if it may not read it as the other parser does, which has the last word.
 */
export function readFast(text: string): FastDocument[] | undefined {
  if (EMPTY.test(text)) {
    return text.startsWith('---') ? [{ value: null, offset: 0 }] : [];
  }
  return withoutDoubt(text, (events) => ({ value: events.document('value'), offset: events.firstOffset }));
}

/** Returns the nodes of the only document of a text, on the same conditions. */
export function nodesFast(text: string): YamlNode[] | undefined {
  return withoutDoubt(text, (events) => events.document('node') as YamlNode);
}

function withoutDoubt<T>(text: string, read: (events: Events) => T): T[] | undefined {
  if (ODD.test(text) || hasVeryManyValues(text)) {
    return undefined;
  }
  try {
    const events = jsYaml().parseEvents(text, {});
    return events.length === 0 ? [] : [read(new Events(text, events))];
  } catch {
    // The other parser reports the error in the text, if it has one.
    return undefined;
  }
}

function hasVeryManyValues(text: string): boolean {
  return text.length > LARGE && (text.match(/[,:]|- /g) ?? []).length > MOST_SEPARATORS;
}

/** Reads the events of one document in order. */
class Events {
  private at = 0;
  private readonly is = jsYaml().EVENT_ID;

  public constructor(
    private readonly text: string,
    private readonly events: YamlEvent[],
  ) {}

  /** The offset of the document's map or list. */
  public get firstOffset(): number {
    return this.offsetOf(this.events[1]) ?? 0;
  }

  /** Returns the value of the document, or its node. Throws if the reader is in doubt. */
  public document(what: 'value' | 'node'): unknown {
    requireCertain(this.next().type === this.is.DOCUMENT);
    const first = this.next();
    requireCertain(first.type !== this.is.SCALAR || first.valueStart === NONE);
    const read = this[what](first);
    requireCertain(this.next().type === this.is.POP && this.at === this.events.length);
    return read;
  }

  private next(): YamlEvent {
    return this.events[this.at++];
  }

  /** Returns the value that begins with the event. */
  private value(event: YamlEvent): unknown {
    if (event.type === this.is.SCALAR) {
      return this.scalar(event);
    }
    requireCertain(event.anchorStart === NONE && event.tagStart === NONE);
    return event.type === this.is.MAPPING ? this.tree() : this.list();
  }

  private list(): unknown[] {
    const list: unknown[] = [];
    for (let event = this.next(); event.type !== this.is.POP; event = this.next()) {
      list.push(this.value(event));
    }
    return list;
  }

  private tree(): Tree {
    const tree: Tree = {};
    for (let event = this.next(); event.type !== this.is.POP; event = this.next()) {
      const name = this.name(event);
      // Also inherited members such as `constructor`.
      requireCertain(!(name in tree));
      tree[name] = this.value(this.next());
    }
    return tree;
  }

  private name(event: YamlEvent): string {
    requireCertain(event.type === this.is.SCALAR && event.valueStart !== NONE);
    const end = event.style === jsYaml().SCALAR_STYLE.PLAIN ? event.valueEnd : event.valueEnd + 1;
    requireCertain(this.text[end] === ':' && end - event.valueStart < MOST_OF_KEY);
    const name = nameOfKey(this.scalar(event));
    requireCertain(name !== MERGE_KEY);
    return name;
  }

  private scalar(event: YamlEvent): unknown {
    const { style, valueStart, valueEnd, fast } = event;
    const { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED } = jsYaml().SCALAR_STYLE;
    requireCertain(event.anchorStart === NONE && event.tagStart === NONE);
    if (valueStart === NONE) {
      return null;
    }
    if (style === PLAIN) {
      // Not on several lines.
      requireCertain(fast);
      return plainValue(this.text.slice(valueStart, valueEnd));
    }
    if (!fast && (style === SINGLE_QUOTED || style === DOUBLE_QUOTED)) {
      requireCertain(!ODD_IN_QUOTES.test(this.text.slice(valueStart, valueEnd)));
    }
    return jsYaml().getScalarValue(this.text, event);
  }

  /** Returns the node that begins with the event, in the form of the other parser. */
  private node(event: YamlEvent): YamlNode {
    const range: YamlNode['range'] = [this.offsetOf(event) ?? this.unknownOffset(), 0, 0];
    if (event.type === this.is.SCALAR) {
      return { range, value: this.scalar(event) };
    }
    const isMap = event.type === this.is.MAPPING;
    const items: (YamlNode | YamlPair)[] = [];
    for (let item = this.next(); item.type !== this.is.POP; item = this.next()) {
      items.push(isMap ? this.pair(item) : this.node(item));
    }
    return { range, items };
  }

  private pair(event: YamlEvent): YamlPair {
    const key: YamlNode = { value: this.name(event), range: [this.offsetOf(event) ?? 0, 0, 0] };
    const value = this.next();
    // The place of a scalar is that of its key.
    return { key, value: value.type === this.is.SCALAR ? null : this.node(value) };
  }

  private offsetOf({ type, start, style, valueStart }: YamlEvent): number | undefined {
    if (type !== this.is.SCALAR) {
      return start;
    }
    const { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED } = jsYaml().SCALAR_STYLE;
    if (valueStart === NONE || style === PLAIN) {
      return valueStart === NONE ? undefined : valueStart;
    }
    return style === SINGLE_QUOTED || style === DOUBLE_QUOTED ? valueStart - 1 : undefined;
  }

  /** A list item that is empty, or a block scalar. */
  private unknownOffset(): never {
    throw new UnsureYaml();
  }
}

function requireCertain(isCertain: boolean): asserts isCertain {
  if (!isCertain) {
    throw new UnsureYaml();
  }
}
