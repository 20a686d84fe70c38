import { Entry, Inventory, Manifest } from '../rules/manifests/_inventory';
import { StreamRole, streamLabelsIn } from '../rules/manifests/streams/_seen-stream';
import { streamUsesOf } from '../rules/manifests/streams/_uses';
import { Compared } from './_objects';
import { ObjectPair, SectionObject } from './_sections';
import { StreamChange } from './change';

/** A stream of an object as text, and the role in it. */
interface UsedStream {
  readonly role?: StreamRole;
  readonly text: string;
}

/** The streams of the objects of one side. */
export class StreamsOfSide {
  private readonly inventory: Inventory;

  public constructor(objects: SectionObject[]) {
    this.inventory = new Inventory(
      objects.map(({ object, file, cluster, part }): Entry => {
        // The place that `server` names has objects that refer to each other, such as a Deployment and its ConfigMap.
        const folder = file.slice(0, file.lastIndexOf('/') + 1);
        const server = JSON.stringify(cluster === undefined ? ['folder', folder] : [cluster, part === 'supervisor']);
        return { manifest: object.tree as Manifest, server, site: { isUnknown: true } };
      }),
    );
  }

  public of({ kind, tree }: Compared): UsedStream[] {
    if (kind === 'VirtualMachine') {
      return streamLabelsIn(tree.metadata.labels ?? {}).map(({ role, group, port }) => ({
        role,
        text: `${group}:${port}`,
      }));
    }
    return streamUsesOf(tree as Manifest, this.inventory).map(({ role, group, count, port, source }) => {
      const groups = count === 1 ? group : `${group} and the next ${count - 1}`;
      const withPort = port === undefined ? groups : `${groups}:${port}`;
      return { role, text: source === undefined ? withPort : `${withPort} from ${source}` };
    });
  }
}

/** Returns the streams that differ. If a role has lost and got streams, they are listed as changes, in their order. */
export function streamChangesOf({ before, after }: ObjectPair, sides: StreamsOfSide[]): StreamChange[] {
  const label = (after ?? before)?.label as string;
  const [from, to] = [before, after].map((object, i) => (object ? sides[i].of(object) : []));
  const roles = new Set([...from, ...to].map(({ role }) => role));
  return [...roles].flatMap((role) => {
    const [old, now] = [textsOf(from, role), textsOf(to, role)];
    const lost = [...old].filter((text) => !now.has(text));
    const got = [...now].filter((text) => !old.has(text));
    return Array.from({ length: Math.max(lost.length, got.length) }, (_, i): StreamChange => ({
      object: label,
      ...(role && { role }),
      ...(i < lost.length && { before: lost[i] }),
      ...(i < got.length && { after: got[i] }),
    }));
  });
}

/** The different streams of a role. */
function textsOf(uses: UsedStream[], role: StreamRole | undefined): Set<string> {
  return new Set(uses.filter((use) => use.role === role).map(({ text }) => text));
}
