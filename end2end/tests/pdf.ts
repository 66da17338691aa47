// What stands on the pages of a PDF, and where.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Sheet {
  text: string;
  width: number;
  height: number;
  /** Of everything that is written on it, from the left and from the bottom, in points. */
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export async function sheets(pdf: Buffer): Promise<Sheet[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const all: Sheet[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [, , width, height] = page.view;
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []));
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    all.push({
      text: text.replace(/\s+/g, ' '),
      width,
      height,
      left: Math.min(...words.map((word) => word.transform[4])),
      right: Math.max(...words.map((word) => word.transform[4] + word.width)),
      bottom: Math.min(...words.map((word) => word.transform[5])),
      top: Math.max(...words.map((word) => word.transform[5] + word.height)),
    });
  }
  await document.destroy();
  return all;
}
