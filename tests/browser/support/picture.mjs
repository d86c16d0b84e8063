// A screenshot as a small file: of the few thousand colours on a page of flat surfaces, 128 are told apart.
import { writeFile } from 'node:fs/promises';
import UPNG from 'upng-js';

const COLOURS = 128;

/** Takes a picture of what is seen of the page, or of a part of it. */
export async function takePicture(page, file, clip) {
  const picture = UPNG.decode(await page.screenshot({ animations: 'disabled', caret: 'hide', clip }));
  const smaller = UPNG.encode([UPNG.toRGBA8(picture)[0]], picture.width, picture.height, COLOURS);
  await writeFile(file, Buffer.from(smaller));
}
