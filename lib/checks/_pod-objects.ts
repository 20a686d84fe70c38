import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../messages/_errors';
import { requireConstruct } from './_constructs';
import { POD_KINDS, hasPods } from './_pod-specs';

/**
 * Returns the object with Pods that a construct is or has: an ApiObject, the main child of a construct of cdk8s-plus of any
 * version, or the only such object below a construct, as in a Helm chart or an Include. Throws if there is none or several.
 */
export function podObjectIn(subject: string, workload: IConstruct): ApiObject {
  requireConstruct(subject, workload);
  const main = mainObjectOf(workload);
  if (main && hasPods(main)) {
    return main;
  }
  const found = workload.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && hasPods(construct));
  const path = quote(workload.node.path);
  if (found.length === 0) {
    throw new InvalidInput(`${subject} ${path} has no Pods: give a ${POD_KINDS.join(', ')}, or a construct with one.`);
  }
  if (found.length > 1) {
    const paths = found.map(({ node }) => quote(node.path)).join(', ');
    throw new InvalidInput(
      `${subject} ${path} contains ${found.length} objects with Pods, ${paths}: give each of them separately.`,
    );
  }
  return found[0];
}

/** The object that a construct is, or that its main child is. */
function mainObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) {
    return construct;
  }
  const { node } = construct;
  // With both of these names, cdk8s cannot tell which child is the main one, and throws.
  const isAmbiguous = node.tryFindChild('Resource') !== undefined && node.tryFindChild('Default') !== undefined;
  const child = isAmbiguous ? undefined : node.defaultChild;
  return child && mainObjectOf(child);
}
