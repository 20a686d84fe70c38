import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isAcknowledged } from '../_acknowledgements';
import { AppState, Judgement, Side } from '../_app-state';
import { clusterKey } from '../_cluster-key';
import { Warning, lineOf, warningsOn } from '../_warnings';
import { runRules } from '../rules/_engine';
import { Entry, Manifest } from '../rules/_inventory';
import { Finding, FindingLevel } from '../rules/finding';
import { misreadStrings } from './_misread-strings';
import { chartsInOrder, writtenOrder } from './_written-order';

/** Holds all objects of the app against all rules, whoever made them and however they were changed. */
export function judge(root: IConstruct): Judgement {
  const state = AppState.of(root);
  const all = root.node.findAll();
  const objects = chartsInOrder(root).flatMap(writtenOrder);
  const manifests = objects.map((object) => object.toJson() as Manifest);
  const findings = new Map<ApiObject, Finding[]>();
  for (const finding of runRules(objects.map((object, i) => entryOf(state, object, manifests[i])))) {
    const object = objects[finding.index];
    if (finding.acknowledged === undefined && !isAcknowledged(object, finding.ruleId)) {
      findings.set(object, [...(findings.get(object) ?? []), finding]);
    }
  }
  const errors = new Map<Chart, string[]>([...state.sides.keys()].map((chart) => [chart, []]));
  objects.forEach((object, i) => {
    const found = findings.get(object) ?? [];
    errors
      .get(ownChartOf(state, object) as Chart)
      ?.push(
        ...misreadStrings(object, manifests[i]),
        ...findingsAt(found, FindingLevel.ERROR).map((one) => `${object.node.path}: ${lineOf(one)}`),
      );
  });
  const warnings = new Map<IConstruct, Warning[]>();
  for (const construct of all) {
    const ofRules = findingsAt(findings.get(construct as ApiObject) ?? [], FindingLevel.WARNING);
    const found = [...warningsOn(construct), ...ofRules];
    if (found.length > 0) {
      warnings.set(construct, found);
    }
  }
  return { errors, warnings };
}

/** The findings of one level in the form of warnings. */
function findingsAt(findings: Finding[], wanted: FindingLevel): Warning[] {
  return findings
    .filter(({ level }) => level === wanted)
    .map(({ ruleId: id, object: subject, message, fix }) => ({ id, subject, text: `${message} ${fix}` }));
}

function entryOf(state: AppState, object: ApiObject, manifest: Manifest): Entry {
  const chart = ownChartOf(state, object);
  const side = chart && state.sides.get(chart);
  const cluster = notedAround(object, state.clusters);
  // Of two charts for the Supervisor, each may go to one of its own.
  const supervisor = side === Side.SUPERVISOR ? chart?.node.path : undefined;
  return {
    manifest,
    cluster,
    server: side === Side.WORKLOAD_CLUSTER ? cluster && clusterKey(cluster) : supervisor,
    vsphere: chart && state.vsphereVersions.get(chart),
    routingSystems: notedAround(object, state.routingSystems),
    file: fileOf(object),
    // A chart that is none of ours is not judged.
    isContext: side === undefined,
  };
}

/** The chart of this library that an object is in, also in a chart of another kind in it. */
function ownChartOf({ sides }: AppState, object: ApiObject): Chart | undefined {
  return [...object.node.scopes].reverse().find((scope): scope is Chart => sides.has(scope as Chart));
}

/** What is noted on an object, or on the nearest construct around it. */
function notedAround<T>(object: ApiObject, notes: ReadonlyMap<IConstruct, T>): T | undefined {
  const noted = [...object.node.scopes].reverse().find((scope) => notes.has(scope));
  return noted && notes.get(noted);
}

/** Which objects stand in one file, in their order. */
function fileOf(object: ApiObject): string {
  const { root } = object.node;
  const type = root instanceof App ? root.yamlOutputType : YamlOutputType.FILE_PER_CHART;
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return '';
    case YamlOutputType.FILE_PER_CHART:
      return Chart.of(object).node.path;
    default:
      return object.node.path;
  }
}
