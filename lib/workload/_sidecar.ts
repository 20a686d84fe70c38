import { ApiObject, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { Tree } from '../checks/_trees';
import { requireOptions } from '../checks/_options';
import { requireMember } from '../checks/_values';
import { together } from '../messages/_errors';
import { SCRIPTS_FOLDER } from '../multicast/_iperf';
import { StreamPart, StreamUse } from '../multicast/_stream-names';
import { hasNativeSidecars } from '../platform/_release-lookup';
import { changeWhenRendered, podOf, setInOrder } from '../state/_rendered-objects';
import { warnAboutTag } from './_image';
import { SIDECAR } from './_participant';
import { requireImageOptions, scriptsIn } from './_pods';
import { namespaceFor } from './_workload-pods';
import { PodNetwork } from './pod-options';
import { WorkloadChart } from './workload-chart';
import { SIDECAR_OPTIONS, SidecarOptions, StreamReadiness, WorkloadOptions } from './workload-options';

/** The sidecar of some streams. */
interface Watched extends SidecarOptions {
  /** User and group of the application. Sockets with only SO_REUSEPORT share their port with the same user. */
  readonly runsAs: { readonly user?: number; readonly group?: number };
  readonly uses: StreamUse[];
  /** Whether the readiness of the Pod depends on it. */
  readonly answersProbe: boolean;
}

/** The container of a sidecar, its scripts, and what remains to do when the Pods exist. */
export interface Sidecar {
  readonly container: kplus.ContainerProps;
  readonly scripts: kplus.IConfigMap;
  /** Whether the Pods are ready only while packets of all streams arrive. */
  readonly needsPackets: boolean;
  readonly finish: (made: kplus.AbstractPod) => void;
}

/** Throws if the options of a sidecar are not valid. */
export function requireSidecar(subject: string, sidecar: SidecarOptions | undefined): void {
  if (sidecar === undefined) {
    return;
  }
  const here = `${subject}: sidecar`;
  requireOptions(here, sidecar, SIDECAR_OPTIONS);
  together(
    () => requireImageOptions(here, sidecar),
    () => sidecar.ready !== undefined && requireMember(`${here}: ready`, StreamReadiness, sidecar.ready),
  );
}

/** Returns the container that checks the streams. */
export function sidecarOf(
  scope: Construct,
  props: WorkloadOptions,
  { uses, answersProbe, runsAs, ready: wanted, ...sidecar }: Watched,
): Sidecar {
  const chart = WorkloadChart.ofConstruct(scope);
  const scripts = scriptsIn(chart, namespaceFor(chart, props), ['watch.pl', 'watched.sh']);
  // Joined is then only a group that is joined on this interface.
  const onInterface = props.interfaceName === undefined ? '' : `%${props.interfaceName}`;
  const isPeer = uses.some(({ part }) => part === StreamPart.PEER);
  const ready = wanted ?? (isPeer ? StreamReadiness.JOINED : StreamReadiness.RECEIVING);
  const { resources = LITTLE, imagePullPolicy = kplus.ImagePullPolicy.IF_NOT_PRESENT, image } = sidecar;
  warnAboutTag(scope, image);
  return {
    scripts,
    needsPackets: answersProbe && ready === StreamReadiness.RECEIVING,
    container: {
      image,
      imagePullPolicy,
      resources,
      volumeMounts: volumesOf(scope, scripts),
      securityContext: { user: runsAs.user, group: runsAs.group },
      name: SIDECAR,
      command: [
        'perl',
        `${SCRIPTS_FOLDER}/watch.pl`,
        ...(props.network === PodNetwork.HOST ? ['--host-network'] : []),
        `--ready=${ready}`,
        ...uses.map(({ stream: { group, port }, part }) => `${part}:${group}${onInterface}:${port}`),
      ],
      readiness: answersProbe
        ? kplus.Probe.fromCommand(['sh', `${SCRIPTS_FOLDER}/watched.sh`], {
            periodSeconds: Duration.seconds(2),
            failureThreshold: 1,
            timeoutSeconds: Duration.seconds(5),
          })
        : undefined,
    },
    finish: (made) => {
      if (hasNativeSidecars(chart.cluster.release)) {
        changeWhenRendered(ApiObject.of(made), startFirst);
      }
    },
  };
}

/** The scripts, and a folder for its state. The names of the volumes are not those of an application. */
function volumesOf(scope: Construct, scripts: kplus.IConfigMap): kplus.VolumeMount[] {
  const sizeLimit = Size.mebibytes(1);
  // It writes every two seconds.
  const medium = kplus.EmptyDirMedium.MEMORY;
  return [
    {
      path: SCRIPTS_FOLDER,
      volume: kplus.Volume.fromConfigMap(scope, 'ScriptsVolume', scripts, { name: 'multicast-scripts' }),
      readOnly: true,
    },
    { path: '/tmp', volume: kplus.Volume.fromEmptyDir(scope, 'StateVolume', 'multicast-state', { sizeLimit, medium }) },
  ];
}

const LITTLE: kplus.ContainerResources = {
  cpu: { request: kplus.Cpu.millis(10), limit: kplus.Cpu.millis(200) },
  memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
};

/** Makes the sidecar a native one: the first init container, which Kubernetes keeps running. */
function startFirst(manifest: Tree): Tree {
  const { spec } = podOf(manifest) as { spec: Tree };
  const containers = spec.containers as Tree[];
  const initContainers = (spec.initContainers ?? []) as Tree[];
  const sidecars = containers.filter(({ name }) => name === SIDECAR);
  sidecars.forEach((sidecar) => setInOrder(sidecar, 'restartPolicy', 'Always'));
  setInOrder(spec, 'initContainers', [...sidecars, ...initContainers]);
  spec.containers = containers.filter((one) => !sidecars.includes(one));
  return manifest;
}
