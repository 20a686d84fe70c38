import { Tree, isTree } from '../../checks/_trees';
import { withoutNullFields } from './_variables';

/**
 * Returns the object as an API server takes it: a member that is null is absent. Only variables of a topology keep null
 * as their value, because their value is required.
 */
export function wantedForm(manifest: Tree): Tree {
  const form = withoutNullFields(manifest) as Tree;
  const nulls = nullVariables(manifest.spec?.topology?.variables);
  if (nulls.length === 0 || !isTree(form.spec) || !isTree(form.spec.topology)) {
    return form;
  }
  const { variables } = form.spec.topology;
  const all = (variables as Tree[]).map((variable) =>
    nulls.includes(variable.name) && variable.value === undefined ? { ...variable, value: null } : variable,
  );
  return { ...form, spec: { ...form.spec, topology: { ...form.spec.topology, variables: all } } };
}

function nullVariables(variables: unknown): unknown[] {
  return Array.isArray(variables)
    ? variables.flatMap((one: unknown) => (isTree(one) && one.value === null ? [one.name] : []))
    : [];
}

/** The number of leaf fields of a value: texts, numbers, booleans, nulls, and empty lists and maps. */
export function countLeaves(value: unknown): number {
  const members: unknown[] = Array.isArray(value) ? value : isTree(value) ? Object.values(value) : [];
  return members.length === 0 ? 1 : members.reduce<number>((sum, member) => sum + countLeaves(member), 0);
}
