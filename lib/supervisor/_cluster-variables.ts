import { InvalidInput, quote } from '../_errors';
import { requireList } from '../_lists';
import { nearest } from '../_names';
import { ClusterClass } from '../platform/_cluster-class';
import { ClusterVariable } from './cluster-variable';

/** Renders variables in their order, or throws on a name that stands twice or that the class does not have. */
export function renderVariables(
  subject: string,
  clusterClass: ClusterClass | undefined,
  variables: ClusterVariable[],
): { name: string; value: any }[] {
  const seen = new Set<string>();
  for (const { name, checked } of requireList(`${subject}: variables`, variables)) {
    if (name === 'TKR_DATA') {
      throw new InvalidInput(`${subject}: variable "TKR_DATA" belongs to the platform: leave it out.`);
    }
    if (seen.has(name)) {
      throw new InvalidInput(
        `${subject}: variable ${quote(name)} is given twice: keep one of the two (some options write a variable of that name).`,
      );
    }
    seen.add(name);
    if (checked && clusterClass && !clusterClass.variables.includes(name)) {
      throw new InvalidInput(
        `${subject}: variable ${quote(name)} is unknown to the ClusterClass ${quote(clusterClass.name)}: did you mean ${quote(nearest(name, clusterClass.variables))}? ClusterVariable.unchecked() writes it all the same.`,
      );
    }
  }
  return variables.map(({ name, value }) => ({ name, value }));
}
