import { Path } from '../../checks/_paths';
import { capabilitiesIn, contextOf } from '../../checks/_pod-security';
import { containersOf } from '../../checks/_pod-specs';
import { Tree } from '../../checks/_trees';

export { type PodViolation, againstBaseline, againstRestricted } from '../../checks/_pod-security';

/** A container that can open raw sockets. */
export interface RawSockets {
  readonly name: unknown;
  /** The field with which it can, in the spec of the Pod. The field may be missing. */
  readonly at: Path;
}

/**
 * Returns the first container that can open raw sockets: it has the capability NET_RAW unless it drops it, and a privileged one always
 * has it. A container runtime first drops ALL, then adds and drops single capabilities.
 */
export function containerWithRawSockets(spec: Tree): RawSockets | undefined {
  for (const { container, at } of containersOf(spec)) {
    const context = contextOf(container);
    const [adds, drops] = (['add', 'drop'] as const).map((which) =>
      capabilitiesIn(context, which).map((name) => name.toUpperCase()),
    );
    const isAdded = adds.includes('NET_RAW');
    const isDropped = drops.includes('NET_RAW') || (drops.includes('ALL') && !isAdded);
    if (context.privileged === true || !isDropped) {
      const field =
        context.privileged === true ? ['privileged'] : ['capabilities', drops.includes('ALL') ? 'add' : 'drop'];
      return { name: container.name, at: [...at, 'securityContext', ...field] };
    }
  }
  return undefined;
}
