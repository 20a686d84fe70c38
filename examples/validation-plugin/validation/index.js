// Your own app does not need this file: its cdk8s.yaml names ./node_modules/cdk8s-antrea-multicast/lib/validation/plugin.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const plugin = join(__dirname, '..', '..', '..', 'lib', 'validation', 'plugin');
if (!existsSync(join(plugin, 'index.js'))) {
  throw new Error('The library is not built: run `npm run build` at the top of the project first.');
}
module.exports = require(plugin);
