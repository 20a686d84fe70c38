import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { pathText } from '../checks/_paths';
import { hardened } from '../checks/_pod-hardening';
import { podObjectIn } from '../checks/_pod-objects';
import { PodViolation, againstRestricted } from '../checks/_pod-security';
import { ObjectOfKind, containersOf, podAnnotationsOf, podPlace, podSpecOf } from '../checks/_pod-specs';
import { Tree } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { changeWhenRendered } from '../state/_rendered-objects';

/** Adds to any Pods the settings that the Pod Security level `restricted` requires. */
export class PodSecurity {
  /**
   * Adds to the Pods of a workload the settings that they lack for the Pod Security level `restricted`: `runAsNonRoot`, the
   * seccomp profile `RuntimeDefault`, no privilege escalation, and no capabilities except an added `NET_BIND_SERVICE`.
   * Other settings stay. They are added when the object is written, after its JSON patches, so containers that are added
   * later have them too. Throws if the Pods set something that this level refuses, such as `hostNetwork`; if it is set
   * later, synth throws.
   *
   * @param workload a Deployment, DaemonSet, StatefulSet, ReplicaSet, Job, CronJob or Pod of cdk8s or of any version of
   * cdk8s-plus, or a construct with one such object, such as a Helm chart
   */
  public static restrict(workload: IConstruct): void {
    restrictPods(
      podObjectIn('PodSecurity.restrict():', workload),
      'do not call PodSecurity.restrict() and create it in a Namespace with the level privileged, such as that of WorkloadChart.addHostNetworkNamespace()',
    );
  }

  private constructor() {}
}

/**
 * Does what PodSecurity.restrict() does for an object. An error ends with the way out for Pods that need such a setting.
 *
 * @param isAccepted whether the Pods are known to have no such setting yet. What is set later is checked at synth.
 */
export function restrictPods(object: ApiObject, wayOut: string, isAccepted = false): void {
  const { restricted } = AppState.of(object);
  const restrictedJson = (json: Tree): Tree => accepted(object, hardened(json as Tree & ObjectOfKind), wayOut);
  try {
    if (!isAccepted) {
      restrictedJson(object.toJson() as Tree);
    }
  } catch (error) {
    // cdk8s cannot write an object that is not complete, such as a Deployment without containers. Synth checks it.
    if (error instanceof InvalidInput) {
      throw error;
    }
  }
  if (!restricted.has(object)) {
    restricted.add(object);
    changeWhenRendered(object, restrictedJson);
  }
}

/** Returns the object as it is written. Throws if the level `restricted` refuses its Pods. */
function accepted<T extends Tree>(object: ApiObject, json: T, wayOut: string): T {
  const spec = podSpecOf(json as never);
  const violations = spec ? againstRestricted(spec, podAnnotationsOf(json as never)) : [];
  if (spec && violations.length > 0) {
    // Several checks can refuse one field.
    const byField = new Map(violations.map(({ what, at }) => [pathText(at), settingOf(object, spec, { what, at })]));
    const settings = [...byField.values()].join('; ');
    throw new InvalidInput(
      `${object.kind} ${quote(object.node.path)} has settings that the Pod Security level "restricted" refuses: ${settings}. Remove them, or ${wayOut}.`,
    );
  }
  return json;
}

/** A setting as the message shows it: the container, the field, and what is wrong with it. */
function settingOf(object: ApiObject, spec: Tree, { what, at }: PodViolation): string {
  const [, list, index] = at;
  const owner = containersOf(spec).find(({ at: place }) => place[0] === list && place[1] === index);
  const container = owner ? `container ${quote(owner.container.name)} ` : '';
  return `${container}${pathText([...podPlace(object), ...at])} (${what})`;
}
