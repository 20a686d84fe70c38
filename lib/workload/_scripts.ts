import { createHash } from 'crypto';
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { ScriptName, script } from '../multicast/_scripts';

/** The scripts that the Pods of a namespace run, made once in each chart and namespace. */
export function scriptsIn(chart: Chart, namespace: string, names: ScriptName[]): kplus.IConfigMap {
  const data = Object.fromEntries(names.map((name) => [name, script(name)]));
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 8);
  const id = `Scripts-${namespace}-${hash}`;
  const found = chart.node.tryFindChild(id);
  if (found) {
    return found as kplus.ConfigMap;
  }
  // The hash in its name makes Pods start anew when a later version of this library brings other scripts.
  const metadata = { name: `multicast-scripts-${hash}`, namespace };
  return new kplus.ConfigMap(chart, id, { metadata, data, immutable: true });
}
