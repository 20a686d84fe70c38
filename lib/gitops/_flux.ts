import { Duration } from 'cdk8s';
import { posix } from 'path';
import { requireSeconds } from '../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { Tree } from '../checks/_trees';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, together } from '../messages/_errors';
import { AntreaObject } from '../platform/enums';
import { Delivery } from '../runbook/_delivery';
import { UNKNOWN_NAMESPACE, fenced, fileWord, shellWord } from '../runbook/_markdown';
import { groupBy } from '../state/_keyed-lists';
import { Engine } from './_engine';
import { kustomizeList } from './_file-names';
import { nameByPattern, requirePattern, requireRepoFolder, requireRepoUrl, requireRevision } from './_options';
import { CLUSTER_WAVE, waveOfKind } from './_waves';
import { Emit, Folder, FolderSide, Item, OutputFile, FolderOwner } from './_written';
import { FluxOptions } from './flux-options';

/** Folder of the objects of Flux. */
const FLUX = 'flux';

/** The objects of a folder that one Kustomization of Flux applies. */
interface Stage {
  readonly folder: Folder;
  /** Path in the folder; an empty text for the folder itself. */
  readonly path: string;
  readonly items: readonly Item[];
}

/** Folder of the proof, in the folder of the workload cluster. */
const PROOF = 'proof';

/** The order of the Kustomizations of a cluster: each depends on the one before it. */
const STAGE_ORDER = ['supervisor/antrea', 'supervisor/', 'workload/', `workload/${PROOF}`];

/** A condition that is true when a Cluster is ready: `Ready` of v1beta1, and `Available` of v1beta2. */
const CLUSTER_READY = "status.conditions.exists(c, (c.type == 'Ready' || c.type == 'Available') && c.status == 'True')";

/**
 * For each cluster one Kustomization of Flux for each side, and one for what must be ready before or after the rest. Flux
 * sorts the objects of a Kustomization by API group, so that a Cluster (cluster.x-k8s.io) would be applied before its
 * AntreaConfig (cni.tanzu.vmware.com): fluxcd/pkg:ssa/sort.go, IsLessThan.
 */
export class Flux implements Engine {
  public readonly listName = 'kustomization.yaml';
  public readonly reserved = [FLUX];
  private readonly options: FluxOptions;
  private readonly path: string;
  private readonly source: string;
  private readonly namespace: string;
  private readonly supervisor: string;
  private readonly times: Tree;
  private readonly prune: boolean;

  public constructor(given: FluxOptions) {
    const subject = 'GitOps.flux()';
    // A copy: the caller may change the options afterwards.
    const options = { ...requireOptions(`${subject}: the options argument`, given, FLUX_OPTIONS) };
    const { repoUrl, branch, secretRef, sourceRef, supervisorKubeConfig, workloadKubeConfig } = options;
    const {
      path: folder = '.',
      namespace = 'flux-system',
      supervisor = 'supervisor',
      prune = false,
      interval = Duration.minutes(10),
      retryInterval = Duration.minutes(2),
      timeout = Duration.minutes(60),
    } = options;
    const way = 'use lower-case letters, digits, "-" and "."';
    const time = (name: string, value: Duration) => `${requireSeconds(`${subject}: ${name}`, value)}s`;
    const optional = <T>(value: T | undefined, check: (value: T) => unknown) => value === undefined || check(value);
    const [path, ...times] = together(
      () => requireRepoFolder(`${subject}: path`, folder),
      () => time('interval', interval),
      () => time('retryInterval', retryInterval),
      () => time('timeout', timeout),
      () => optional(repoUrl, (url) => requireRepoUrl(`${subject}: repoUrl`, url)),
      () => optional(branch, (name) => requireRevision(`${subject}: branch`, name)),
      () => optional(secretRef, (name) => requireObjectName(`${subject}: secretRef`, name, way)),
      () => optional(sourceRef, (name) => requireObjectName(`${subject}: sourceRef`, name, way)),
      () => optional(supervisorKubeConfig, (name) => requirePattern(`${subject}: supervisorKubeConfig`, name)),
      () => optional(workloadKubeConfig, (name) => requirePattern(`${subject}: workloadKubeConfig`, name)),
      () => requireDnsLabel(`${subject}: namespace`, namespace),
      () => requireDnsLabel(`${subject}: supervisor`, supervisor),
      () => requireBoolean(`${subject}: prune`, prune),
      () => requireUrlFor(subject, options),
    );
    this.options = options;
    this.path = path;
    this.source = sourceRef ?? (repoUrl === undefined ? 'flux-system' : 'clusters');
    this.namespace = namespace;
    this.supervisor = supervisor;
    this.prune = prune;
    this.times = { interval: times[0], retryInterval: times[1], timeout: times[2] };
  }

