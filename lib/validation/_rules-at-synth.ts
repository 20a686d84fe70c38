import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { acknowledgedOn } from '../_acknowledgements';
import { notedCluster } from '../_entries';
import { runRules } from '../rules/_engine';
import { Entry, Manifest } from '../rules/_inventory';
import { RULES } from '../rules/_registry';
import { Finding, FindingLevel } from '../rules/finding';

/** The charts of this library, whose objects are held against the rules. */
const charts = new WeakMap<IConstruct, Set<Chart>>();
const cache = new WeakMap<IConstruct, { size: number; findings: Map<ApiObject, Finding[]> }>();
const SAID = new Set(RULES.filter(({ isSaidByConstructs }) => isSaidByConstructs).map(({ id }) => id));

export function holdAgainstRules(chart: Chart): void {
  const { root } = chart.node;
  charts.set(root, (charts.get(root) ?? new Set<Chart>()).add(chart));
}

/** What the rules find in an object of the app and nobody acknowledged, one sentence each. */
export function ruleSentences(construct: IConstruct, level: FindingLevel): string[] {
  if (!ApiObject.isApiObject(construct)) {
    return [];
  }
  const known = acknowledgedOn(construct);
  return (findingsOf(construct.node.root).get(construct) ?? [])
    .filter((finding) => finding.level === level && !finding.acknowledged && !known[finding.ruleId])
    .map(({ object, message, fix, ruleId }) => `${object}: ${message} ${fix} (${ruleId} in docs/rules.md)`);
}

/** cdk8s validates the whole app again for each chart that it writes, so the findings are kept while it does not grow. */
function findingsOf(root: IConstruct): Map<ApiObject, Finding[]> {
  const size = root.node.findAll().length;
  const known = cache.get(root);
  if (known?.size === size) {
    return known.findings;
  }
  const objects = [...(charts.get(root) ?? [])].flatMap((chart) =>
    chart.node
      .findAll()
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart),
  );
  const findings = new Map<ApiObject, Finding[]>();
  for (const finding of runRules(objects.map(entryOf))) {
    if (!SAID.has(finding.ruleId)) {
      findings.set(objects[finding.index], [...(findings.get(objects[finding.index]) ?? []), finding]);
    }
  }
  cache.set(root, { size, findings });
  return findings;
}

function entryOf(object: ApiObject): Entry {
  const cluster = object.node.scopes
    .map(notedCluster)
    .reverse()
    .find((noted) => noted);
  return {
    manifest: object.toJson() as Manifest,
    cluster,
    // Two charts may go to two API servers.
    server: Chart.of(object).node.path,
    // cdk8s sorts by dependency when it writes.
    isOrdered: false,
  };
}
