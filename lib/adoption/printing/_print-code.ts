import { CallCode, Code, ListCode, Member, ObjectCode } from '../_code';

/** Columns of a line, as prettier is set in the projects of cdk8s and in this one. */
const WIDTH = 120;
const STEP = '  ';

/** A key of at most this many columns keeps a long text on its line, as prettier does it. */
const SHORT_KEY = 4;

/** Characters that take two columns. */
const WIDE_CHARACTERS =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

/** The columns that a text takes. */
function widthOf(text: string): number {
  return [...text].length + (text.match(WIDE_CHARACTERS)?.length ?? 0);
}

/** The comments above a member, if it has any. */
export type CommentsOf = (member: Member) => string[];

/** Prints code as prettier would, so that a formatter changes nothing. */
export class CodePrinter {
  public constructor(private readonly commentsOf: CommentsOf = () => []) {}

  /** The text of a value that begins at a column. What follows on its last line takes `after` columns. */
  public value(code: Code, indent: string, column: number, after = 1): string {
    const flat = this.flat(code);
    if (flat !== undefined && column + widthOf(flat) + after <= WIDTH) {
      return flat;
    }
    switch (code.kind) {
      case 'list':
        return this.list(code, indent);
      case 'object':
        return this.object(code, indent);
      case 'call':
        return this.call(code, indent, column, after);
      default:
        return this.flat(code) as string;
    }
  }

  /** An object with each member on a line of its own. `first` is what comes before the members, such as a spread. */
  public object({ members }: ObjectCode, indent: string, first: string[] = []): string {
    const inner = `${indent}${STEP}`;
    const lines = members.flatMap((member) => [
      ...this.commentsOf(member).map((text) => `${inner}// ${text}`),
      this.member(member, inner),
    ]);
    return ['{', ...first.map((line) => `${inner}${line},`), ...lines, `${indent}}`].join('\n');
  }

  private member({ name, code }: Member, indent: string): string {
    if (code.kind === 'name' && code.text === name) {
      return `${indent}${name},`;
    }
    const key = `${indent}${memberName(name)}:`;
    const text = this.value(code, indent, key.length + 1);
    const isLongText =
      code.kind === 'literal' &&
      typeof code.value === 'string' &&
      memberName(name).length > SHORT_KEY &&
      key.length + widthOf(text) + 2 > WIDTH;
    return isLongText ? `${key}\n${indent}${STEP}${text},` : `${key} ${text},`;
  }

  private list({ items }: ListCode, indent: string): string {
    const inner = `${indent}${STEP}`;
    if (items.every((item) => item.kind === 'literal' && typeof item.value === 'number')) {
      return ['[', ...this.filledLines(items, inner), `${indent}]`].join('\n');
    }
    const lines = items.map((item) => `${inner}${this.value(item, inner, inner.length)},`);
    return ['[', ...lines, `${indent}]`].join('\n');
  }

  /** Numbers in as few lines as they fit into. */
  private filledLines(items: Code[], indent: string): string[] {
    const lines: string[] = [];
    for (const item of items) {
      const last = lines[lines.length - 1];
      const text = `${this.flat(item)},`;
      if (last !== undefined && last.length + 1 + text.length <= WIDTH) {
        lines[lines.length - 1] = `${last} ${text}`;
      } else {
        lines.push(`${indent}${text}`);
      }
    }
    return lines;
  }

  private call({ className, method, args }: CallCode, indent: string, column: number, after: number): string {
    return `${className}.${method}${this.args(args, indent, column + className.length + method.length + 1, after)}`;
  }

  /** The arguments of a call in parentheses. Only the last one is broken, if it is an object or a list. */
  public args(args: Code[], indent: string, column: number, after: number): string {
    const last = args[args.length - 1];
    const others = args.slice(0, -1).map((arg) => this.flat(arg));
    const flat = args.map((arg) => this.flat(arg));
    const joined = flat.every((text) => text !== undefined) ? `(${flat.join(', ')})` : undefined;
    if (joined !== undefined && column + widthOf(joined) + after <= WIDTH) {
      return joined;
    }
    if (last === undefined) {
      return '()';
    }
    const isHugged = (last.kind === 'object' || last.kind === 'list') && others.every((text) => text !== undefined);
    const before = `(${others.map((text) => `${text}, `).join('')}`;
    if (isHugged && column + before.length + 1 <= WIDTH) {
      return `${before}${last.kind === 'object' ? this.object(last, indent) : this.list(last as ListCode, indent)})`;
    }
    const inner = `${indent}${STEP}`;
    return ['(', ...args.map((arg) => `${inner}${this.value(arg, inner, inner.length)},`), `${indent})`].join('\n');
  }

  /** The text on one line; undefined if the code needs several. */
  private flat(code: Code): string | undefined {
    switch (code.kind) {
      case 'literal':
        return typeof code.value === 'string' ? quoted(code.value) : String(code.value).replace('e+', 'e');
      case 'name':
        return code.text;
      case 'secret':
        return code.isSensitiveText
          ? `SensitiveText.fromEnvironment(${quoted(code.variable)})`
          : `secret(${quoted(code.variable)})`;
      case 'call': {
        const args = code.args.map((arg) => this.flat(arg));
        return args.includes(undefined) ? undefined : `${code.className}.${code.method}(${args.join(', ')})`;
      }
      case 'list': {
        const items = code.items.map((item) => this.flat(item));
        return items.includes(undefined) || isBrokenList(code) ? undefined : `[${items.join(', ')}]`;
      }
      case 'object': {
        if (code.members.length === 0) {
          return '{}';
        }
        const members = code.members.map((member) => {
          const text = this.commentsOf(member).length > 0 ? undefined : this.flat(member.code);
          return text === undefined ? undefined : `${memberName(member.name)}: ${text}`;
        });
        return members.includes(undefined) ? undefined : `{ ${members.join(', ')} }`;
      }
    }
  }
}

/** Prettier breaks a list of several objects, or of several lists, that all have more than one member. */
function isBrokenList({ items }: ListCode): boolean {
  const sizeOf = (item: Code) =>
    item.kind === 'object' ? item.members.length : item.kind === 'list' ? item.items.length : 0;
  const [first] = items;
  return items.length > 1 && items.every((item) => item.kind === first.kind && sizeOf(item) > 1);
}

function memberName(name: string): string {
  if (name === '__proto__') {
    return "['__proto__']";
  }
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A text in quotes, with the ones that need fewer escapes, as prettier chooses them. */
export function quoted(text: string): string {
  const isDouble = text.split("'").length > text.split('"').length;
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]|\p{Bidi_Control}/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return isDouble ? `"${escaped}"` : `'${escaped.replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
