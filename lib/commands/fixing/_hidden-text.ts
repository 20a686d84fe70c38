import { isTree } from '../../checks/_trees';
import { HIDDEN, withoutSecrets } from '../../messages/_secret-texts';
import { isHiddenAt, jsonWithoutSecrets } from '../../messages/_secret-values';
import { YamlNode, YamlPair, YamlText, valueOfKey, yaml } from '../../files/_yaml';

type HiddenRange = readonly [start: number, end: number];

/**
 * Returns the lines of a YAML text as they may be printed: secrets are hidden, and so are texts of several lines, such as
 * certificates. The number of lines stays.
 */
export function linesWithoutSecrets(text: string): string[] {
  const hidden = [...new YamlText(text).documents()].flatMap(({ contents }) => (contents ? hiddenIn(contents) : []));
  let at = 0;
  const pieces = hidden
    .sort((a, b) => a[0] - b[0])
    .map(([start, end]) => {
      const before = text.slice(at, start);
      at = end;
      return `${before}${text.slice(start, end).replace(/[^\r\n]+/g, HIDDEN)}`;
    });
  return `${pieces.join('')}${text.slice(at)}`.split('\n').map((line) => withoutSecrets(line.replace(/\r$/, '')));
}

/** The places of the hidden scalars in an object, or in the objects of a list. */
function hiddenIn(root: YamlNode): HiddenRange[] {
  const items = yaml().isMap(root) ? valueOfKey(root, 'items')?.items : undefined;
  const objects = (items ?? []).filter((item): item is YamlNode => !('key' in item) && yaml().isMap(item));
  return [root, ...objects].flatMap((object) => new HiddenScalars(object).found);
}

class HiddenScalars {
  public readonly found: HiddenRange[] = [];
  private readonly kind: string;

  public constructor(object: YamlNode) {
    this.kind = yaml().isMap(object) ? String(valueOfKey(object, 'kind')?.value) : '';
    this.add(object, '');
  }

  private add(node: YamlNode | null, path: string): void {
    if (node === null || yaml().isAlias(node)) {
      return;
    }
    if (!node.items) {
      this.addScalar(node, path);
    } else if (yaml().isMap(node)) {
      for (const { key, value } of node.items as YamlPair[]) {
        this.add(value, `${path}[${JSON.stringify(String(key.value))}]`);
      }
    } else {
      this.addList(node.items as YamlNode[], path);
    }
  }

  private addList(items: YamlNode[], path: string): void {
    const texts = items.map((item) => (item.items || yaml().isAlias(item) ? '' : String(item.value)));
    const shown: unknown = JSON.parse(jsonWithoutSecrets(texts) ?? '[]');
    items.forEach((item, i) => {
      if (!item.items && Array.isArray(shown) && shown[i] !== texts[i]) {
        this.addRange(item);
      }
      this.add(item, `${path}[${labelOfItem(item) ?? i}]`);
    });
  }

  private addScalar(node: YamlNode, path: string): void {
    const isLong = typeof node.value === 'string' && /[\r\n]/.test(node.value);
    if (isLong || isHiddenAt(this.kind, path, node.value)) {
      this.addRange(node);
    }
  }

  private addRange({ range }: YamlNode): void {
    const [start, end] = range ?? [0, 0];
    if (!this.found.some(([known]) => known === start)) {
      this.found.push([start, end]);
    }
  }
}

/** The name of an item of a list, by which secrets are told. */
function labelOfItem(item: YamlNode): string | undefined {
  const names = yaml().isMap(item) ? ['name', 'key'].map((name) => valueOfKey(item, name)?.value) : [];
  const label = names.find((one) => typeof one === 'string');
  return isTree(label) ? undefined : label?.toString().replace(/[[\]"]/g, '');
}
