import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { expanded } from '../checks/_trees';
import { Warning, isAcknowledged, warningLine, warningsOn } from '../messages/_construct-notes';
import { Finding, FindingLevel } from '../messages/finding';
import { runRules } from '../rules/_engine';
import { Entry, Manifest, requireManifest } from '../rules/manifests/_inventory';
import { AppState, Judgement, Side } from '../state/_app-state';
import { isAsMade } from '../state/_made-objects';
import { rendered } from '../state/_rendered-objects';
import { chartsInOrder, writtenOrder } from '../state/_written-order';
import { clusterKey, supervisorOf, supervisorOfCluster, supervisorServer } from '../state/_servers';
import { namespaceErrors } from './_host-namespaces';
import { misreadStrings } from './_misread-strings';

/** Checks all objects of the app with all rules, as they are written: whatever created or patched them. */
export function judge(root: IConstruct): Judgement {
  const state = AppState.of(root);
  const all = root.node.findAll();
  const objects = chartsInOrder(root).flatMap((chart) => writtenOrder(chart));
  const documents = objects.map((object) => documentOf(object));
  const judged = documents.flatMap(({ object, manifests }) => manifests.map((manifest) => ({ object, manifest })));
  const findings = new Map<ApiObject, Finding[]>();
  const { antreaVersions } = state;
  const entries = judged.map(({ object, manifest }) => entryOf(state, object, manifest));
  // First, so that the objects of the app are those beyond a limit that both together reach.
  const elsewhere = entriesElsewhere(state);
  for (const finding of runRules([...elsewhere, ...entries], { antreaVersions })) {
    const { object } = judged[finding.index - elsewhere.length];
    if (finding.acknowledged === undefined && !isAcknowledged(object, finding.ruleId)) {
      findings.set(object, [...(findings.get(object) ?? []), finding]);
    }
  }
  const errors = new Map<Chart, string[]>([...state.sides.keys()].map((chart) => [chart, []]));
  for (const { object, json, mistakes } of documents) {
    const found = findingsAt(findings.get(object) ?? [], FindingLevel.ERROR).map(warningLine);
    const chart = ownChartOf(state, object) ?? state.declared.get(object)?.chart;
    errors
      .get(chart as Chart)
      ?.push(...misreadStrings(object, json), ...[...mistakes, ...found].map((text) => `${object.node.path}: ${text}`));
  }
  const written = judged.map(({ object }, i) => ({ object, chart: ownChartOf(state, object), entry: entries[i] }));
  for (const [chart, error] of namespaceErrors(state.hostNetworkNamespaces, written)) {
    errors.get(chart)?.push(error);
  }
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

/** An object as it is written, with the manifests in it if it is a List. */
interface Document {
  readonly object: ApiObject;
  readonly json: object;
  readonly manifests: Manifest[];
  /** Errors of the object, or of an item in it, that is not a valid manifest. */
  readonly mistakes: string[];
}

function documentOf(object: ApiObject): Document {
  const json = rendered(object);
  const found = { object, json, manifests: [] as Manifest[], mistakes: [] as string[] };
  for (const item of expanded(json)) {
    try {
      found.manifests.push(requireManifest('the object', item));
    } catch (error) {
      found.mistakes.push((error as Error).message);
    }
  }
  return found;
}

/** The findings of one level, as warnings. */
function findingsAt(findings: Finding[], wanted: FindingLevel): Warning[] {
  return findings
    .filter(({ level }) => level === wanted)
    .map(({ ruleId: id, object: subject, message, fix }) => ({ id, subject, text: `${message} ${fix}` }));
}

function entryOf(state: AppState, object: ApiObject, manifest: Manifest): Entry {
  const chart = ownChartOf(state, object);
  const side = chart && state.sides.get(chart);
  const declared = state.declared.get(object);
  const cluster = noteOf(object, state.clusters) ?? declared?.cluster;
  const user = declared?.chart ?? object;
  const key = cluster && clusterKey(cluster, user);
  const isOnSupervisor = side === Side.SUPERVISOR;
  return {
    manifest,
    cluster,
    clusterKey: key,
    supervisor: isOnSupervisor || cluster === undefined ? supervisorOf(user) : supervisorOfCluster(cluster, user),
    server:
      side === Side.WORKLOAD_CLUSTER || declared ? key : isOnSupervisor ? supervisorServer(chart as Chart) : undefined,
    vsphere: chart && state.vsphereVersions.get(chart),
    routingSystems: noteOf(object, state.routingSystems),
    topology: noteOf(object, state.topologies),
    isAsMade: isAsMade(object),
    file: fileOf(object),
    // Objects outside the charts of this library are checked only if a construct declares their streams.
    isContext: side === undefined && declared === undefined,
    streams: declared?.uses,
  };
}

/** The workloads that others create. The rules count their streams, and do not check them. */
function entriesElsewhere({ elsewhere }: AppState): Entry[] {
  return [...elsewhere].map(([user, { cluster, manifest, uses }]) => ({
    manifest: manifest as Manifest,
    cluster,
    clusterKey: clusterKey(cluster, user),
    supervisor: supervisorOfCluster(cluster, user),
    server: clusterKey(cluster, user),
    streams: uses,
    isContext: true,
  }));
}

/** The chart of this library that contains the object, also if there is another chart between the two. */
function ownChartOf({ sides }: AppState, object: ApiObject): Chart | undefined {
  return nearestIn(object, sides) as Chart | undefined;
}

/** The note on an object, or on its nearest parent that has one. */
function noteOf<T>(object: ApiObject, notes: ReadonlyMap<IConstruct, T>): T | undefined {
  const noted = nearestIn(object, notes);
  return noted && notes.get(noted);
}

/** The construct itself, or its nearest parent, that is a key of the map. */
function nearestIn(construct: IConstruct, keys: ReadonlyMap<IConstruct, unknown>): IConstruct | undefined {
  let scope: IConstruct | undefined = keys.size > 0 ? construct : undefined;
  while (scope && !keys.has(scope)) {
    scope = scope.node.scope;
  }
  return scope;
}

/** An id of the file that the object is written to. */
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
