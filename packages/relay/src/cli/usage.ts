// The texts of `rapport --help` and of each command.
import { settingNames } from '../settings.ts';

export const usage: Readonly<Record<'rapport' | 'serve' | 'site' | 'agent' | 'export' | 'erase', string>> = {
  rapport: `Rapport: live chat with provable delivery.

Usage: rapport <command>

  serve                          Run the relay (also what "rapport" alone does)
  site add KEY --name NAME       Let a site embed the widget
  site list
  site show KEY
  site set KEY JSON
  site remove KEY
  agent add EMAIL --name NAME    Invite somebody who answers
  agent list
  agent set EMAIL
  agent token EMAIL --name NAME  A credential for a program
  agent disable EMAIL
  agent reset EMAIL              A new link, when a password is lost
  export conversation ID         What is kept of it, into a new folder
  export visitor ID
  export site KEY
  erase conversation ID          Remove it for good
  erase visitor ID

"rapport COMMAND --help" says more. Exit codes: 0 done, 1 it did not work, 2 wrong usage or settings.
`,
  serve: `Usage: rapport serve

Runs the relay until SIGTERM or SIGINT, then finishes what is under way and exits 0.
Human lines go to standard output, the log (JSON) to standard error.

Settings come from the environment only; all problems are reported at once:
${settingNames.map((name) => `  ${name}`).join('\n')}
`,
  site: `Usage: rapport site add KEY --name NAME [--origin ORIGIN]... [--native] [--replace]
       rapport site list
       rapport site show KEY
       rapport site set KEY JSON
       rapport site remove KEY

  KEY              what stands in data-site; 1 to 40 of A–Z a–z 0–9 _ -
  --name NAME      what visitors see
  --origin ORIGIN  a page's exact origin, like https://shop.example; without any, only the relay's own pages
  --native         also apps, which send no origin
  --replace        change a site that is already there; what is set for it stays
  JSON             settings that change, as show prints them: '{"capacity": 3, "survey": false}'

A removed site's widget stops working; its conversations stay.
`,
  agent: `Usage: rapport agent add EMAIL --name NAME [--role owner|lead|agent]
       rapport agent list
       rapport agent set EMAIL [--name NAME] [--role owner|lead|agent] [--team KEY]... [--lang LANG]... [--capacity N|site]
       rapport agent token EMAIL [--name NAME | --revoke ID]
       rapport agent disable EMAIL
       rapport agent reset EMAIL

add and reset print a link that works once, within 24 hours, and sets the password.
set replaces what is given; --team '' and --lang '' leave none.
token with --name makes an API token and prints it once; without, it lists those there are.
disable and reset also end what the agent has open, within seconds.
`,
  export: `Usage: rapport export conversation ID --out FOLDER [--for-visitor]
       rapport export visitor ID --out FOLDER [--for-visitor]
       rapport export site KEY --out FOLDER

Writes what is kept of a conversation, of a visitor with all conversations, or of a site, into a folder that is not there yet:
visitors.jsonl, conversations.jsonl, events.jsonl, cases.jsonl, one JSON object in each line, and the uploaded files in files/,
each under its id. Nobody but the folder's owner may read it. It works while the relay runs, and takes nothing away.

  --out FOLDER   there whole or not at all
  --for-visitor  without what the staff keeps to itself: notes, recovery cases, why somebody is blocked
`,
  erase: `Usage: rapport erase conversation ID
       rapport erase visitor ID

Removes a conversation, or a visitor with all conversations, and their files, for good: what is deleted from the
database is overwritten on the disk.
It works while the relay runs, and on a full disk. It can be repeated. A screen that shows it now does so until it is
loaded again.
`,
};
