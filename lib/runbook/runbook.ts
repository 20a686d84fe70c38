import { App } from 'cdk8s';
import { mkdirSync } from 'fs';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { groupBy } from '../state/_keyed-lists';
import { Participant } from '../workload/_participant';
import { PodNetwork, WorkloadKind } from '../workload/pod-options';
import { selectorText } from '../workload/proof/_checked-workloads';
import { byHand } from './_delivery';
import { RunbookFacts, factsOf } from './_facts';
import { ChartFiles, writeInto } from './_files';
import { machineSteps } from './_machine-steps';
import { fenced, point, table, visible } from './_markdown';
import { receives, sends, streamsText } from './_participants';
import { picture } from './_picture';
import { reachSteps } from './_reach-steps';
import { supervisorSteps } from './_supervisor-steps';
import { antreaSteps, proofSteps, workloadSteps } from './_workload-steps';

/**
 * Writes a runbook for each workload cluster: all commands in order, with their contexts, names and expected output, and a
 * diagram of the senders, streams and receivers.
 */
export class Runbook {
  /**
   * Writes `<cluster>-runbook.md` for each workload cluster into the output folder of the app, and returns the file names.
   * If two clusters have the same name, what differs is in front of it: the Environment, the Supervisor or the vSphere
   * Namespace. Prints nothing. If the App has the option `gitOps`, `app.synth()` has written the runbooks: then this only
   * returns their names.
   *
   * Throws if the app is not synthesized yet or has no cluster, if it is not known which Antrea a release ships, if a name
   * is not a valid name of a Kubernetes object, or if two runbooks would have the same file name.
   *
   * @param app the app, after `app.synth()`
   */
  public static write(app: App): string[] {
    if (!App.isConstruct(app) || typeof app.outdir !== 'string') {
      throw new InvalidInput(`Runbook.write(): app is ${describe(app)}: give the App, after app.synth().`);
    }
    const { runbooks } = AppState.of(app);
    if (runbooks) {
      return [...runbooks];
    }
    const place = {
      files: new ChartFiles(app),
      delivery: byHand(
        'file',
        'cdk8s-antrea-multicast wrote this file together with the YAML in this folder. Run the commands in this folder.',
      ),
    };
    const all = factsOf(app, () => place);
    if (all.length === 0) {
      throw new InvalidInput('Runbook.write(): the app has no cluster: add a TanzuCluster or a WorkloadChart.');
    }
    const names = fileNames(all);
    const twice = [...groupBy(names, (name) => [name])].find(([, same]) => same.length > 1)?.[0];
    if (twice !== undefined) {
      throw new InvalidInput(
        `Runbook.write(): two clusters have the runbook ${quote(twice)}: rename one of the clusters.`,
      );
    }
    const texts = all.map(runbookText);
    mkdirSync(app.outdir, { recursive: true });
    texts.forEach((text, i) => writeInto(app.outdir, names[i], text));
    return names;
  }

  private constructor() {}
}

function fileNames(all: RunbookFacts[]): string[] {
  const names = new Map<RunbookFacts, string>();
  groupBy(all, ({ cluster }) => [cluster.clusterName]).forEach((namesakes) => nameApart(namesakes, PLACES, [], names));
  return all.map((facts) => `${names.get(facts)}-runbook.md`);
}

/** The places of a cluster, from the largest to the smallest. */
const PLACES: ((facts: RunbookFacts) => string | undefined)[] = [
  ({ environment }) => environment,
  ({ supervisor }) => supervisor,
  ({ vsphereNamespace }) => vsphereNamespace,
];

/** Names clusters of the same name by the places in which they differ. */
function nameApart(
  namesakes: RunbookFacts[],
  [placeOf, ...smaller]: typeof PLACES,
  parts: string[],
  names: Map<RunbookFacts, string>,
): void {
  if (namesakes.length === 1 || placeOf === undefined) {
    namesakes.forEach((facts) => names.set(facts, [...parts, facts.cluster.clusterName].join('-')));
    return;
  }
  const groups = groupBy(namesakes, (facts) => [placeOf(facts)]);
  // The last place is named also if it is the same for all: the message then shows it.
  const isNamed = groups.size > 1 || smaller.length === 0;
  groups.forEach((group, place) =>
    nameApart(group, smaller, isNamed && place !== undefined ? [...parts, place] : parts, names),
  );
}

