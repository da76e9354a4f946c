// Peers in Node. Reads one JSON object a line: first {modules, material}, then
// {subject, letters: […]}; answers one JSON line each: {versions} and {seconds: […]}.
// With {check: subject, letter} it answers {documents: [base64 …]}.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const SUBJECTS = {};
let material;

function jobsOf(number) {
  return material.jobs[number];
}

async function each(number, make) {
  const documents = [];
  for (const job of jobsOf(number)) documents.push(await make(job));
  return documents;
}

function load(modules) {
  const require = createRequire(join(modules, "package.json"));
  const versions = {};
  const named = (name) => {
    try {
      const found = require(name);
      versions[name] = JSON.parse(
        readFileSync(join(modules, "node_modules", name, "package.json"), "utf8"),
      ).version;
      return found;
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") process.stderr.write(`${name}: ${error.message}\n`);
      return null;
    }
  };
  const Docxtemplater = named("docxtemplater");
  const PizZip = named("pizzip");
  if (Docxtemplater && PizZip) SUBJECTS.docxtemplater = docxtemplater(Docxtemplater, PizZip);
  const docx = named("docx");
  if (docx) {
    SUBJECTS["docx (npm)"] = built(docx);
    SUBJECTS["docx (npm), patching"] = patched(docx);
  }
  const easy = named("easy-template-x");
  if (easy) SUBJECTS["easy-template-x"] = easyTemplate(easy);
  return versions;
}

function docxtemplater(Docxtemplater, PizZip) {
  const Constructor = Docxtemplater.default ?? Docxtemplater;
  return (job) => {
    const document = new Constructor(new PizZip(job.single));
    document.render(job.values);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

function easyTemplate({ TemplateHandler }) {
  const handler = new TemplateHandler();
  return (job) => handler.process(job.single, job.values);
}

function patched({ patchDocument, PatchType, TextRun }) {
  return (job) => {
    const patches = {};
    for (const [name, text] of Object.entries(job.values)) {
      patches[name] = { type: PatchType.PARAGRAPH, children: [new TextRun(text)] };
    }
    return patchDocument({ outputType: "nodebuffer", data: job.double, patches });
  };
}

// Builds the document anew: text, a first-page header with the masthead's lines, page numbers.
function built({ Document, Packer, Paragraph, TextRun, Header, Footer, PageNumber }) {
  const lines = (texts) => texts.map((text) => new Paragraph({ children: [new TextRun(text)] }));
  return (job) => {
    const number = new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] });
    const document = new Document({
      creator: "benchmark",
      sections: [
        {
          properties: { titlePage: true },
          headers: { first: new Header({ children: lines(job.masthead) }) },
          footers: { default: new Footer({ children: [number] }) },
          children: lines(job.paragraphs),
        },
      ],
    });
    return Packer.toBuffer(document);
  };
}

function take(path) {
  const { forms, jobs } = JSON.parse(readFileSync(path, "utf8"));
  for (const form of Object.values(forms)) {
    form.single = Buffer.from(form.single, "base64");
    form.double = Buffer.from(form.double, "base64");
  }
  material = { jobs: jobs.map((list) => list.map((job) => ({ ...forms[job.form], ...job }))) };
}

async function answer(request) {
  if (request.modules) {
    const versions = load(request.modules);
    return { versions, node: process.version, subjects: Object.keys(SUBJECTS) };
  }
  if (request.material) {
    take(request.material);
    return {};
  }
  const make = SUBJECTS[request.check ?? request.subject];
  if (request.check) {
    const documents = await each(request.letter, make);
    return { documents: documents.map((one) => Buffer.from(one).toString("base64")) };
  }
  const seconds = [];
  for (const number of request.letters) {
    const begin = performance.now();
    await each(number, make);
    seconds.push((performance.now() - begin) / 1000);
  }
  return { seconds };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
