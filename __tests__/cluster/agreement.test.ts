import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { size } from '../_size';
import { Admin } from './_admin';
import {
  REQUESTS,
  Resource,
  ask,
  basesOf,
  customResourceDefinitions,
  disagreements,
  resourceOf,
  runAll,
} from './_agreement';
import { ApiServer } from './_api-server';
import { Mutant, Random, mutant } from './_mutations';
import { ASSETS, minorOf, versionOf } from './_servers';

jest.setTimeout(600_000);

const DOCUMENTS = Number(process.env.AGREEMENT_DOCUMENTS ?? size(1000, 5000));
const SEED = Number(process.env.AGREEMENT_SEED ?? size(1, Date.now() % 2 ** 31));
const ANY = { enforce: 'privileged', warn: 'privileged', audit: 'privileged' };

/** The custom kinds whose schemas are public. */
const CRDS = [
  'cni.tanzu.vmware.com.yaml',
  'cluster.x-k8s.io.yaml',
  'cluster.x-k8s.io.v1beta2.yaml',
  'vmoperator.vmware.com.yaml',
  'crd.antrea.io.yaml',
];
const BASES = [
  ...basesOf('_bases-custom.yaml').map((base) => ({ base, isCustom: true })),
  ...basesOf('_bases-built-in.yaml').map((base) => ({ base, isCustom: false })),
];
const nameOf = ({ apiVersion, kind }: any) => `${apiVersion} ${kind}`;

describe.each(ASSETS.map((assets) => [versionOf(assets), assets]))('%s', (version, assets) => {
  const kubernetes = minorOf(version);
  const resources = new Map<string, Resource>();
  let server: ApiServer;
  let admin: Admin;

  beforeAll(async () => {
    server = await ApiServer.start(version, assets, ANY);
    const file = join(server.folder, 'crds.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: customResourceDefinitions(CRDS) }));
    server.install(file);
    admin = new Admin(server.folder);
    for (const { base, isCustom } of BASES) {
      resources.set(nameOf(base), await resourceOf(admin, base, isCustom));
    }
  });
  afterAll(() => server?.stop());

  /** How many requests the server took, and refused because of the structure or for another reason. */
  const outcomes = { taken: 0, refused: 0, other: 0 };

  /** Sends a document in both ways, and returns a line for each difference. */
  async function compare(one: Mutant): Promise<string[]> {
    const resource = resources.get(nameOf(one.document)) as Resource;
    const lines: string[] = [];
    for (const sent of REQUESTS) {
      const verdict = await ask(admin, resource, one.document, sent);
      outcomes[verdict.isTaken ? 'taken' : verdict.isRefused ? 'refused' : 'other']++;
      for (const { what, answer } of disagreements(one, resource, kubernetes, sent, verdict)) {
        lines.push(`${nameOf(one.document)}: ${one.changes.join('; ')}\n  ${sent}: ${what}\n  server: ${answer}`);
      }
    }
    return lines;
  }

  test.each(BASES.map(({ base }) => [nameOf(base), base]))(
    '%s: the valid document is taken',
    async (name, document) => {
      for (const sent of REQUESTS) {
        const { isTaken, text } = await ask(admin, resources.get(name) as Resource, document, sent);
        expect({ sent, refusal: isTaken ? '' : text }).toEqual({ sent, refusal: '' });
      }
      expect(await compare({ document, changes: [] })).toEqual([]);
    },
  );

  test(`${DOCUMENTS} documents: lint refuses what the API server refuses`, async () => {
    const random = new Random(SEED);
    const mutants = Array.from({ length: DOCUMENTS }, (_, i) => mutant(BASES[i % BASES.length].base, random));
    const sums = new Map<string, { all: number; agree: number }>();
    const differ: string[] = [];
    await runAll(
      mutants.map((one) => async () => {
        const lines = await compare(one);
        differ.push(...lines);
        const sum = sums.get(nameOf(one.document)) ?? { all: 0, agree: 0 };
        sums.set(nameOf(one.document), { all: sum.all + 1, agree: sum.agree + (lines.length === 0 ? 1 : 0) });
      }),
    );
    const rows = [...sums].map(([name, { all, agree }]) => `  ${name}: ${agree} of ${all}, ${share(agree, all)}`);
    const { taken, refused, other } = outcomes;
    const head = `${version}: agreement, AGREEMENT_SEED=${SEED}; of all requests, ${taken} taken, ${refused} refused because of the structure, ${other} for another reason`;
    process.stdout.write(`${head}\n${rows.sort().join('\n')}\n`);
    expect(differ).toEqual([]);
  });
});

function share(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`;
}
