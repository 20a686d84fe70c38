import { App } from 'cdk8s';
import { mkdirSync } from 'fs';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { groupBy } from '../state/_keyed-lists';
import { RunbookFacts, factsOf } from './_facts';
import { writeInto } from './_files';
import { machineSteps } from './_machine-steps';
import { fenced, point, table, visible } from './_markdown';
import { picture } from './_picture';
import { supervisorSteps } from './_supervisor-steps';
import { antreaSteps, proofSteps, workloadSteps } from './_workload-steps';

/**
 * The runbook of each workload cluster: every command in its order, with contexts, names and what it should print, and a
 * picture of who sends what to whom.
 */
export class Runbook {
  /**
   * Writes `<cluster>-runbook.md` for each workload cluster of the app beside its YAML, and returns the names of the files.
   * Where two clusters have one name, the vSphere Namespace stands before it. Prints nothing.
   *
   * An error where the app is not synthesized yet, where it has no cluster, where no row says which Antrea the release of
   * one ships, where Kubernetes takes a name for no object, and where two files would have one name.
   *
   * @param app the app, after `app.synth()`
   */
  public static write(app: App): string[] {
    if (!App.isConstruct(app) || typeof app.outdir !== 'string') {
      throw new InvalidInput(`Runbook.write(): app is ${describe(app)}: give the App, after app.synth().`);
    }
    const all = factsOf(app);
    if (all.length === 0) {
      throw new InvalidInput(
        'Runbook.write(): the app has no cluster: add a TanzuCluster or a WorkloadChart, or leave the call out.',
      );
    }
    const names = fileNames(all);
    const twice = [...groupBy(names, (name) => [name])].find(([, same]) => same.length > 1)?.[0];
    if (twice !== undefined) {
      throw new InvalidInput(
        `Runbook.write(): two clusters would have the file ${quote(twice)}: rename one of the two.`,
      );
    }
    const texts = all.map((facts) => lines(facts).map(visible).join('\n').trimEnd());
    mkdirSync(app.outdir, { recursive: true });
    texts.forEach((text, i) => writeInto(app.outdir, names[i], `${text}\n`));
    return names;
  }

  private constructor() {}
}

function fileNames(all: RunbookFacts[]): string[] {
  const namesakes = groupBy(all, ({ cluster }) => [cluster.clusterName]);
  return all.map(({ cluster: { clusterName }, vsphereNamespace }) => {
    const isOnly = namesakes.get(clusterName)?.length === 1;
    const parts = isOnly ? [clusterName] : [vsphereNamespace, clusterName];
    return `${parts.filter((part) => part !== undefined).join('-')}-runbook.md`;
  });
}

function lines(facts: RunbookFacts): string[] {
  const { cluster, receivers, senders, streams } = facts;
  const hasPods = receivers.length + senders.length > 0;
  return [
    `# Runbook of the workload cluster ${cluster.clusterName}`,
    '',
    `Written by cdk8s-antrea-multicast together with the YAML beside it. Run the commands in this folder. Release ${cluster.release}.`,
    '',
    ...contents(facts),
    '',
    ...doubts(facts),
    ...(streams.length > 0 ? [...fenced('mermaid', picture(facts)), ''] : []),
    ...supervisorSteps(facts),
    '',
    ...antreaSteps(facts),
    '',
    ...(hasPods ? workloadSteps(facts) : []),
    ...proofSteps(facts),
    ...machineSteps(facts),
  ];
}

/** What the library could not know for certain. */
function doubts({ doubts: known }: RunbookFacts): string[] {
  return known.length > 0 ? ['## Known doubts', '', ...known.map(({ path, text }) => point(path, text)), ''] : [];
}

/** What is in it, in one table. */
function contents(facts: RunbookFacts): string[] {
  const { receivers, senders, proofs, machines, supervisorFiles, machineFiles, workloadFiles } = facts;
  const onSupervisor = [...supervisorFiles, ...machineFiles.map(({ file }) => file)];
  return table(
    ['what', 'where', 'streams', 'more'],
    [
      ...senders.map(({ kind, podNamespace, workloadName, stream, ttl, network }) => [
        `sender: ${kind} ${workloadName}`,
        podNamespace,
        `${stream.group}:${stream.port}`,
        `TTL ${ttl}, network of the ${network === 'Host' ? 'Node' : 'Pod'}`,
      ]),
      ...receivers.map(({ kind, podNamespace, workloadName, streams, replicas, network }) => [
        `receiver: ${kind} ${workloadName}`,
        podNamespace,
        streams.map(({ group, port }) => `${group}:${port}`).join(', '),
        `${replicas === undefined ? 'a Pod on each Node' : `Pods: ${replicas}`}, network of the ${network === 'Host' ? 'Node' : 'Pod'}`,
      ]),
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
      ...onSupervisor.map((file) => [`file ${file}`, 'Supervisor', '', '']),
      ...workloadFiles.map((file) => [`file ${file}`, 'workload cluster', '', '']),
    ],
  );
}
