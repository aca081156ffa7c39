// All mutants of the house, by the part of the protocol that they break.
import type { Mutant } from './mutants.ts';
import { commandMutants } from './mutants-of-the-commands.ts';
import { deskMutants } from './mutants-of-the-desk.ts';
import { fileMutants } from './mutants-of-the-files.ts';
import { handshakeMutants } from './mutants-of-the-handshake.ts';
import { identityMutants } from './mutants-of-the-identity.ts';
import { lifeMutants } from './mutants-of-the-life.ts';
import { limitMutants } from './mutants-of-the-limits.ts';
import { logMutants } from './mutants-of-the-log.ts';
import { promiseMutants } from './mutants-of-the-promise.ts';
import { queueMutants } from './mutants-of-the-queue.ts';
import { recoveryMutants } from './mutants-of-the-recovery.ts';
import { reportMutants } from './mutants-of-the-reports.ts';
import { sdkMutants } from './mutants-of-the-sdk.ts';
import { surveyMutants } from './mutants-of-the-survey.ts';

export const relayMutants: readonly Mutant[] = [
  ...handshakeMutants,
  ...identityMutants,
  ...logMutants,
  ...commandMutants,
  ...limitMutants,
  ...lifeMutants,
  ...queueMutants,
  ...promiseMutants,
  ...deskMutants,
  ...surveyMutants,
  ...recoveryMutants,
  ...reportMutants,
  ...fileMutants,
];
export const allMutants: readonly Mutant[] = [...relayMutants, ...sdkMutants];
