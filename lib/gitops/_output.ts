import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { posix } from 'path';
import { InvalidInput, quote } from '../messages/_errors';
import { factsOf } from '../runbook/_facts';
import { FilesOfCharts } from '../runbook/_files';
import { runbookText } from '../runbook/runbook';
import { KeyedLists, groupBy } from '../state/_keyed-lists';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { annotatedYaml } from './_annotated';
import { Engine } from './_engine';
import { kustomizeList, namesOfFiles } from './_file-names';
import { Layout, PlaceInOutput } from './_layout';
import { Emit, Folder, Item, OutputFile, Owner, RUNBOOK, WrittenChart, WrittenObject } from './_written';
import { wavesOf } from './_waves';

/** Returns all files: the objects in the folders of their clusters, a list for each folder, runbooks, those of the engine. */
export function outputFiles(app: App, charts: readonly WrittenChart[], engine: Engine, emit: Emit): OutputFile[] {
  const layout = new Layout(app, engine.reserved);
  const folders = foldersOf(charts, layout);
  folders.forEach(requireOnce);
  return [
    ...folders.flatMap((folder) => filesOfFolder(folder, engine, emit)),
    ...runbooks(app, layout, folders, engine),
    ...engine.files(folders, emit),
  ];
}

function foldersOf(charts: readonly WrittenChart[], layout: Layout): Folder[] {
  const made = new KeyedLists<{ readonly place: PlaceInOutput; readonly objects: WrittenObject[] }>();
  const all = new Set<{ readonly place: PlaceInOutput; readonly objects: WrittenObject[] }>();
  const proofs = new Set<ApiObject>();
  for (const { chart, objects } of charts) {
    chart.node
      .findAll()
      .filter((found) => found instanceof MulticastProof)
      .forEach(({ job }) => proofs.add(ApiObject.of(job)));
    for (const written of objects) {
      const place = layout.placeOf(written.object);
      const folder = made.one([place.owner, place.side], () => ({ place, objects: [] }));
      folder.objects.push(written);
      all.add(folder);
    }
  }
  return [...all].map(({ place, objects }) => folderOf(place, objects, proofs));
}

function folderOf({ owner, side }: PlaceInOutput, objects: WrittenObject[], proofs: Set<ApiObject>): Folder {
  const waves = wavesOf(objects, (object) => proofs.has(object));
  const names = namesOfFiles(objects.map(({ manifest }, i) => ({ manifest, wave: waves[i] })));
  const items = objects.map((written, i): Item => ({
    written,
    wave: waves[i],
    isProof: proofs.has(written.object),
    file: names[i],
  }));
  // The sort is stable: within a wave, the objects stay in the order in which they are written.
  return { owner, side, path: `${owner.path}/${side}`, items: items.sort((one, other) => one.wave - other.wave) };
}

/** Throws if two objects of a folder are one object for the API server. */
function requireOnce({ path, items }: Folder): void {
  const seen = new KeyedLists<Item>();
  for (const item of items) {
    const { kind, apiVersion, metadata = {} } = item.written.manifest;
    const key = [String(apiVersion).replace(/\/.*/, ''), kind, metadata?.namespace, metadata?.name];
    const [other] = seen.at(key);
    if (other && metadata?.name !== undefined) {
      throw new InvalidInput(
        `GitOps: ${quote(other.written.object.node.path)} and ${quote(item.written.object.node.path)} are both ${String(kind)} ${quote(metadata.name)} in the folder ${quote(path)}, and the second one would overwrite the first one: give one of them another name.`,
      );
    }
    seen.add(key, item);
  }
}

function filesOfFolder(folder: Folder, engine: Engine, emit: Emit): OutputFile[] {
  const stages = groupBy(folder.items, (item) => [engine.stageOf?.(item) ?? '']);
  return [...stages].flatMap(([stage, items]) =>
    listedFiles(posix.join(folder.path, stage), items, folder, engine, emit),
  );
}

function listedFiles(path: string, items: Item[], folder: Folder, engine: Engine, emit: Emit): OutputFile[] {
  return [
    ...items.map((item) => ({
      path: `${path}/${item.file}`,
      text: annotatedYaml(item.written, engine.annotations(item, folder), emit),
    })),
    {
      path: `${path}/${engine.listName}`,
      text: kustomizeList(
        items.map(({ file }) => file),
        emit,
      ),
    },
  ];
}

/** Returns the runbooks, each in the folder of its cluster. */
function runbooks(app: App, layout: Layout, folders: readonly Folder[], engine: Engine): OutputFile[] {
  const folderAt = new Map(folders.map((folder) => [folder.path, folder]));
  const positions = new Map(folders.map(({ path }, i) => [path, i]));
  const owners = new Map<Owner, IConstruct>();
  const facts = factsOf(app, (about) => {
    const { owner } = layout.placeOf(about[0]);
    const other = owners.get(owner);
    if (other) {
      throw new InvalidInput(
        `GitOps: ${quote(other.node.path)} and ${quote(about[0].node.path)} are about two clusters that have the folder ${quote(owner.path)}: use the same cluster object for both, or put them into two Environments.`,
      );
    }
    owners.set(owner, about[0]);
    const pathOf = (construct: IConstruct) => {
      const place = layout.placeOf(construct);
      return `${place.owner.path}/${place.side}`;
    };
    const files: FilesOfCharts = {
      of: (construct) => posix.relative(owner.path, pathOf(construct)),
      inOrder: (constructs) =>
        [...new Set(constructs.map(pathOf))]
          .filter((path) => positions.has(path))
          .sort((one, other) => Number(positions.get(one)) - Number(positions.get(other)))
          .map((path) => posix.relative(owner.path, path)),
    };
    const delivery = engine.delivery(owner, (file) => folderAt.get(posix.join(owner.path, file)) as Folder);
    return { files, delivery };
  });
  const paths = [...owners.keys()].map(({ path }) => path);
  return facts.map((one, i) => ({ path: `${paths[i]}/${RUNBOOK}`, text: runbookText(one) }));
}