/** Returns the runbook of a cluster. */
export function runbookText(facts: RunbookFacts): string {
  return `${lines(facts).map(visible).join('\n').trimEnd()}\n`;
}

function lines(facts: RunbookFacts): string[] {
  const { cluster, delivery, environment, supervisor, receivers, senders, streams } = facts;
  const hasPods = receivers.length + senders.length > 0;
  return [
    `# Runbook of the workload cluster ${cluster.clusterName}`,
    '',
    `${delivery.intro} Release: ${cluster.release}.${environment === undefined ? '' : ` Environment: ${environment}.`}${supervisor === undefined ? '' : ` Supervisor: ${supervisor}.`}`,
    '',
    ...contents(facts),
    '',
    ...doubts(facts),
    ...(streams.length > 0 ? [...fenced('mermaid', picture(facts)), ''] : []),
    ...supervisorSteps(facts),
    '',
    ...antreaSteps(facts),
    '',
    ...reachSteps(facts),
    ...(hasPods ? workloadSteps(facts) : []),
    ...proofSteps(facts),
    ...machineSteps(facts),
  ];
}

/** Returns the warnings of the library about the cluster. */
function doubts({ doubts: known }: RunbookFacts): string[] {
  return known.length > 0 ? ['## Warnings', '', ...known.map(({ path, text }) => point(path, text)), ''] : [];
}

/** Returns the table of contents: workloads, VMs, proofs and files. */
function contents(facts: RunbookFacts): string[] {
  const { receivers, senders, proofs, machines, supervisorFiles, machineFiles, existingFiles, workloadFiles } = facts;
  const { noun } = facts.delivery;
  const onSupervisor = [...supervisorFiles, ...machineFiles.map(({ file }) => file)];
  return table(
    ['what', 'where', 'streams', 'details'],
    [
      ...senders.filter((made) => !receives(made)).map(rowOf),
      ...receivers.map(rowOf),
      ...machines.map(({ name, namespace, sends, receives }) => [
        `VM ${name}`,
        `vSphere Namespace ${namespace}`,
        [...sends, ...receives].map(({ group, port }) => `${group}:${port}`).join(', '),
        sends.length > 0 ? 'sends' : 'receives',
      ]),
      ...proofs.map(({ jobName, jobNamespace }) => [
        `proof: Job ${jobName}`,
        jobNamespace,
        '',
        'checks the senders and receivers of its chart',
      ]),
      ...onSupervisor.map((file) => [`${noun} ${file}`, 'Supervisor', '', '']),
      ...[...existingFiles, ...workloadFiles].map((file) => [`${noun} ${file}`, 'workload cluster', '', '']),
    ],
  );
}

/** Returns the row of a workload in the table of contents. */
function rowOf(made: Participant): string[] {
  const { kind, workloadName, podNamespace, replicas, network, _sentStreams, _receivedStreams, _ttl, _isMade } = made;
  const isBoth = sends(made) && receives(made);
  const role = isBoth ? 'sender and receiver' : sends(made) ? 'sender' : 'receiver';
  const sent = streamsText(_sentStreams);
  const received = streamsText(_receivedStreams);
  return [
    `${role}: ${kind} ${workloadName ?? selectorText(made._selector)}`,
    podNamespace,
    isBoth ? `sends ${sent}; receives ${received}` : sent + received,
    [
      ...(sends(made) ? [_ttl === undefined ? 'TTL not known' : `TTL ${_ttl}`] : []),
      ...(receives(made) ? [podsText(kind, replicas)] : []),
      network === PodNetwork.HOST ? 'hostNetwork' : 'Pod network',
      ...(_isMade ? [] : ['existing workload']),
    ].join(', '),
  ];
}

function podsText(kind: string, replicas: number | undefined): string {
  if (replicas === undefined) {
    return kind === WorkloadKind.DAEMON_SET ? 'a Pod on each Node' : 'number of Pods not known';
  }
  return `Pods: ${replicas}`;
}
