import { Tree } from '../../checks/_trees';
import { Change, Comparison, ComparisonOptions } from '../../preview/comparison';
import { Inventory, Manifest, nameOf } from '../../rules/manifests/_inventory';
import { SeenStream, groupsOfUse } from '../../rules/manifests/streams/_seen-stream';
import { streamUsesOf } from '../../rules/manifests/streams/_uses';
import { PlacedObject, groupsOf } from './_groups';

/** The changes of one cluster. */
export interface ClusterChanges {
  /** Empty if nothing tells the cluster. */
  readonly cluster: string;
  readonly changes: readonly Change[];
}

/** The path of a change of streams: it is no field of an object. */
export const STREAMS = 'streams';

/** Returns the changes of each cluster that has some, sorted by cluster. */
export function changesByCluster(
  before: readonly PlacedObject[],
  after: readonly PlacedObject[],
  options: ComparisonOptions,
): ClusterChanges[] {
  return groupsOf(before, after)
    .map(({ name, before: from, after: to }) => ({
      cluster: name,
      changes: withStreams(Comparison.of(from, to, options), streamChanges(from, to)),
    }))
    .filter(({ changes }) => changes.length > 0);
}

/** The changes, those of the streams of an object after its other ones. */
function withStreams(changes: readonly Change[], ofStreams: readonly Change[]): Change[] {
  const all = [...changes, ...ofStreams];
  // The sort is stable.
  return all.sort((one, other) => (one.object < other.object ? -1 : one.object > other.object ? 1 : 0));
}

/** Returns a change for each workload that is on both sides and uses other streams. */
function streamChanges(before: Tree[], after: Tree[]): Change[] {
  const [from, to] = [streamsOf(before), streamsOf(after)];
  return [...to].flatMap(([object, streams]) => {
    const old = from.get(object);
    return old === undefined || old.join() === streams.join()
      ? []
      : [{ object, path: STREAMS, before: old, after: streams, isImmutable: false, answer: '', restart: false }];
  });
}

/** Returns the streams of each workload, as sorted texts. */
function streamsOf(manifests: Tree[]): Map<string, string[]> {
  const entries = manifests.map((manifest) => ({ manifest: manifest as Manifest }));
  const inventory = new Inventory(entries);
  return new Map(
    entries.map(({ manifest }) => [
      labelOf(manifest),
      [...new Set(streamUsesOf(manifest, inventory).map(textOf))].sort(),
    ]),
  );
}

/** The name of an object, as changes have it. */
function labelOf(manifest: Manifest): string {
  const namespace: unknown = manifest.metadata.namespace;
  return typeof namespace === 'string' && namespace !== ''
    ? `${manifest.kind} ${namespace}/${manifest.metadata.name}`
    : nameOf(manifest) && `${manifest.kind} ${manifest.metadata.name}`;
}

function textOf(stream: SeenStream): string {
  const { role, port, ttl, source } = stream;
  const groups = groupsOfUse(stream);
  const group = groups.length === 1 ? groups[0] : `${groups[0]} to ${groups.at(-1)}`;
  return [
    `${VERBS[role ?? 'stream']} ${group}${port === undefined ? '' : `:${port}`}`,
    ...(source === undefined ? [] : [`from ${source}`]),
    ...(ttl === undefined ? [] : [`with TTL ${ttl}`]),
  ].join(' ');
}

const VERBS = { sender: 'sends', receiver: 'receives', peer: 'sends and receives', stream: 'uses' };
