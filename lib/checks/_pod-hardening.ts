import { Path } from './_paths';
import { capabilitiesIn, contextOf, againstRestricted, isWindowsPod } from './_pod-security';
import { ObjectOfKind, containersOf, podAnnotationsOf, podSpecOf, podSpecPlace } from './_pod-specs';
import { Tree, isTree } from './_trees';

/** A value that a manifest lacks, with its place. */
interface Missing {
  readonly at: Path;
  readonly value: unknown;
}

/**
 * Returns the object with the fields that its Pods lack for the Pod Security level `restricted`. Fields with a value stay,
 * also those that the level refuses. An object whose Pods the level accepts is returned as it is.
 */
export function hardened<T extends Tree & ObjectOfKind>(object: T): T {
  const spec = podSpecOf(object);
  if (!spec || againstRestricted(spec, podAnnotationsOf(object)).length === 0) {
    return object;
  }
  const additions = [...missingInPod(spec), ...missingInContainers(spec)];
  return additions.reduce<T>((tree, { at, value }) => withValue(tree, podSpecPlace(object, ...at), value) as T, object);
}

/** The fields of the Pod's own security context that its containers need, because they have none of their own. */
function missingInPod(spec: Tree): Missing[] {
  const containers = containersOf(spec).map(({ container }) => contextOf(container));
  const ofPod = contextOf(spec);
  const lacks = (field: string) => ofPod[field] == null && containers.some((context) => context[field] == null);
  return [
    ...(lacks('runAsNonRoot') ? [{ at: ['securityContext', 'runAsNonRoot'], value: true }] : []),
    ...(!isWindowsPod(spec) && lacks('seccompProfile')
      ? [{ at: ['securityContext', 'seccompProfile'], value: { type: 'RuntimeDefault' } }]
      : []),
  ];
}

function missingInContainers(spec: Tree): Missing[] {
  if (isWindowsPod(spec)) {
    return [];
  }
  return containersOf(spec).flatMap(({ container, at }) => {
    const context = contextOf(container);
    const drop = capabilitiesIn(context, 'drop');
    const given: unknown = isTree(context.capabilities) ? context.capabilities.drop : undefined;
    const isDropped = drop.includes('ALL') || (given != null && !Array.isArray(given));
    return [
      ...(context.allowPrivilegeEscalation == null
        ? [{ at: [...at, 'securityContext', 'allowPrivilegeEscalation'], value: false }]
        : []),
      ...(isDropped ? [] : [{ at: [...at, 'securityContext', 'capabilities', 'drop'], value: [...drop, 'ALL'] }]),
    ];
  });
}

/** Returns a copy with the value at a path. Maps that are missing are created; what is not a map or a list stays. */
function withValue(tree: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (Array.isArray(tree)) {
    return tree.map((item, i): unknown => (i === first ? withValue(item, rest, value) : item));
  }
  if (tree != null && !isTree(tree)) {
    return tree;
  }
  return { ...tree, [first]: rest.length === 0 ? value : withValue(tree?.[first], rest, value) };
}
