import { AdoptedUnit, ConstructCode, PatchCode } from '../_adopted-app';
import { Code, ObjectCode, callCode, literalCode, nameCode } from '../_code';
import { commentText, placedComments } from './_comment-places';
import { Identifiers, importLines } from './_identifiers';
import { CodePrinter, quoted } from './_print-code';
import { SharedOptions } from './_shared-options';

/** A file of the generated app that adds a chart. */
export interface PrintedUnit {
  /** Name of the function that adds the chart. */
  readonly functionName: string;
  readonly text: string;
}

/** Names in a generated file that no variable can have. */
const NAMES_IN_FILE = ['app', 'chart', 'secret', 'addons', 'antrea', 'clusterApi', 'cni', 'tanzuRun', 'vmOperator'];

const BODY = '  ';

/** Prints a unit as a function. `shared` are the options that constructs take from shared.ts. */
export function printUnit(unit: AdoptedUnit, functionName: string, shared: SharedOptions[]): PrintedUnit {
  return { functionName, text: new UnitPrinter(unit, functionName, shared).print() };
}

class UnitPrinter {
  private readonly used = new Set<string>(['Construct']);
  private readonly variables: Identifiers;
  private readonly usedShared = new Set<string>();
  private usesSecret = false;

  public constructor(
    private readonly unit: AdoptedUnit,
    private readonly functionName: string,
    private readonly shared: SharedOptions[],
  ) {
    const names = unit.constructs.flatMap(({ variable }) => variable ?? []);
    this.variables = new Identifiers([...names, ...NAMES_IN_FILE, functionName]);
  }

  public print(): string {
    const { name, what, chartClass, chartProps, constructs } = this.unit;
    const blocks = constructs.map((construct) => this.construct(construct));
    this.use(chartClass);
    this.useAll(chartProps);
    const args: Code[] = [
      ...[nameCode('app'), literalCode(name)],
      ...(chartProps.members.length > 0 ? [chartProps] : []),
    ];
    const begin = `${BODY}const chart = new ${chartClass}`;
    const chart = `${begin}${new CodePrinter().args(args, BODY, begin.length, 1)};`;
    const imports = [
      ...importLines(this.used),
      ...(this.usesSecret ? ["import { secret } from '../secrets';"] : []),
      ...(this.usedShared.size > 0 ? [`import { ${[...this.usedShared].sort().join(', ')} } from '../shared';`] : []),
    ];
    return [
      ...[...imports, ''],
      `/** ${commentText(what)} */`,
      `export function ${this.functionName}(app: Construct): ${chartClass} {`,
      [chart, ...blocks, `${BODY}return chart;`].join('\n\n'),
      '}\n',
    ].join('\n');
  }

  private construct(construct: ConstructCode): string {
    const { className, id, manifestOf, acknowledged, patches, notes, source } = construct;
    const { above, commentsOf } = placedComments(construct);
    const lines: string[] = [...notes, ...above].map((text) => `${BODY}// ${commentText(text)}`);
    const scope = acknowledged.length > 0 ? this.variables.of(`${id}-findings`) : 'chart';
    if (acknowledged.length > 0) {
      this.use('Construct', 'Acknowledgement');
      lines.unshift(
        `${BODY}// What lint reports about ${commentText(`${source.manifest.kind} ${source.manifest.metadata.name}`)} is acknowledged.`,
        `${BODY}const ${scope} = new Construct(chart, ${quoted(`${id}-findings`)});`,
        ...acknowledged.map(({ ruleId, reason }) => {
          const begin = `${BODY}Acknowledgement.of`;
          const args = [nameCode(scope), literalCode(ruleId), literalCode(reason.trim() === '' ? ruleId : reason)];
          return `${begin}${new CodePrinter().args(args, BODY, begin.length, 1)};`;
        }),
      );
    }
    const printer = new CodePrinter(commentsOf);
    const isReferred = this.unit.constructs.some((other) => other !== construct && refersTo(other, construct.variable));
    const variable = isReferred || patches.length > 0 ? (construct.variable ?? this.variables.of(id)) : undefined;
    const begin = `${BODY}${variable === undefined ? '' : `const ${variable} = `}new ${className}`;
    this.use(className.split('.')[0]);
    this.useAll(this.ownProps(construct));
    lines.push(`${begin}${this.propsOf(construct, scope, manifestOf, printer)};`);
    return [...lines, ...this.patches(construct, variable)].join('\n');
  }

