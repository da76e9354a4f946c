// node preview.mjs URL LETTER: uses the preview as a person would; prints what was seen as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { axe, withPage } from "./chromium.mjs";

const [url, letter] = process.argv.slice(2);
const text = readFileSync(letter, "utf8");
const axeSource = readFileSync(axe, "utf8");
const seen = {};

await withPage({ viewport: { width: 1100, height: 900 } }, async (page) => {
  const shows = async (words) => {
    const begun = Date.now();
    await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), words, { timeout: 8000, polling: 20 });
    return Date.now() - begun;
  };
  const violations = async () => {
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => axe.run(document));
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  };

  await page.goto(url);
  await shows("Vitaly Churkin");
  seen.heading = await page.textContent("h1");
  seen.violations = await violations();

  writeFileSync(letter, text.replaceAll("Vitaly Churkin", "Vitaly Essai"));
  seen.edited = await shows("Vitaly Essai");

  writeFileSync(letter, text.replace("kind: letter", "kind: leter"));
  seen.broken = await shows("did you mean 'letter'");
  seen.error = await page.innerText("[role=alert]");
  seen.errorViolations = await violations();

  writeFileSync(letter, "kind: [");
  await shows("syntax");
  seen.syntax = await page.innerText("[role=alert]");

  writeFileSync(letter, text);
  seen.recovered = await shows("Vitaly Churkin");

  // by the keys alone: the button, then the title
  await page.focus("#dd-toggle");
  await page.keyboard.press("Enter");
  await page.focus("h1");
  seen.why = await page.innerText("#dd-reason");
  seen.described = await page.getAttribute("h1", "aria-describedby");
  await page.keyboard.press("Escape");
  seen.closed = !(await page.isVisible("#dd-reason"));
  // by pointing
  await page.click("#dd-toggle");
  await page.hover("p.signature");
  seen.pointed = await page.innerText("#dd-reason");
});
console.log(JSON.stringify(seen));
