import { App, Fleet, GitOps } from 'cdk8s-antrea-multicast';

const app = new App({ gitOps: GitOps.flux({ path: './dist' }), replaceOutput: true });
Fleet.fromFolder(app, 'Fleet', 'inventory');
app.synth();
