// node words.mjs FILE: each word of the first sheet with its left edge and the middle of its line,
// in points from the sheet's corner, in reading order. Prints JSON.
import { pathToFileURL } from "node:url";
import { withPage } from "./chromium.mjs";

await withPage({ viewport: { width: 1100, height: 900 } }, async (page) => {
  await page.goto(pathToFileURL(process.argv[2]).href);
  const words = await page.evaluate(() => {
    const sheet = document.querySelector(".sheet");
    const corner = sheet.getBoundingClientRect();
    const out = [];
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const match of node.data.matchAll(/[^ \n\u00a0]+/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        out.push([match[0], (box.left - corner.left) * 0.75, ((box.top + box.bottom) / 2 - corner.top) * 0.75]);
      }
    }
    return out;
  });
  console.log(JSON.stringify({ words }));
});
