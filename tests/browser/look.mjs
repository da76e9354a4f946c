// node look.mjs [--once] FILE…: what axe-core finds in each page in light, in dark and on a narrow
// window (--once: in light alone);
// requests for anything but the page; text wider than the window. Prints JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { axe, withPage } from "./chromium.mjs";

const once = process.argv[2] === "--once";
const looks = [["light", 1100], ["dark", 1100], ["light", 360]].slice(0, once ? 1 : 3);
const source = readFileSync(axe, "utf8");
const out = {};
await withPage({}, async (page) => {
  const asked = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  });
  for (const file of process.argv.slice(once ? 3 : 2)) {
    const url = pathToFileURL(file).href;
    asked.length = 0;
    const found = { violations: [], wider: [], asked: [] };
    for (const [scheme, width] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(url);
      await page.evaluate(source);
      const result = await page.evaluate(() => axe.run(document));
      for (const { id, nodes } of result.violations) {
        found.violations.push(`${scheme} ${width}: ${id}: ${nodes.map((n) => n.html.slice(0, 200)).join(" | ")}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.wider.push(`${width}: ${wide}`);
      found.rules = result.passes.length;
    }
    found.asked = asked.filter((one) => one !== url);
    found.background = await page.evaluate(() => {
      return getComputedStyle(document.querySelector(".sheet")).backgroundColor;
    });
    out[file] = found;
  }
});
console.log(JSON.stringify(out));
