// A screenshot as a small file: of the few thousand colours on a page of flat surfaces, 256 are told apart.
import { writeFile } from 'node:fs/promises';
import UPNG from 'upng-js';

const COLOURS = 256;

/** Takes a picture of what is seen of the page. */
export async function takePicture(page, file) {
  const picture = UPNG.decode(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const smaller = UPNG.encode([UPNG.toRGBA8(picture)[0]], picture.width, picture.height, COLOURS);
  await writeFile(file, Buffer.from(smaller));
}
