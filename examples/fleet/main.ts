import { App, Fleet, GitOps } from 'cdk8s-antrea-multicast';

const gitOps = GitOps.argoCd({ repoUrl: 'https://git.example.com/broadcast/fleet.git', path: 'dist' });
const app = new App({ gitOps, replaceOutput: true });
Fleet.fromFolder(app, 'Fleet', 'inventory');
app.synth();
