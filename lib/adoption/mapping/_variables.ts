import { Path } from '../../checks/_paths';
import { Tree, isTree } from '../../checks/_trees';
import { Code, Member, callCode, listCode, literalCode } from '../_code';
import { MembersRead, ReadContext, FieldRow, plainCode, readRows } from './_reading';

/** A list of variables by name, and the place of each. */
export interface VariablesByName {
  readonly values: Tree;
  readonly pathOf: (path: string) => Path;
}

/** Returns the variables of a list at a path by name. A variable without a value, or with a name that is not unique, is left out. */
export function variablesByName(list: unknown, at: Path): VariablesByName {
  const entries = (Array.isArray(list) ? list : []).flatMap((one: unknown, index): [string, unknown, number][] =>
    isTree(one) && typeof one.name === 'string' && one.value !== null && one.value !== undefined
      ? [[one.name, one.value, index]]
      : [],
  );
  const indexes = new Map(entries.map(([name, , index]) => [name, index]));
  return {
    values: Object.fromEntries(entries.map(([name, value]) => [name, withoutNullFields(value)])),
    pathOf: (path) => {
      const [name, ...below] = path.split('.');
      return [...at, indexes.get(name) ?? name, 'value', ...below];
    },
  };
}

/** Reads variables by a table of settings. */
export function readVariables(
  { values, pathOf }: VariablesByName,
  rows: FieldRow[],
  context: ReadContext,
): MembersRead {
  return readRows(values, rows, context, pathOf);
}

/** The variables that no setting writes, as a list of ClusterVariables; nothing if there are none. */
export function otherVariables(
  rest: Tree,
  option: string,
  { pathOf }: VariablesByName,
  context: ReadContext,
): Member[] {
  const codes = Object.entries(rest).map(([name, value]): Code => {
    const field = { ...context, path: pathOf(name), names: [name] };
    return callCode('ClusterVariable', 'of', literalCode(name), plainCode(value, field));
  });
  const from = Object.keys(rest).map((name) => pathOf(name));
  return codes.length === 0 ? [] : [{ name: option, code: listCode(codes), from }];
}

/** The value without members that are null: the API server takes them as absent. */
export function withoutNullFields(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNullFields);
  }
  return isTree(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNullFields(member)]])),
      )
    : value;
}
