import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const LIB = join(__dirname, '..', 'lib');

/** A struct of lib/: an interface of values, which jsii hands over by value. */
export interface Struct {
  readonly name: string;
  /** Names of its members, without those of the structs that it extends. */
  readonly own: string[];
  /** Names of all its members. */
  readonly members: string[];
}

/** A constructor or a method that users call. */
export interface Callable {
  readonly className: string;
  /** Name of the method; `new` of a constructor. */
  readonly name: string;
  readonly isStatic: boolean;
  /** Number of the parameters, and of those that must be given. */
  readonly parameters: number;
  readonly required: number;
  /** What the parameters are declared as. */
  readonly types: string[];
}

const modules = [...read(join(LIB, 'index.ts')).text.matchAll(/^(?:export \{[^}]*|\}?.*)\} from '\.\/(.*)';$/gm)].map(
  ([, path]) => read(join(LIB, `${path}.ts`)),
);

function read(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
}

function exported<T extends ts.DeclarationStatement>(is: (node: ts.Node) => node is T): T[] {
  return modules.flatMap(({ statements }) => statements.filter(is)).filter((node) => has(node, 'export'));
}

function has(node: ts.Node, modifier: string): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((found) => found.getText() === modifier);
}

const interfaces = exported(ts.isInterfaceDeclaration).filter(({ name }) => !/^I[A-Z]/.test(name.text));

/** The structs of lib/, by the sources: the same that stand in the jsii assembly (__tests__/package). */
export const STRUCTS: Struct[] = interfaces
  .map((struct) => ({ name: struct.name.text, own: ownMembers(struct), members: allMembers(struct) }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

function ownMembers({ members }: ts.InterfaceDeclaration): string[] {
  return members.map(({ name }) => (name as ts.Identifier).text);
}

function allMembers(struct: ts.InterfaceDeclaration): string[] {
  const parents = (struct.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
  const inherited = interfaces.filter(({ name }) => parents.includes(name.text)).flatMap(allMembers);
  return [...new Set([...ownMembers(struct), ...inherited])];
}

/** What users call, by the sources. */
export const CALLABLES: Callable[] = exported(ts.isClassDeclaration).flatMap((declared) =>
  declared.members
    .filter((member) => ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member))
    .filter((member) => !has(member, 'private') && !member.name?.getText().startsWith('_'))
    .map((member) => ({
      className: (declared.name as ts.Identifier).text,
      name: member.name?.getText() ?? 'new',
      isStatic: has(member, 'static'),
      parameters: member.parameters.length,
      required: member.parameters.filter(({ initializer, questionToken }) => !initializer && !questionToken).length,
      types: member.parameters.map(({ type }) => type?.getText() ?? ''),
    })),
);
