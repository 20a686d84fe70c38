import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { WorkloadChart } from '../../lib';
import { antreaConfigMap, antreaPods, multicastGroup, nodes } from '../cluster/_proof-objects';

const SCRIPT = join(__dirname, '..', '..', 'images', 'multicast', 'check.sh');

/** Whether the script can run here. */
export const HAS_JQ = spawnSync('jq', ['--version']).status === 0;

/** The objects of a workload cluster that the script reads. */
export interface World {
  /** The Pods. Those of the chart get their labels from its manifests. */
  readonly pods: readonly any[];
  /** The groups that Antrea lists, each with its Pods. */
  readonly groups?: { readonly [group: string]: readonly any[] };
  /** The lines of the log of a container at each look, by `POD/CONTAINER`. The last look is also each later one. */
  readonly logs?: { readonly [container: string]: readonly (readonly string[])[] };
}

// Answers from files. At a look that has a file of its own, with that file.
const CURL = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -o) out=$2; shift ;;
    https://*) path=/\${1#https://*/} ;;
  esac
  shift
done
name=$WORLD/$(printf %s "$path" | tr -c 'A-Za-z0-9' _)
look=$(($(cat "$name.looks" 2>/dev/null || echo 0) + 1))
echo "$look" >"$name.looks"
[ -e "$name.$look" ] || look=last
if [ -e "$name.$look" ]; then
  cat "$name.$look" >"$out"
  printf 200
else
  printf '%s\\n' "$path" >>"$WORLD/unknown"
  printf 404
fi
`;

/** The list of workloads that the Job of a chart gets. */
export function workloadsIn(documents: any[]): any[] {
  const [container] = documents.find(({ kind }) => kind === 'Job').spec.template.spec.containers;
  return JSON.parse(container.env[0].value);
}

/** The lines that the Job of a chart prints in a cluster, without those on Antrea, and what it requested in vain. */
export function runProof(chart: WorkloadChart, world: World): { lines: string[]; unknown: string[] } {
  const documents = Testing.synth(chart);
  const [{ command }] = documents.find(({ kind }) => kind === 'Job').spec.template.spec.containers;
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const at = (name: string) => join(folder, name);
  ['bin', 'world', 'state'].forEach((name) => mkdirSync(at(name)));
  writeFileSync(at('token'), 'token');
  writeFileSync(at('bin/curl'), CURL, { mode: 0o755 });
  writeFileSync(at('bin/sleep'), '#!/bin/sh\n', { mode: 0o755 });
  const answer = (path: string, look: string, text: string) =>
    writeFileSync(at(`world/${path.replace(/[^A-Za-z0-9]/g, '_')}.${look}`), text);
  for (const [path, body] of answersIn(workloadsIn(documents), world)) {
    answer(path, 'last', JSON.stringify(body));
  }
  for (const [name, looks] of Object.entries(world.logs ?? {})) {
    const [pod, container] = name.split('/');
    const { namespace } = world.pods.find(({ metadata }) => metadata.name === pod).metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${container}&tailLines=200&timestamps=true`;
    looks.forEach((lines, i) => answer(path, String(i + 1), lines.map((line) => `${line}\n`).join('')));
    answer(path, 'last', (looks.at(-1) ?? []).map((line) => `${line}\n`).join(''));
  }
  const { stdout, stderr } = spawnSync('sh', [SCRIPT, ...command.slice(2), '--seconds=0'], {
    env: {
      PATH: `${at('bin')}:${process.env.PATH}`,
      WORLD: at('world'),
      MULTICAST_STATE: at('state'),
      MULTICAST_SERVICE_ACCOUNT: folder,
      MULTICAST_WORKLOADS: JSON.stringify(workloadsIn(documents)),
    },
    encoding: 'utf8',
  });
  const unknown = existsSync(at('world/unknown')) ? readFileSync(at('world/unknown'), 'utf8').trim().split('\n') : [];
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  return { lines: stdout.trim().split('\n').slice(2), unknown };
}

function answersIn(workloads: any[], { pods, groups = {} }: World): Map<string, object> {
  const isSelected = (selector: string, { metadata }: any) =>
    selector.split(',').every((part) => {
      const [label, value] = part.split('=');
      return metadata.labels[label] === value;
    });
  const ofPods = workloads
    .filter(({ kind }) => kind !== 'VirtualMachine')
    .map(({ namespace, selector }): [string, object] => [
      `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector)}&limit=100`,
      { items: pods.filter((pod) => pod.metadata.namespace === namespace && isSelected(selector, pod)) },
    ]);
  return new Map<string, object>([
    ['/api/v1/nodes?limit=100', { items: nodes(0) }],
    ['/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dantrea&limit=100', { items: antreaPods() }],
    ['/api/v1/namespaces/kube-system/configmaps/antrea-config', antreaConfigMap()],
    [
      '/apis/stats.antrea.io/v1alpha1/multicastgroups',
      { items: Object.entries(groups).map(([group, members]) => multicastGroup(group, [...members])) },
    ],
    ...ofPods,
  ]);
}