  public stageOf({ written, isProof }: Item): string | undefined {
    const kinds: string[] = Object.values(AntreaObject);
    return isProof ? PROOF : kinds.includes(String(written.manifest.kind)) ? 'antrea' : undefined;
  }

  public annotations({ written }: Item): Tree {
    // Neither a Job nor a Pod can change: Flux deletes it and creates it again.
    const isReplaced = ['Job', 'Pod'].includes(String(written.manifest.kind));
    return isReplaced ? { 'kustomize.toolkit.fluxcd.io/force': 'Enabled' } : {};
  }

  public files(folders: readonly Folder[], emit: Emit): OutputFile[] {
    const applied = folders.filter(({ side }) => side !== FolderSide.UNKNOWN);
    const byOwner = groupBy(applied, ({ owner }) => [owner]);
    const { repoUrl } = this.options;
    const files = [
      ...(repoUrl === undefined ? [] : [{ name: 'gitrepository.yaml', objects: [this.gitRepository(repoUrl)] }]),
      ...[...byOwner].map(([owner, ofOwner]) => ({
        name: `clusters/${owner.path.replace('/', '-')}.yaml`,
        objects: this.kustomizations(ofOwner),
      })),
    ];
    return [
      ...files.map(({ name, objects }) => ({
        path: `${FLUX}/${name}`,
        text: objects.map((object) => emit(object)).join('---\n'),
      })),
      {
        path: `${FLUX}/${this.listName}`,
        text: kustomizeList(
          files.map(({ name }) => name),
          emit,
        ),
      },
    ];
  }

  public delivery(owner: FolderOwner, folderAt: (path: string) => Folder): Delivery {
    const inFlux = `--context FLUX -n ${shellWord(this.namespace)}`;
    const stagesAt = (file: string) => this.stagesOf([folderAt(file)]);
    const nameOf = (stage: Stage) => shellWord(stageName(stage));
    const isApplied = (file: string) => folderAt(file).side !== FolderSide.UNKNOWN;
    const byKubectl = (file: string) => [`kubectl apply -k ${fileWord(file)}`];
    const secret = shellWord(this.kubeConfigOf(owner, FolderSide.WORKLOAD));
    const from = shellWord(owner.namespace ?? UNKNOWN_NAMESPACE);
    return {
      intro: `cdk8s-antrea-multicast wrote this file together with the folders next to it. Flux applies them. Replace FLUX with the context of the cluster in which Flux runs; \`flux get kustomizations ${inFlux}\` lists what it does.`,
      noun: 'folder',
      replacesJobs: true,
      repeatsJobs: false,
      registration: [
        `Give Flux the kubeconfig of the workload cluster once. Until then, the Kustomizations for the workload cluster report that the Secret is missing:`,
        '',
        ...fenced('sh', [
          `kubectl get secret ${shellWord(`${owner.clusterName}-kubeconfig`)} --context ${from} -n ${from} -o jsonpath='{.data.value}' | base64 -d | kubectl create secret generic ${secret} ${inFlux} --from-file=value=/dev/stdin`,
        ]),
      ],
      startNote: 'Flux starts the proof when all workloads are ready. To read its result, see [Proof](#proof).',
      proofNote:
        'To run the proof again, use these commands. They delete the old Job, and Flux creates it again. When Kubernetes has deleted the Job, Flux runs the proof again too:',
      apply: (file) =>
        isApplied(file)
          ? stagesAt(file)
              .filter(({ path }) => path !== PROOF)
              .map(
                (stage) =>
                  `kubectl wait kustomizations.kustomize.toolkit.fluxcd.io/${nameOf(stage)} ${inFlux} --for=condition=Ready --timeout=60m`,
              )
          : byKubectl(file),
      again: (file) =>
        isApplied(file)
          ? [`flux reconcile kustomization ${stagesAt(file).slice(-1).map(nameOf).join()} ${inFlux} --with-source`]
          : byKubectl(file),
    };
  }

