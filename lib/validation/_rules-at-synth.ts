import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { acknowledgedOn } from '../_acknowledgements';
import { clusterKey } from '../_cluster-key';
import { runRules } from '../rules/_engine';
import { Entry, Manifest } from '../rules/_inventory';
import { RULES } from '../rules/_registry';
import { Finding, FindingLevel } from '../rules/finding';
import { AppState, Side } from '../_app-state';

/** The findings on one object. */
interface Found {
  readonly object: ApiObject;
  readonly findings: Finding[];
}

/** What is known of an app: cdk8s validates all of it again for each chart that it writes. */
interface State {
  readonly size: number;
  readonly byChart: Map<Chart, Found[]>;
  /** The charts that asked in this round; one that asks again begins another. */
  readonly asked: Set<Chart>;
}

const charts = new WeakMap<IConstruct, Map<Chart, Side>>();
const states = new WeakMap<IConstruct, State>();
const SAID = new Set(RULES.filter(({ isSaidByConstructs }) => isSaidByConstructs).map(({ id }) => id));

/** Holds the objects of the chart against the rules from now on. */
export function holdAgainstRules(chart: Chart, side: Side): void {
  const { root } = chart.node;
  charts.set(root, (charts.get(root) ?? new Map<Chart, Side>()).set(chart, side));
}

/** The errors in the objects of a chart, when it is validated. */
export function errorsOfChart(chart: Chart): string[] {
  const { root } = chart.node;
  const known = states.get(root);
  const state = known && !known.asked.has(chart) ? known : nextRound(root);
  state.asked.add(chart);
  return (state.byChart.get(chart) ?? []).flatMap((found) =>
    sentences(found, FindingLevel.ERROR).map((text) => `${found.object.node.path}: ${text}`),
  );
}

/** The warnings in an app by object, as it is now: who asks may change it before it is written. */
export function warningsOfRules(root: IConstruct): Map<IConstruct, string[]> {
  const found = [...lookAt(root, root.node.findAll()).values()].flat();
  return new Map(found.map((one) => [one.object, sentences(one, FindingLevel.WARNING)]));
}

function sentences({ object, findings }: Found, level: FindingLevel): string[] {
  const known = acknowledgedOn(object);
  return findings
    .filter((finding) => finding.level === level && !finding.acknowledged && !known[finding.ruleId])
    .map(({ object: name, message, fix, ruleId }) => `${name}: ${message} ${fix} (${ruleId} in docs/rules.md)`);
}

function nextRound(root: IConstruct): State {
  const all = root.node.findAll();
  const known = states.get(root);
  const byChart = known?.size === all.length ? known.byChart : lookAt(root, all);
  const state = { size: all.length, byChart, asked: new Set<Chart>() };
  states.set(root, state);
  // A later synth looks again: a patch changes an object and not their number.
  queueMicrotask(() => states.delete(root));
  return state;
}

function lookAt(root: IConstruct, all: IConstruct[]): Map<Chart, Found[]> {
  const sides = charts.get(root) ?? new Map<Chart, Side>();
  const objects = all.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const found = new Map<ApiObject, Finding[]>();
  for (const finding of runRules(objects.map((object) => entryOf(object, sides)))) {
    if (!SAID.has(finding.ruleId)) {
      const object = objects[finding.index];
      found.set(object, [...(found.get(object) ?? []), finding]);
    }
  }
  const byChart = new Map<Chart, Found[]>();
  for (const [object, findings] of found) {
    const chart = Chart.of(object);
    byChart.set(chart, [...(byChart.get(chart) ?? []), { object, findings }]);
  }
  return byChart;
}

function entryOf(object: ApiObject, sides: Map<Chart, Side>): Entry {
  const chart = Chart.of(object);
  const side = sides.get(chart);
  const cluster = object.node.scopes
    .map((scope) => AppState.of(scope).clusters.get(scope))
    .reverse()
    .find((noted) => noted);
  return {
    manifest: object.toJson() as Manifest,
    cluster,
    // Of two charts for the Supervisor, each may go to one of its own.
    server:
      side === Side.WORKLOAD_CLUSTER
        ? cluster && clusterKey(cluster)
        : side === Side.SUPERVISOR
          ? chart.node.path
          : undefined,
    // A chart that is none of ours is not judged.
    isContext: side === undefined,
    // cdk8s sorts by dependency when it writes.
    isOrdered: false,
  };
}
