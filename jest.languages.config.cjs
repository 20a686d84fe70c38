const isLong = process.env.TEST_LONG === '1';
if (!isLong) {
  process.stderr.write('SKIPPED here, not passed: the compilers of Java, Go and .NET: npm run test:long\n');
}

/** The tests of the packages for other languages, which `npm run test:languages` builds first. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/__tests__/languages/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(isLong ? [] : ['/languages/compilers\\.test\\.ts$'])],
};
