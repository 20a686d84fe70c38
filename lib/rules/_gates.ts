import { Verdict } from '../_verdict';
import { gateVerdicts, gatesVerdict } from '../platform/_gate-verdicts';
import { antreaObjectOf, capabilitiesOf, gatesOf, settingsOf } from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { NOT_APPLICABLE } from './_rule';

/** The verdicts of one id on the feature gates of an object. */
export function gateReports(object: Manifest, inventory: Inventory, id: string): Verdict[] | typeof NOT_APPLICABLE {
  const settings = settingsOf(object) ?? {};
  const misshapen = gatesVerdict(settings.featureGates);
  if (misshapen) {
    return id === misshapen.id ? [misshapen] : NOT_APPLICABLE;
  }
  const gates = Object.entries(gatesOf(settings));
  if (gates.length === 0) {
    return NOT_APPLICABLE;
  }
  const facts = {
    object: antreaObjectOf(object),
    antreaVersion: capabilitiesOf(object, inventory)?.antreaVersion,
    vsphere: inventory.vsphereOf(object),
  };
  return gates.flatMap(([name, value]) => gateVerdicts(name, value, facts)).filter((verdict) => verdict.id === id);
}
