type Read = typeof import('../../lib/commands/_read-documents').readDocuments;

const PARSERS: [which: string, path: string][] = [
  ['the parser of the cdk8s here', require.resolve('yaml', { paths: [require.resolve('cdk8s')] })],
  ['the newest parser', require.resolve('yaml')],
];

/** `readDocuments` with each version of the parser that cdk8s may install. */
export const READERS = PARSERS.map(([which, path]): [which: string, read: Read] => [which, readerWith(path)]);

function readerWith(path: string): Read {
  let read: Read | undefined;
  jest.isolateModules(() => {
    jest.doMock('node:module', () => ({ createRequire: () => () => jest.requireActual(path) }));
    read = jest.requireActual<typeof import('../../lib/commands/_read-documents')>(
      '../../lib/commands/_read-documents',
    ).readDocuments;
    jest.dontMock('node:module');
  });
  return read as Read;
}
