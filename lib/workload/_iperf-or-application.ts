import { InvalidInput, quote, together } from '../messages/_errors';
import { requireContainer } from './_containers';
import { requireImageOptions } from './_pods';
import { requireSidecar } from './_sidecar';
import { requireWorkloadOptions } from './_workload-pods';
import { MulticastWorkloadProps } from './multicast-workload';

/** The options that only iperf has, each with the way out for an application. */
const OF_CONTAINER = 'set it in container';
const OF_IPERF = 'remove it';

/**
 * Throws one error with all invalid options of a sender or receiver.
 *
 * @param iperfOptions names of the options that only iperf has, in addition to those of all workloads
 */
export function requireWorkload<T extends MulticastWorkloadProps>(
  subject: string,
  props: T,
  iperfOptions: (keyof T & string)[],
): void {
  const { container, image, sidecar } = props;
  if (container === undefined && image === undefined) {
    throw new InvalidInput(
      `${subject} has neither image nor container: set image for iperf, or container for an application of your own.`,
    );
  }
  if (container === undefined) {
    together(
      () => requireImageOptions(subject, { ...props, image: image as string }),
      () => requireWorkloadOptions(subject, props),
      () => {
        if (sidecar !== undefined) {
          throw new InvalidInput(
            `${subject}: sidecar is for a container of your own, and iperf has its own probes: remove sidecar, or set container.`,
          );
        }
      },
    );
    return;
  }
  const refused: [string, unknown, string][] = [
    ['image', image, OF_IPERF],
    ['imagePullPolicy', props.imagePullPolicy, OF_CONTAINER],
    ['resources', props.resources, OF_CONTAINER],
    ...iperfOptions.map((name): [string, unknown, string] => [name, props[name], OF_IPERF]),
  ];
  together(
    () => requireContainer(subject, container),
    () => requireSidecar(subject, sidecar),
    () => requireWorkloadOptions(subject, props),
    ...refused.map(([name, value, way]) => () => {
      if (value !== undefined) {
        const shown = typeof value === 'object' ? '' : ` ${quote(value)}`;
        throw new InvalidInput(`${subject}: ${name}${shown} is for iperf, but container is set: ${way}.`);
      }
    }),
  );
}
