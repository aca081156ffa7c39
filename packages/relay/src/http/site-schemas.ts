// The shape of a site and its settings, as OpenAPI tells it. What may be in them is judged by core/settings, everything at once.
import { type TSchema, Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import { settingsLimits } from '../core/settings/check-settings.ts';
import type { SiteSettings } from '../core/settings/site-settings.ts';
import { textLimits } from '../core/settings/site-texts.ts';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const line = (max: number, description: string) => Type.String({ minLength: 1, maxLength: max, description });

const Minutes = Type.Array(Type.Integer({ minimum: 0, maximum: 1440 }), {
  minItems: 2,
  maxItems: 2,
  description: 'From, and up to but not including: minutes after midnight',
});
const Day = Type.Array(Minutes, { maxItems: settingsLimits.spans });
const Hours = Type.Object({
  zone: line(limits.name, 'IANA time zone'),
  week: Type.Array(Day, { minItems: 7, maxItems: 7, description: 'Monday first' }),
  days: Type.Record(Type.String(), Day, { description: 'Dates (YYYY-MM-DD) that differ; []: closed' }),
});
const Team = Type.Object({
  key: line(limits.id, 'A–Z a–z 0–9 _ -'),
  name: line(limits.name, 'What visitors choose by'),
  hours: orNull(Hours),
});
const Time = (min: number, max: number, description: string) =>
  Type.Integer({ minimum: min, maximum: max, description: `${description}, milliseconds` });

const Percent = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 100, description: `${description}, percent` });

const fields: { readonly [K in keyof SiteSettings]: TSchema } = {
  colour: Type.String({ pattern: '^#[0-9a-f]{6}$', description: 'Brand colour' }),
  side: Type.Union([Type.Literal('end'), Type.Literal('start')]),
  label: orNull(line(settingsLimits.label, 'Words of the launcher')),
  contact: orNull(line(limits.url, 'Where to turn if the chat cannot load: mailto: or https:')),
  langs: Type.Array(Type.String({ pattern: '^[a-z]{2,3}$' }), {
    description: 'Primary languages that are answered in',
  }),
  hours: orNull(Hours),
  promise: Type.Boolean({ description: 'Visitors are told how long they will wait' }),
  survey: Type.Boolean({ description: 'Visitors are asked how it went' }),
  guess: Percent('Of sessions at whose end the agent guesses the rating'),
  extra: Type.Object(
    {
      expect: Percent('Compared with what was expected'),
      nps: Percent('Would recommend'),
      ces: Percent('Was easy'),
    },
    { description: 'Of invitations: one more question. Together at most 100' },
  ),
  teams: Type.Array(Team, { maxItems: settingsLimits.teams }),
  capacity: Type.Integer({
    minimum: 1,
    maximum: settingsLimits.capacity,
    description: 'Conversations at once per agent',
  }),
  acceptWithinMs: Time(...settingsLimits.acceptWithinMs, 'After which what nobody took goes back'),
  overflow: orNull(
    Type.Object({ team: Type.String(), afterMs: Time(...settingsLimits.overflowAfterMs, 'When it helps the others') }),
  ),
  idle: orNull(
    Type.Object({
      askAfterMs: Time(...settingsLimits.idleMs, '“Still there?”'),
      endAfterMs: Time(...settingsLimits.idleMs, 'The end, after the question'),
    }),
  ),
  lang: orNull(
    Type.String({ pattern: '^[a-z]{2,3}$', description: 'Of the widget, where it does not speak the visitor’s' }),
  ),
  texts: Type.Record(
    Type.String({ pattern: '^[a-z]{2,3}$' }),
    Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Array(Type.String()), Type.Record(Type.String(), Type.String())]),
    ),
    {
      description: `What the widget says in the site’s own words, by language and key; at most ${textLimits.bytes} bytes`,
    },
  ),
  leadButton: Type.Union([Type.Literal('later'), Type.Literal('always')]),
  files: Type.Object(
    {
      on: Type.Boolean({ description: 'Files may be sent' }),
      maxBytes: Type.Integer({
        minimum: settingsLimits.fileBytes[0],
        maximum: settingsLimits.fileBytes[1],
        description: 'Of one file of a visitor',
      }),
      keepDays: orNull(
        Type.Integer({
          minimum: settingsLimits.keepDays[0],
          maximum: settingsLimits.keepDays[1],
          description: 'Days after which a file goes; null: with its chat',
        }),
      ),
    },
    { description: 'Attachments' },
  ),
};

export const Settings: TSchema = Type.Object(fields, { description: 'Everything that is set, also what is preset' });

export const SettingsChange: TSchema = Type.Partial(Type.Object(fields), {
  description: 'Fields that change; each replaces the whole of what was set',
});
