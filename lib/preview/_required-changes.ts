import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { requireStep } from '../upgrade/_required-steps';
import { Change, ClusterChanges, StreamChange } from './change';

const CHANGE: Options<Change> = {
  object: true,
  path: true,
  before: true,
  after: true,
  isImmutable: true,
  answer: true,
  restart: true,
};

/** Returns the change. Throws if one of its members has the wrong type, which only the TypeScript compiler checks. */
export function requireChange(subject: string, change: Change): Change {
  const { object, path, answer, isImmutable, restart } = requireOptions(subject, change, CHANGE);
  for (const [name, text] of Object.entries({ object, path, answer })) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject}: ${name} is ${quote(text)}: give the result of Comparison.of().`);
    }
  }
  requireBoolean(`${subject}: isImmutable`, isImmutable);
  requireBoolean(`${subject}: restart`, restart);
  return change;
}

const STREAM_CHANGE: Options<StreamChange> = { object: true, role: true, before: true, after: true };

function requireStreamChange(subject: string, change: StreamChange): StreamChange {
  const { object, ...texts } = requireOptions(subject, change, STREAM_CHANGE);
  requireResultText(subject, 'object', object);
  Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .forEach(([name, text]) => requireResultText(subject, name, text));
  return change;
}

const CLUSTER_CHANGES: Options<ClusterChanges> = {
  ...{ cluster: true, isCluster: true, changes: true, streams: true },
  upgrade: true,
};

/** Returns the changes of the clusters. Throws if one of their members has the wrong type. */
export function requireClusters(clusters: ClusterChanges[]): ClusterChanges[] {
  requireList('Comparison: clusters', clusters).forEach((one, i) => {
    const subject = `Comparison: clusters[${i}]`;
    const { cluster, isCluster, changes, streams, upgrade } = requireOptions(subject, one, CLUSTER_CHANGES);
    requireResultText(subject, 'cluster', cluster);
    if (typeof isCluster !== 'boolean') {
      throw new InvalidInput(`${subject}: isCluster is ${quote(isCluster)}: write true or false.`);
    }
    requireList(`${subject}: changes`, changes).forEach((change, j) =>
      requireChange(`${subject}: changes[${j}]`, change),
    );
    requireList(`${subject}: streams`, streams).forEach((change, j) =>
      requireStreamChange(`${subject}: streams[${j}]`, change),
    );
    if (upgrade !== undefined) {
      requireStep(`${subject}: upgrade`, upgrade);
    }
  });
  return clusters;
}

function requireResultText(subject: string, name: string, text: unknown): void {
  if (typeof text !== 'string') {
    throw new InvalidInput(`${subject}: ${name} is ${quote(text)}: give the result of Comparison.byCluster().`);
  }
}
