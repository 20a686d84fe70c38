import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { enableVerdict } from '../platform/_antrea-verdicts';
import { gateVerdicts } from '../platform/_gate-verdicts';
import { BUGS_SOURCE, bugsOf, possibleBugsOf } from '../platform/_known-bugs';
import { objectOfRelease } from '../platform/_object-of-release';
import { AntreaBug } from '../platform/tables/_antrea-bugs';
import {
  AntreaChange,
  bugFact,
  gateChanges,
  modeChange,
  policyChange,
  switchChange,
} from '../platform/upgrades/_antrea-changes';
import { isOtherObject } from '../platform/upgrades/_platform-changes';
import { antreaObjectOf, gatesOf, meantBoolean, modeOf, settingsOf } from '../rules/manifests/_antrea';
import { isMulticastMeant } from '../rules/manifests/_antrea-fields';
import { bugFactsOf } from '../rules/manifests/_bugs';
import { Manifest, nameOf } from '../rules/manifests/_inventory';
import { multicastSettingsOf } from '../rules/manifests/_platform-verdicts';
import { isAntreaPolicy } from '../rules/manifests/policies/_policies';
import { objectLines } from './_antrea-object-lines';
import { ClusterView, StepViews } from './_cluster-view';
import { lineOf, newVerdicts } from './_line';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { UNKNOWN, BEFORE, AFTER, CHANGES, NOTE } = UpgradeLevel;
const { ANTREA, MULTICAST, GATES, BUGS, POLICIES } = UpgradeTopic;

/** Returns the lines on Antrea: its version, what turns multicast on, its gates, policies and bugs. */
export function antreaLines(views: StepViews): UpgradeLine[] {
  const change = antreaChangeOf(views);
  return [
    ...versionLine(views),
    ...objectLines(views),
    ...switchLines(views, change),
    ...gateLines(views, change),
    ...policyLines(views, change),
    ...bugLines(views),
  ];
}

/** The versions before and after, if both are known and differ. That before can be the last known one of earlier steps. */
function antreaChangeOf({ before, after, lastAntrea }: StepViews): AntreaChange | undefined {
  const [old, now] = [before.antrea.antrea ?? lastAntrea, after.antrea.antrea];
  return old === undefined || now === undefined || old === now ? undefined : { before: old, after: now };
}

function versionLine({ before, after, isFirst }: StepViews): UpgradeLine[] {
  const unknown = [...(isFirst ? [before] : []), after].filter(({ antrea }) => antrea.antrea === undefined);
  const questions = unknown.flatMap(({ antrea }) =>
    lineOf(ANTREA, UNKNOWN, {
      what: `${antrea.doubt} The lines about Antrea are not complete.`,
      how: antrea.how,
      source: antrea.source,
    }),
  );
  if (after.antrea.antrea === undefined) {
    return questions;
  }
  const isSame = before.antrea.antrea === after.antrea.antrea;
  const what =
    before.antrea.antrea === undefined
      ? `Antrea is ${shownVersion(after)} after the step, and that before is not known.`
      : isSame
        ? `Antrea stays at ${shownVersion(after)}.`
        : `Antrea goes from ${shownVersion(before)} to ${shownVersion(after)}.`;
  const known = [before, after].filter(({ antrea }) => antrea.antrea !== undefined);
  const doubts = new Set(known.map(({ antrea }) => antrea.doubt).filter((doubt) => doubt !== ''));
  return [
    ...questions,
    ...lineOf(ANTREA, isSame ? NOTE : CHANGES, { what, how: [...doubts].join(' '), source: after.antrea.source }),
  ];
}

function shownVersion({ antrea: { antrea, isCertain } }: ClusterView): string {
  return `${antrea}${isCertain ? '' : ' (not certain)'}`;
}

function switchLines({ before, kept, after, isFinal }: StepViews, change: AntreaChange | undefined): UpgradeLine[] {
  const configs = after.configs.filter(isMulticastMeant);
  if (configs.length + before.configs.filter(isMulticastMeant).length === 0) {
    return [];
  }
  const object = objectOfRelease(after.release).object;
  const enable = (view: ClusterView) =>
    configs
      .filter((config) => !isFinal || antreaObjectOf(config) === object)
      .flatMap((config): Verdict[] => {
        const settings = multicastSettingsOf(config);
        const written = { ...settings, enable: meantBoolean(settings.enable) };
        const { object: kind } = objectOfRelease(view.release);
        const verdict = enableVerdict(kind, written, view.capabilities);
        return verdict ? [verdict] : [];
      });
  const isOther = isOtherObject({ from: before.release, to: after.release });
  const [mode] = [...configs, ...before.configs].map((config) => modeOf(settingsOf(config) ?? {}));
  return [
    ...(change ? lineOf(MULTICAST, CHANGES, switchChange(change)) : []),
    ...newVerdicts(MULTICAST, isOther ? [] : enable(kept), enable(after), isFinal),
    ...(change ? lineOf(MULTICAST, CHANGES, modeChange(change, mode)) : []),
  ];
}