  private propsOf(
    construct: ConstructCode,
    scope: string,
    manifestOf: string | undefined,
    printer: CodePrinter,
  ): string {
    const { id, props } = construct;
    const before = `(${scope}, ${quoted(id)}, `;
    if (manifestOf !== undefined) {
      this.use(manifestOf.split('.')[0]);
      const inner = `${BODY}  `;
      const value = `${manifestOf}.manifest(${printer.object(props, inner)})`;
      return ['(', `${inner}${scope},`, `${inner}${quoted(id)},`, `${inner}${value},`, `${BODY})`].join('\n');
    }
    const shared = this.sharedBy(construct);
    if (shared) {
      this.usedShared.add(shared.constant);
    }
    return `${before}${printer.object(this.ownProps(construct), BODY, shared ? [`...${shared.constant}`] : [])})`;
  }

  private sharedBy({ className }: ConstructCode): SharedOptions | undefined {
    return this.shared.find((one) => one.className === className);
  }

  /** The options without those that it takes from shared.ts. */
  private ownProps(construct: ConstructCode): ObjectCode {
    const names = new Set(this.sharedBy(construct)?.members.map(({ name }) => name));
    return { ...construct.props, members: construct.props.members.filter(({ name }) => !names.has(name)) };
  }

  private patches({ className, patches }: ConstructCode, variable: string | undefined): string[] {
    const isApiObject = className === 'ApiObject' || className.includes('.');
    const object = isApiObject ? String(variable) : `ApiObject.of(${variable})`;
    if (patches.length > 0) {
      this.use('JsonPatch', ...(isApiObject ? [] : ['ApiObject']));
    }
    const byReason = new Map<string, PatchCode[]>();
    patches.forEach((patch) => byReason.set(patch.why, [...(byReason.get(patch.why) ?? []), patch]));
    return [...byReason].flatMap(([why, ofReason]) => {
      const calls = ofReason.map(({ op, path, value }) => {
        const code = callCode('JsonPatch', op, literalCode(path), ...(value ? [value] : []));
        this.useAll(code);
        return code;
      });
      const begin = `${BODY}${object}.addJsonPatch`;
      return [`${BODY}// ${commentText(why)}`, `${begin}${new CodePrinter().args(calls, BODY, begin.length, 1)};`];
    });
  }

  private use(...names: string[]): void {
    names.forEach((name) => this.used.add(name));
  }

  /** Notes the names in the code, without those of variables. */
  private useAll(code: Code): void {
    switch (code.kind) {
      case 'list':
        code.items.forEach((item) => this.useAll(item));
        break;
      case 'object':
        code.members.forEach((member) => this.useAll(member.code));
        break;
      case 'call':
        this.use(code.className.split('.')[0]);
        code.args.forEach((arg) => this.useAll(arg));
        break;
      case 'name': {
        const [first] = code.text.split('.');
        if (!this.unit.constructs.some(({ variable }) => variable === first)) {
          this.use(first);
        }
        break;
      }
      case 'secret':
        this.usesSecret ||= !code.isSensitiveText;
        this.use(...(code.isSensitiveText ? ['SensitiveText'] : []));
        break;
      default:
    }
  }
}

function refersTo({ props, patches }: ConstructCode, variable: string | undefined): boolean {
  const refers = (code: Code): boolean =>
    (code.kind === 'name' && code.text === variable) ||
    (code.kind === 'list' && code.items.some(refers)) ||
    (code.kind === 'object' && code.members.some((member) => refers(member.code))) ||
    (code.kind === 'call' && code.args.some(refers));
  return variable !== undefined && [props, ...patches.flatMap(({ value }) => value ?? [])].some(refers);
}
