import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Admin } from './_admin';
import { ApiServer } from './_api-server';
import { ASSETS, minorOf, versionOf } from './_servers';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { structureOf, textOf } = require('../../scripts/_kubernetes-structure.cjs');

jest.setTimeout(120_000);

const ANY = { enforce: 'privileged', warn: 'privileged', audit: 'privileged' };

test.each(ASSETS.map((assets) => [versionOf(assets), assets]))(
  'the schemas of the built-in kinds of %s are those that npm run schemas:kubernetes writes',
  async (version, assets) => {
    const server = await ApiServer.start(version, assets, ANY);
    try {
      const admin = new Admin(server.folder);
      const get = async (path: string) => {
        const { code, body } = await admin.ask('GET', path);
        expect({ path, code }).toEqual({ path, code: 200 });
        // The index of OpenAPI is sent as plain text.
        return typeof body === 'string' ? JSON.parse(body) : body;
      };
      const minor = minorOf(version);
      const file = join(__dirname, '..', '..', 'schemas', `kubernetes-${minor}.json`);
      expect(textOf(await structureOf(get, minor))).toBe(readFileSync(file, 'utf8'));
    } finally {
      await server.stop();
    }
  },
);
