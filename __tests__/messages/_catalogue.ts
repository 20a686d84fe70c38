import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import * as ts from 'typescript';

const PROJECT = join(__dirname, '..', '..');

/** A source file, with its path below the project. */
export interface Source {
  readonly path: string;
  readonly node: ts.SourceFile;
}

/** The hand-written sources that print anything: lib/, and the program in bin/. */
export function sources(): Source[] {
  const files = [...filesBelow('lib', /(?<!\.d)\.ts$/), ...filesBelow('bin', /\.cjs$/)];
  return files.map((path) => ({ path: relative(PROJECT, path).split(sep).join('/'), node: parse(path) }));
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** A text of a source file, as a reader sees it, with `{name}` in place of each value. */
export interface Text {
  readonly file: string;
  readonly isRunbook: boolean;
  /** Whether it names the source of a fact. */
  readonly isSource: boolean;
  /** The property that it is the value of, if any, such as `fix`. */
  readonly property?: string;
  readonly text: string;
}

/** Every text with a blank and a letter, in the order of the file, apart from the examples of the rules. */
export function textsOf({ path, node }: Source): Text[] {
  if (basename(path) === '_examples.ts') {
    return [];
  }
  const file = basename(path);
  const isRunbook = path.startsWith('lib/runbook/');
  const shown = new Set<ts.Node>();
  const texts: Text[] = [];
  const visit = (child: ts.Node): void => {
    if (isNoText(child)) {
      return;
    }
    if (isText(child) && !shown.has(child)) {
      const text = textOf(child, shown);
      if (isPhrase(text)) {
        const property = propertyOf(child);
        texts.push({ file, isRunbook, isSource: /source$/i.test(property ?? ''), property, text });
      }
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return texts;
}

/** What readers never see: imports, types, and the objects in the examples of a rule. */
function isNoText(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeNode(node) ||
    (ts.isPropertyAssignment(node) && ['fails', 'passes', 'notApplicable'].includes(node.name.getText()))
  );
}

type TextNode = ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression;

function isText(node: ts.Node): node is TextNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node);
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (isText(node.left) || isText(node.right))
  );
}

/** It holds a blank, and a letter outside of its values. */
function isPhrase(text: string): boolean {
  let plain = text;
  while (/\{[^{}]*\}/.test(plain)) {
    plain = plain.replace(/\{[^{}]*\}/g, '');
  }
  return /\s/.test(text) && /\p{L}/u.test(plain);
}

function propertyOf(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.initializer === node) {
    return parent.name.getText();
  }
  return ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)
    ? propertyOf(parent)
    : undefined;
}

/** The text, and by `shown` what it is made of. */
function textOf(node: TextNode, shown: Set<ts.Node>): string {
  shown.add(node);
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal }) => `{${valueOf(expression, shown)}}${literal.text}`);
    return [node.head.text, ...spans].join('');
  }
  return [node.left, node.right]
    .map((side) => (isText(side) ? textOf(side, shown) : `{${valueOf(side, shown)}}`))
    .join('');
}

/** Functions that change only how a value looks. */
const SHOW_A_VALUE = [
  ...['quote', 'quoteMember', 'describe', 'printable', 'String', 'shown'],
  ...['shellWord', 'fileWord', 'mermaidText'],
];
const CHANGE_A_LIST = ['join', 'sort', 'slice', 'toString', 'toLowerCase', 'toUpperCase', 'padEnd', 'padStart'];

/** A value in a text, in short. */
function valueOf(node: ts.Node, shown: Set<ts.Node>): string {
  if (isText(node)) {
    return textOf(node, shown);
  }
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
    return valueOf(node.expression, shown);
  }
  if (ts.isConditionalExpression(node)) {
    return `${valueOf(node.whenTrue, shown)} | ${valueOf(node.whenFalse, shown)}`;
  }
  if (ts.isBinaryExpression(node) && ['??', '||'].includes(node.operatorToken.getText())) {
    return `${valueOf(node.left, shown)} | ${valueOf(node.right, shown)}`;
  }
  if (ts.isCallExpression(node)) {
    return callOf(node, shown);
  }
  return node
    .getText()
    .replace(/\s+/g, ' ')
    .replace(/^this\./, '');
}

function callOf(node: ts.CallExpression, shown: Set<ts.Node>): string {
  const { expression, arguments: args } = node;
  if (ts.isIdentifier(expression) && SHOW_A_VALUE.includes(expression.text)) {
    return valueOf(args[args.length - 1], shown);
  }
  if (ts.isPropertyAccessExpression(expression)) {
    const ofQuote = args.length === 1 && SHOW_A_VALUE.includes(args[0].getText());
    if (CHANGE_A_LIST.includes(expression.name.text) || (expression.name.text === 'map' && ofQuote)) {
      return valueOf(expression.expression, shown);
    }
  }
  // Its texts, which are then not shown here, are texts of their own.
  return `${expression
    .getText()
    .replace(/\s+/g, ' ')
    .replace(/^this\./, '')}()`;
}

/** Whether it only names an option in front of a message, as `{subject}: vmClass` does. */
export function isOptionName({ text, property }: Text): boolean {
  return property === undefined && /^\{[\w.]+\}: \w[\w ]*$/.test(text);
}

/** One line for each text, below the name of its file. Names of folders are left out, so that a move is no change. */
export function listed(texts: Text[]): string {
  const files = [...new Set(texts.map(({ file }) => file))].sort();
  return files
    .map((name) => {
      const lines = texts.filter(({ file }) => file === name).map(lineOf);
      return `\n${name}\n${[...new Set(lines)].map((line) => `  ${line}`).join('\n')}`;
    })
    .join('\n');
}

function lineOf({ property, isSource, text }: Text): string {
  const lines = text.trimEnd().replace(/\n/g, '\n  | ');
  return property === undefined || isSource ? lines : `${property}: ${lines}`;
}
