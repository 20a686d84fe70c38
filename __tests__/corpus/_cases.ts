import { Case } from './_case';
import { CLASS_CASES } from './_classes';
import { ENCRYPTION_CASES } from './_encryption';
import { GATE_CASES } from './_gates';
import { KERNEL_CASES } from './_kernels';
import { MODE_CASES } from './_modes';
import { NAME_CASES } from './_names';
import { PLACE_CASES } from './_places';
import { POD_CASES } from './_pod-security';
import { RANGE_CASES } from './_ranges';
import { REACH_CASES } from './_reach';
import { RELEASE_CASES } from './_releases';
import { SETTING_CASES } from './_settings';
import { STREAM_CASES } from './_streams';
import { VARIABLE_CASES } from './_variables';

/** The corpus. */
export const CASES: Case[] = [
  ...GATE_CASES,
  ...MODE_CASES,
  ...ENCRYPTION_CASES,
  ...SETTING_CASES,
  ...KERNEL_CASES,
  ...RANGE_CASES,
  ...RELEASE_CASES,
  ...NAME_CASES,
  ...POD_CASES,
  ...PLACE_CASES,
  ...REACH_CASES,
  ...STREAM_CASES,
  ...CLASS_CASES,
  ...VARIABLE_CASES,
];
