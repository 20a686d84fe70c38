/** The tests with real packets: `npm run test:dataplane`. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/__tests__/dataplane/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 240_000,
  // After a failure Pods may still run: they end with the process namespace of this run.
  forceExit: true,
};
