type Module = typeof import('../../lib/rules/_read-documents');
type Read = Module['readDocuments'];

const PARSERS: [which: string, path: string][] = [
  ['the parser of the cdk8s here', require.resolve('yaml', { paths: [require.resolve('cdk8s')] })],
  ['the newest parser', require.resolve('yaml')],
];

const MODULES = new Map(PARSERS.map(([which, path]) => [which, moduleWith(path)]));

/** `readDocuments` with each version of the parser that cdk8s may install. */
export const READERS = PARSERS.map(([which]): [which: string, read: Read] => [which, moduleOf(which).readDocuments]);

/** `placeIn` of the same module as a reader. */
export function placesWith(which: string): Module['placeIn'] {
  return moduleOf(which).placeIn;
}

function moduleOf(which: string): Module {
  return MODULES.get(which) as Module;
}

function moduleWith(path: string): Module {
  let loaded: Module | undefined;
  jest.isolateModules(() => {
    const { createRequire } = jest.requireActual<typeof import('node:module')>('node:module');
    jest.doMock('node:module', () => ({
      createRequire: (file: string) => (name: string) =>
        name === 'yaml' ? jest.requireActual(path) : createRequire(file)(name),
    }));
    loaded = jest.requireActual<Module>('../../lib/rules/_read-documents');
    jest.dontMock('node:module');
  });
  return loaded as Module;
}
