import { Testing } from 'cdk8s';
import {
  MulticastReceiver,
  MulticastReceiverProps,
  MulticastSender,
  MulticastSenderProps,
  MulticastStream,
  Placement,
  PodNetwork,
  VmRole,
  WorkloadChart,
} from '../../lib';
import { IMAGE, workloadChart } from '../_build';
import { Pod } from './_pod';
import { Place, Site, isNode } from './_site';
import { startVm } from './_vm';

/** The manifests of a chart for the workload cluster. */
export function manifestsOf(build: (chart: WorkloadChart) => void): { readonly [field: string]: any }[] {
  const chart = workloadChart();
  build(chart);
  return Testing.synth(chart);
}

/** Options of a workload, and the root filesystem if it is not that of images/multicast. */
type Options<Props> = Partial<Props> & { readonly root?: string };

/** Runs a receiver of streams at a place, as its manifests say; in the VM, as its cloud-init says. */
export function startReceiver(
  site: Site,
  place: Place,
  [stream, ...additionalStreams]: MulticastStream[],
  { root, ...props }: Options<MulticastReceiverProps> = {},
): Promise<Pod> {
  if (place === 'vm') {
    return startVm(site, VmRole.receiver([stream, ...additionalStreams], { interfaceName: props.interfaceName }), root);
  }
  const network = networkAt(place);
  return start(site, place, root, (chart) => {
    new MulticastReceiver(chart, 'Receiver', { stream, additionalStreams, image: IMAGE, network, ...props });
  });
}

/** Runs a sender of a stream at a place, as its manifests say; in the VM, as its cloud-init says. */
export function startSender(
  site: Site,
  place: Place,
  stream: MulticastStream,
  { root, ...props }: Options<MulticastSenderProps> = {},
): Promise<Pod> {
  if (place === 'vm') {
    return startVm(site, VmRole.sender(stream, { ttl: props.ttl, duration: props.duration }), root);
  }
  const network = networkAt(place);
  return start(site, place, root, (chart) => {
    new MulticastSender(chart, 'Sender', { stream, image: IMAGE, network, placement: Placement.ANY_NODE, ...props });
  });
}

function networkAt(place: Place): PodNetwork {
  return isNode(place) ? PodNetwork.HOST : PodNetwork.POD;
}

function start(
  site: Site,
  place: Place,
  root: string | undefined,
  build: (chart: WorkloadChart) => void,
): Promise<Pod> {
  const manifests = manifestsOf(build);
  const workload = manifests.find(({ kind }) => ['Deployment', 'DaemonSet', 'Pod'].includes(kind))!;
  const spec = workload.kind === 'Pod' ? workload.spec : workload.spec.template.spec;
  return Pod.start(site, place, spec, { manifests, root });
}
