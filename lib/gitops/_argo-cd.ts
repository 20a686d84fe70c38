import { posix } from 'path';
import { requireDnsLabel, requireObjectName } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { Tree } from '../checks/_trees';
import { requireBoolean } from '../checks/_values';
import { together } from '../messages/_errors';
import { Delivery } from '../runbook/_delivery';
import { fenced, fileWord, shellWord } from '../runbook/_markdown';
import { groupBy } from '../state/_keyed-lists';
import { ignoredDifferences, nameTemplate } from './_argo-cd-parts';
import { Engine } from './_engine';
import { kustomizeList } from './_file-names';
import { nameByPattern, requirePattern, requireRepoFolder, requireRepoUrl, requireRevision } from './_options';
import { Emit, Folder, FolderSide, Item, OutputFile, FolderOwner } from './_written';
import { ArgoCdOptions } from './argo-cd-options';

/** Folder of the Applications of a cluster. */
const APPLICATIONS = 'argocd';
const GROUP = 'argoproj.io/v1alpha1';
const WAVE = 'argocd.argoproj.io/sync-wave';

/** The kinds whose Pods cannot change: Argo CD deletes such an object and creates it again. */
const REPLACED = ['Job', 'Pod'];

/**
 * For each cluster an Application that has two Applications, one for each side. Waves order only the objects of one
 * Application, so the two are objects in two waves of the Application around them
 * (argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping and .../operator-manual/health, "Argocd App").
 */
export class ArgoCd implements Engine {
  public readonly listName = 'kustomization.yaml';
  public readonly reserved = [];
  private readonly options: Required<Omit<ArgoCdOptions, 'workloadDestination'>> &
    Pick<ArgoCdOptions, 'workloadDestination'>;

  public constructor(given: ArgoCdOptions) {
    const subject = 'GitOps.argoCd()';
    const {
      repoUrl,
      path = '.',
      targetRevision = 'HEAD',
      project = 'default',
      argoCdNamespace = 'argocd',
      argoCdCluster = 'in-cluster',
      name = 'clusters',
      supervisor = 'supervisor',
      supervisorDestination = '{supervisor}',
      workloadDestination,
      prune = false,
    } = requireOptions(`${subject}: the options argument`, given, ARGO_CD_OPTIONS);
    const way = 'use lower-case letters, digits, "-" and "."';
    const [folder] = together(
      () => requireRepoFolder(`${subject}: path`, path),
      () => requireRepoUrl(`${subject}: repoUrl`, repoUrl),
      () => requireRevision(`${subject}: targetRevision`, targetRevision),
      () => requireObjectName(`${subject}: project`, project, way),
      () => requireDnsLabel(`${subject}: argoCdNamespace`, argoCdNamespace),
      () => requireObjectName(`${subject}: argoCdCluster`, argoCdCluster, way),
      () => requireDnsLabel(`${subject}: name`, name),
      () => requireDnsLabel(`${subject}: supervisor`, supervisor),
      () => requirePattern(`${subject}: supervisorDestination`, supervisorDestination),
      () => workloadDestination === undefined || requirePattern(`${subject}: workloadDestination`, workloadDestination),
      () => requireBoolean(`${subject}: prune`, prune),
    );
    this.options = {
      repoUrl,
      path: folder,
      targetRevision,
      project,
      argoCdNamespace,
      argoCdCluster,
      name,
      supervisor,
      supervisorDestination,
      workloadDestination,
      prune,
    };
  }

