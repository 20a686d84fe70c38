// The folders of runs: each run of an app has its compiled files, and the output until its end, in one of them.
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const cache = path.join(path.dirname(__dirname), 'node_modules', '.cache', 'cdk8s-antrea-multicast');

/** A folder that is older belongs to no run, even if another process has its process id now. */
const HOUR = 3_600_000;

/** Creates the folder of this run, and clears those of runs that were killed. */
function createRunFolder() {
  fs.mkdirSync(cache, { recursive: true });
  clearLeftovers();
  const folder = path.join(cache, `run-${process.pid}-${randomBytes(4).toString('hex')}`);
  fs.mkdirSync(folder);
  return folder;
}

/** Registers a process that works in the folder, so that a later run ends it if this one is killed. */
function register(folder, pid) {
  fs.writeFileSync(path.join(folder, `process-${pid}`), '');
}

function removeRunFolder(folder) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function clearLeftovers() {
  for (const name of fs.readdirSync(cache).filter((one) => one.startsWith('run-'))) {
    const folder = path.join(cache, name);
    try {
      if (isLeftover(name, folder)) {
        endProcesses(folder);
        removeRunFolder(folder);
      }
    } catch {
      // Another run clears it, or the disk is full: then this run reports that itself.
    }
  }
}

function isLeftover(name, folder) {
  const isOld = Date.now() - fs.statSync(folder).ctimeMs > HOUR;
  const pid = /^run-(\d+)-/.exec(name)?.[1];
  return isOld || (pid !== undefined && !isAlive(Number(pid)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Ends what still works in the folder. Another process may have the process id now: only those that name the folder. */
function endProcesses(folder) {
  for (const name of fs.readdirSync(folder)) {
    const pid = Number(/^process-(\d+)$/.exec(name)?.[1]);
    if (pid && commandOf(pid).includes(folder)) {
      endGroup(pid);
    }
  }
}

function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Ends a process, with those that it started if it leads a group. */
function endGroup(pid) {
  for (const id of [-pid, pid]) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It ended by itself, or leads no group.
    }
  }
}

module.exports = { createRunFolder, register, removeRunFolder, endGroup };