function gateLines({ before, kept, after, isFinal }: StepViews, change: AntreaChange | undefined): UpgradeLine[] {
  const { object } = objectOfRelease(after.release);
  // An AntreaConfig that an AddonConfig replaces has the gates of the new object.
  const config =
    after.configs.find((one) => antreaObjectOf(one) === object) ?? (isFinal ? undefined : after.configs[0]);
  const written = gatesOf((config && settingsOf(config)) ?? {});
  const verdicts = (view: ClusterView) =>
    Object.entries(written).map(([name, value]) => ({
      name,
      verdicts: gateVerdicts(name, value, {
        object: objectOfRelease(view.release).object,
        antreaVersion: view.antrea.antrea,
        vsphere: view.vsphere,
      }),
    }));
  const old = new Map(verdicts(kept).map((one) => [one.name, one.verdicts]));
  const changes = change ? gateChanges(change) : [];
  const mentioned = changes.filter(({ name, kind }) => name in written && kind !== 'new');
  const others = changes.filter(({ name, kind }) => !(name in written) && (kind === 'new' || kind === 'default'));
  const judged = verdicts(after).flatMap((one) =>
    newVerdicts(GATES, old.get(one.name) ?? [], one.verdicts, isFinal).map((line) => ({ ...line, gate: one.name })),
  );
  const isJudged = new Set(judged.map(({ gate }) => gate));
  return [
    ...judged.map(({ gate: _, ...line }) => line),
    ...mentioned.filter(({ name }) => !isJudged.has(name)).flatMap((one) => lineOf(GATES, CHANGES, one)),
    ...(others.length > 0 && change && before.configs.length > 0
      ? lineOf(GATES, NOTE, {
          what: `Antrea ${change.after} has another default of feature gates that the manifests do not set: ${others.map(({ name, what }) => `${name} ${what.includes(' on by default') ? 'on' : 'off'}`).join(', ')}.`,
          how: '',
          source: others[0].source,
        })
      : []),
  ];
}

function policyLines({ after }: StepViews, change: AntreaChange | undefined): UpgradeLine[] {
  const changed = change && policyChange(change);
  if (!changed) {
    return [];
  }
  const policies = after.objects.filter(isAntreaPolicy);
  const [newest] = changed.served.slice(-1);
  const refused = policies.filter(({ apiVersion }) => !changed.served.includes(apiVersion));
  const old = policies.filter(
    ({ apiVersion }) => !refused.some((one) => one.apiVersion === apiVersion) && apiVersion !== newest,
  );
  const line = (level: UpgradeLevel, policy: Manifest, text: string) =>
    lineOf(POLICIES, level, {
      what: `${nameOf(policy)} has the API version ${quote(policy.apiVersion)}, ${text}.`,
      how: `Write it as ${newest}.`,
      source: changed.source,
    });
  return [
    ...lineOf(POLICIES, CHANGES, { ...changed, how: policies.length === 0 ? changed.how : '' }),
    ...refused.flatMap((policy) => line(BEFORE, policy, 'which the Antrea after the step does not serve')),
    ...old.flatMap((policy) => line(AFTER, policy, 'which later versions of Antrea do not serve')),
  ];
}

/** The bugs that are fixed, new and still there, if multicast is on. */
function bugLines({ before, after }: StepViews): UpgradeLine[] {
  const [old, now] = [before, after].map(bugsIn);
  if (!now) {
    return [];
  }
  const version = `Antrea ${after.antrea.antrea}`;
  const names = ({ issue }: AntreaBug) => issue;
  const known = new Set((old ?? []).map(names));
  const left = new Set(now.map(names));
  const fresh = now.filter(({ issue }) => old && !known.has(issue));
  const still = now.filter(({ issue }) => !old || known.has(issue));
  return [
    ...(old ?? [])
      .filter(({ issue }) => !left.has(issue))
      .flatMap((bug) =>
        lineOf(
          BUGS,
          CHANGES,
          bugFact(bug, (name) => `${version} does not have this bug of the Antrea before: ${name}.`, ''),
        ),
      ),
    ...fresh.flatMap((bug) =>
      lineOf(
        BUGS,
        CHANGES,
        bugFact(bug, (name) => `${version} has a known bug that the Antrea before does not have: ${name}.`, AFTER_BUG),
      ),
    ),
    ...(still.length > 0
      ? lineOf(BUGS, NOTE, {
          what: `${version} ${old ? 'still has' : 'has'} known bugs that affect multicast: ${still.map(names).join(', ')}.`,
          how: "'lint' shows when they occur.",
          source: BUGS_SOURCE,
        })
      : []),
  ];
}

const AFTER_BUG = 'Check after the step that antrea-agent runs and that receivers receive.';

/** The known bugs of a cluster with multicast on; undefined if they are not known. */
function bugsIn(view: ClusterView): AntreaBug[] | undefined {
  const [facts] = view.configs.flatMap((config) => bugFactsOf(config, view.inventory) ?? []);
  return facts && [...bugsOf(facts), ...possibleBugsOf(facts)];
}