  public annotations({ written, wave, isProof }: Item): Tree {
    const replaced = REPLACED.includes(String(written.manifest.kind));
    return {
      ...(isProof
        ? {
            'argocd.argoproj.io/hook': 'PostSync',
            'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          }
        : replaced
          ? { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' }
          : {}),
      [WAVE]: String(wave),
    };
  }

  public files(folders: readonly Folder[], emit: Emit): OutputFile[] {
    const byOwner = groupBy(folders.filter(isApplied), ({ owner }) => [owner]);
    return [
      ...[...byOwner].flatMap(([owner, ofOwner]) => this.applicationFiles(owner, ofOwner, emit)),
      ...(byOwner.size > 0
        ? [{ path: 'applicationset.yaml', text: emit(this.applicationSet([...byOwner.keys()])) }]
        : []),
    ];
  }

  public delivery(owner: FolderOwner, folderAt: (path: string) => Folder): Delivery {
    const name = (file: string) => shellWord(applicationName(folderAt(file)));
    const watch = (file: string) =>
      isApplied(folderAt(file))
        ? [`argocd app wait ${name(file)} --sync --health --timeout 3600`]
        : [`kubectl apply -k ${fileWord(file)}`];
    const destination = this.destinationOf(owner, FolderSide.WORKLOAD);
    return {
      intro: `cdk8s-antrea-multicast wrote this file together with the folders next to it. Argo CD applies them: the ApplicationSet ${this.options.name} has the Application ${owner.name} for this cluster.`,
      noun: 'folder',
      replacesJobs: true,
      repeatsJobs: true,
      registration: [
        'Register the workload cluster in Argo CD once. Until then, its Application reports that it does not find the cluster:',
        '',
        ...fenced('sh', [
          `argocd cluster add ${shellWord(String(owner.clusterName))} --name ${shellWord(destination)}`,
        ]),
      ],
      apply: watch,
      again: (file) => (isApplied(folderAt(file)) ? [`argocd app sync ${name(file)}`] : watch(file)),
      proofNote:
        'Argo CD runs the proof after each sync in which all workloads became healthy. To run it again, use these commands. Argo CD deletes the old Job first:',
      startNote: 'Argo CD starts the proof when all workloads are healthy. To read its result, see [Proof](#proof).',
    };
  }

  private applicationFiles(owner: FolderOwner, folders: Folder[], emit: Emit): OutputFile[] {
    const files = folders.map((folder) => {
      const wave = SIDES.indexOf(folder.side);
      return { file: `${String(wave).padStart(4, '0')}-application-${folder.side}.yaml`, wave, folder };
    });
    files.sort((one, other) => one.wave - other.wave);
    const folder = `${owner.path}/${APPLICATIONS}`;
    return [
      ...files.map(({ file, wave, folder: of }) => ({
        path: `${folder}/${file}`,
        text: emit(this.application(of, wave)),
      })),
      {
        path: `${folder}/${this.listName}`,
        text: kustomizeList(
          files.map(({ file }) => file),
          emit,
        ),
      },
    ];
  }

  private application(folder: Folder, wave: number): Tree {
    const { argoCdNamespace, project, prune } = this.options;
    const ignored = folder.items.flatMap(ignoredDifferences);
    const isOfSupervisor = folder.side === FolderSide.SUPERVISOR;
    const namespace: unknown = folder.items[0].written.manifest.metadata?.namespace;
    return {
      apiVersion: GROUP,
      kind: 'Application',
      metadata: {
        annotations: {
          // Another way to compare would take the variables that the Supervisor fills in for a difference.
          ...(isOfSupervisor ? { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } : {}),
          [WAVE]: String(wave),
        },
        ...(prune ? { finalizers: [FINALIZER] } : {}),
        labels: ownerLabels(folder.owner),
        name: applicationName(folder),
        namespace: argoCdNamespace,
      },
      spec: {
        destination: {
          name: this.destinationOf(folder.owner, folder.side),
          ...(isOfSupervisor && typeof namespace === 'string' ? { namespace } : {}),
        },
        ...(ignored.length > 0 ? { ignoreDifferences: ignored } : {}),
        project,
        source: this.source(folder.path),
        syncPolicy: {
          automated: { prune, selfHeal: true },
          retry: { limit: 10, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
          // The list of variables has its members by name: those of the Supervisor stay.
          ...(isOfSupervisor ? { syncOptions: ['ServerSideApply=true'] } : {}),
        },
      },
    };
  }

  private applicationSet(owners: readonly FolderOwner[]): Tree {
    const { repoUrl, path, targetRevision, name, argoCdNamespace, argoCdCluster, project, prune } = this.options;
    const isOwn = (owner: FolderOwner) => owner.environment === undefined;
    const patterns = [...(owners.some((owner) => !isOwn(owner)) ? ['*/*'] : []), ...(owners.some(isOwn) ? ['*'] : [])];
    return {
      apiVersion: GROUP,
      kind: 'ApplicationSet',
      metadata: { name, namespace: argoCdNamespace },
      spec: {
        generators: patterns.map((pattern) => ({
          git: {
            directories: [{ path: posix.join(path, pattern, APPLICATIONS) }],
            repoURL: repoUrl,
            revision: targetRevision,
          },
        })),
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        syncPolicy: { preserveResourcesOnDeletion: !prune },
        template: {
          metadata: { name: nameTemplate(owners, path, APPLICATIONS) },
          spec: {
            destination: { name: argoCdCluster, namespace: argoCdNamespace },
            project,
            source: { path: '{{ .path.path }}', repoURL: repoUrl, targetRevision },
            syncPolicy: { automated: { prune, selfHeal: true } },
          },
        },
      },
    };
  }

  private source(path: string): Tree {
    const { repoUrl, path: top, targetRevision } = this.options;
    return { path: posix.join(top, path), repoURL: repoUrl, targetRevision };
  }

  private destinationOf(owner: FolderOwner, side: FolderSide): string {
    const { supervisor, supervisorDestination, workloadDestination } = this.options;
    const [subject, pattern] =
      side === FolderSide.SUPERVISOR
        ? ['supervisorDestination', supervisorDestination]
        : ['workloadDestination', workloadDestination];
    return pattern === undefined
      ? owner.name
      : nameByPattern(`GitOps.argoCd(): ${subject}`, pattern, owner, supervisor);
  }
}

const SIDES = [FolderSide.SUPERVISOR, FolderSide.WORKLOAD];
const FINALIZER = 'resources-finalizer.argocd.argoproj.io/foreground';

/** Whether it is known to which API server the folder is applied. */
function isApplied({ side }: Folder): boolean {
  return side !== FolderSide.UNKNOWN;
}

function applicationName({ owner, side }: Folder): string {
  return `${owner.name}-${side}`;
}

function ownerLabels({ environment, clusterName }: FolderOwner): Tree {
  return {
    ...(clusterName === undefined ? {} : { 'multicast-cluster': clusterName }),
    ...(environment === undefined ? {} : { 'multicast-environment': environment.environmentName }),
  };
}

const ARGO_CD_OPTIONS: Options<ArgoCdOptions> = {
  repoUrl: true,
  path: true,
  targetRevision: true,
  project: true,
  argoCdNamespace: true,
  argoCdCluster: true,
  name: true,
  supervisor: true,
  supervisorDestination: true,
  workloadDestination: true,
  prune: true,
};
