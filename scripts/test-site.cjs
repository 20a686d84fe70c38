// npm run test:site: makes the documentation site and tests it in Chromium.
const { runSuite } = require('./_built-suite.cjs');
const { SITE } = require('./packages.cjs');

runSuite({
  subject: 'the site',
  programs: SITE,
  script: 'scripts/site/build.cjs',
  config: 'jest.site.config.cjs',
});
