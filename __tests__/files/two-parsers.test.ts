import { inspect } from 'node:util';
import fc from 'fast-check';
import { nodesFast, readFast } from '../../lib/files/_fast-yaml';
import { spotsOfNode } from '../../lib/files/_places';
import { partsOf } from '../../lib/files/_text-parts';
import { YamlText } from '../../lib/files/_yaml';
import { Values } from '../../lib/files/_yaml-values';
import { size } from '../_size';
import { YAML_TEXT } from '../commands/_yaml-texts';

jest.setTimeout(120_000);

interface Read {
  readonly value: unknown;
  readonly offset: number | undefined;
}

/** Reads a text with the parser that has the last word. Throws if it refuses the text. */
function readSlowly(text: string): Read[] {
  const values = new Values();
  return Array.from(new YamlText(text).documents(), ({ contents, errors: [error] }) => {
    if (error) {
      throw new Error(`refused: ${error.message}`);
    }
    const value = contents && values.of(contents, text);
    return { value, offset: value === null ? undefined : contents?.range?.[0] };
  });
}

/** Shows values, also with keys such as `constructor`, which `toEqual` does not compare. */
function exact(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null });
}

/** Returns the documents that the fast parser read, each as both parsers read it. */
function bothOf(text: string): { fast: Read[]; slow: Read[] }[] {
  return [...partsOf(text)].flatMap((part) => {
    const fast = readFast(part.text)?.map(({ value, offset }) => ({
      value,
      offset: value === null ? undefined : offset,
    }));
    return fast ? [{ fast, slow: readSlowly(part.text) }] : [];
  });
}

test('what the fast parser reads, the other parser reads as the same values at the same places', () => {
  let documents = 0;
  fc.assert(
    fc.property(YAML_TEXT, (text) => {
      const both = bothOf(text);
      documents += both.length;
      for (const { fast, slow } of both) {
        expect(exact(fast)).toBe(exact(slow));
      }
    }),
    { numRuns: size(1_000, 50_000) },
  );
  expect(documents).toBeGreaterThan(100);
});

test('the parts of a text have the documents of the text', () => {
  fc.assert(
    fc.property(YAML_TEXT, (text) => {
      const parts = [...partsOf(text)];
      expect(parts.map((part) => part.text).join('')).toBe(text);
      let whole: Read[];
      try {
        whole = readSlowly(text);
      } catch {
        return;
      }
      const read = parts.flatMap((part) => readSlowly(part.text));
      expect(exact(read.map(({ value }) => value))).toBe(exact(whole.map(({ value }) => value)));
      expect(parts.map(({ line }) => line)).toEqual(
        parts.map(
          (_, i) =>
            parts
              .slice(0, i)
              .map((part) => part.text)
              .join('')
              .split('\n').length,
        ),
      );
    }),
    { numRuns: size(500, 20_000) },
  );
});

test('the keys and items are at the same places', () => {
  const keysOf = (nodes: any[]) => JSON.stringify(nodes.map((node) => node && shown(spotsOfNode(node))));
  fc.assert(
    fc.property(YAML_TEXT, (text) => {
      const both = [...partsOf(text)].flatMap((part) => {
        const nodes = nodesFast(part.text);
        // In a list in brackets, the other parser has a pair at the bracket.
        return nodes?.[0]?.items && !/\[[^\]]*:/.test(part.text)
          ? [[nodes, Array.from(new YamlText(part.text).documents(), ({ contents }) => contents)]]
          : [];
      });
      for (const [fast, slow] of both) {
        expect(keysOf(fast)).toBe(keysOf(slow));
      }
    }),
    { numRuns: size(500, 20_000) },
  );
});

/** The offsets of all keys and items. */
function shown({ offset, members, items }: ReturnType<typeof spotsOfNode>): unknown {
  return members || items?.length
    ? [
        offset,
        ...(items ?? []).map((item) => shown(item)),
        ...[...(members ?? [])].map(([name, { key, value }]) => [
          name,
          key,
          value.members || value.items?.length ? shown(value) : 0,
        ]),
      ]
    : offset;
}
