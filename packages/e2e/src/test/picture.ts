// Pictures of what a test has before it, for people to judge: in the folder that RAPPORT_PICTURES names, else none are taken.
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const pictures: string | undefined = process.env['RAPPORT_PICTURES'];

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
