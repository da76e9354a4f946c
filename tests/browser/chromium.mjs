// A new headless Chromium with a profile of its own that asks the network for nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
export const axe = require.resolve("axe-core/axe.min.js");

export async function withPage(options, work) {
  const { chromium } = require("playwright-core");
  const profile = mkdtempSync(join(tmpdir(), "dipdocs-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.DIPDOCS_CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ...options,
  });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
