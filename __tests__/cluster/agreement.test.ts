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
  disagreement,
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

const BASES = [
  ...basesOf('_bases-custom.yaml').map((base) => ({ base, isCustom: true })),
  ...basesOf('_bases-built-in.yaml').map((base) => ({ base, isCustom: false })),
];
const nameOf = ({ apiVersion, kind }: any) => `${apiVersion} ${kind}`;

describe.each(ASSETS.map((assets) => [versionOf(assets), assets]))('%s', (version, assets) => {
  const kubernetes = minorOf(version);
  const resources = new Map<string, Resource>();
  let apiServer: ApiServer;
  let admin: Admin;

  beforeAll(async () => {
    apiServer = await ApiServer.start(version, assets, ANY);
    const file = join(apiServer.folder, 'crds.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: customResourceDefinitions() }));
    apiServer.install(file);
    admin = new Admin(apiServer.folder);
    for (const { base, isCustom } of BASES) {
      resources.set(nameOf(base), await resourceOf(admin, base, isCustom));
    }
  });
  afterAll(() => apiServer?.stop());

  /** How many requests the server took, and refused because of the structure or for another reason. */
  const outcomes = { taken: 0, refused: 0, other: 0 };
  /** How many requests have a known difference, by its reason. */
  const exceptions = new Map<string, number>();

  /** Sends a document in both ways, and returns a line for each difference that is not known. */
  async function compare({ document, changes }: Mutant): Promise<{ lines: string[]; isKnown: boolean }> {
    const lines: string[] = [];
    let isKnown = false;
    for (const sent of REQUESTS) {
      const server = await ask(admin, resources.get(nameOf(document)) as Resource, document, sent);
      outcomes[server.isTaken ? 'taken' : server.isRefused ? 'refused' : 'other']++;
      const { what, exception } = disagreement(document, kubernetes, sent, server) ?? {};
      if (exception !== undefined) {
        isKnown = true;
        exceptions.set(exception, (exceptions.get(exception) ?? 0) + 1);
      } else if (what !== undefined) {
        lines.push(`${nameOf(document)}: ${changes.join('; ')}\n  ${sent}: ${what}\n  server: ${server.text}`);
      }
    }
    return { lines, isKnown };
  }

  test.each(BASES.map(({ base }) => [nameOf(base), base]))(
    '%s: the valid document is taken',
    async (name, document) => {
      for (const sent of REQUESTS) {
        const { isTaken, text } = await ask(admin, resources.get(name) as Resource, document, sent);
        expect({ sent, refusal: isTaken ? '' : text }).toEqual({ sent, refusal: '' });
      }
      expect(await compare({ document, changes: [] })).toEqual({ lines: [], isKnown: false });
    },
  );

  test(`${DOCUMENTS} documents: lint refuses what the API server refuses`, async () => {
    const random = new Random(SEED);
    const mutants = Array.from({ length: DOCUMENTS }, (_, i) => mutant(BASES[i % BASES.length].base, random));
    const sums = new Map<string, { all: number; agree: number }>();
    const differ: string[] = [];
    await runAll(
      mutants.map((one) => async () => {
        const { lines, isKnown } = await compare(one);
        differ.push(...lines);
        const sum = sums.get(nameOf(one.document)) ?? { all: 0, agree: 0 };
        sums.set(nameOf(one.document), {
          all: sum.all + 1,
          agree: sum.agree + (lines.length === 0 && !isKnown ? 1 : 0),
        });
      }),
    );
    const rows = [...sums].map(([name, { all, agree }]) => `  ${name}: ${agree} of ${all}, ${share(agree, all)}`);
    const { taken, refused, other } = outcomes;
    const head = `${version}: agreement, AGREEMENT_SEED=${SEED}; of all requests, ${taken} taken, ${refused} refused because of the structure, ${other} for another reason`;
    const known = [...exceptions].map(([reason, count]) => `  ${count} requests, known: ${reason}`);
    process.stdout.write(`${[head, ...rows.sort(), ...known].join('\n')}\n`);
    expect(differ).toEqual([]);
  });
});

function share(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`;
}