  private stagesOf(folders: readonly Folder[]): Stage[] {
    const stages = folders.flatMap((folder) =>
      [...groupBy(folder.items, (item) => [this.stageOf(item) ?? ''])].map(([path, items]): Stage => ({
        folder,
        path,
        items,
      })),
    );
    return stages.sort((one, other) => positionOf(one) - positionOf(other));
  }

  private kustomizations(folders: readonly Folder[]): Tree[] {
    const stages = this.stagesOf(folders);
    return stages.map((stage, i) => this.kustomization(stage, stages[i - 1]));
  }

  private kustomization(stage: Stage, before: Stage | undefined): Tree {
    const { folder, items } = stage;
    const clusters = items.filter(({ written }) => waveOfKind(written.manifest) === CLUSTER_WAVE);
    const versions = [...new Set(clusters.map(({ written }) => String(written.manifest.apiVersion)))];
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: stageName(stage), namespace: this.namespace },
      spec: {
        ...(before === undefined ? {} : { dependsOn: [{ name: stageName(before) }] }),
        ...(versions.length > 0
          ? {
              healthCheckExprs: versions.map((apiVersion) => ({ apiVersion, current: CLUSTER_READY, kind: 'Cluster' })),
            }
          : {}),
        interval: this.times.interval,
        kubeConfig: { secretRef: { name: this.kubeConfigOf(folder.owner, folder.side) } },
        path: `./${posix.join(this.path, folder.path, stage.path)}`,
        prune: this.prune,
        retryInterval: this.times.retryInterval,
        sourceRef: { kind: 'GitRepository', name: this.source },
        timeout: this.times.timeout,
        wait: true,
      },
    };
  }

  private gitRepository(url: string): Tree {
    const { branch = 'main', secretRef } = this.options;
    return {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: this.source, namespace: this.namespace },
      spec: {
        interval: this.times.interval,
        ref: { branch },
        ...(secretRef === undefined ? {} : { secretRef: { name: secretRef } }),
        url,
      },
    };
  }

  private kubeConfigOf(owner: FolderOwner, side: FolderSide): string {
    const { supervisorKubeConfig = '{supervisor}-kubeconfig', workloadKubeConfig } = this.options;
    const [name, pattern] =
      side === FolderSide.SUPERVISOR
        ? ['supervisorKubeConfig', supervisorKubeConfig]
        : ['workloadKubeConfig', workloadKubeConfig];
    return pattern === undefined
      ? `${owner.name}-kubeconfig`
      : nameByPattern(`GitOps.flux(): ${name}`, pattern, owner, this.supervisor);
  }
}

function positionOf({ folder, path }: Stage): number {
  return STAGE_ORDER.indexOf(`${folder.side}/${path}`);
}

function stageName({ folder, path }: Stage): string {
  return `${folder.owner.name}-${path === '' ? folder.side : path}`;
}

/** Throws if an option for the GitRepository is given, and none is written. */
function requireUrlFor(subject: string, { repoUrl, branch, secretRef }: FluxOptions): void {
  const given = Object.entries({ branch, secretRef }).find(([, value]) => value !== undefined);
  if (given !== undefined && repoUrl === undefined) {
    throw new InvalidInput(
      `${subject}: ${given[0]} is for the GitRepository, which is only written with a repoUrl: set repoUrl, or leave ${given[0]} out.`,
    );
  }
}

const FLUX_OPTIONS: Options<FluxOptions> = {
  repoUrl: true,
  branch: true,
  secretRef: true,
  sourceRef: true,
  path: true,
  namespace: true,
  interval: true,
  retryInterval: true,
  timeout: true,
  prune: true,
  supervisor: true,
  supervisorKubeConfig: true,
  workloadKubeConfig: true,
};
